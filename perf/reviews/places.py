"""What people call what a comment or a difference is about."""

from perf.domain.drafts.naming import place_of_cell, place_of_row

__all__ = ["WHOLE_TABLE", "place_of_cell", "place_of_row"]

WHOLE_TABLE = "全表"
