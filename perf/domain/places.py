"""Where something stands that is spoken of: a cell of a table, or a sentence of the text."""

from dataclasses import dataclass, replace

from perf.domain.sources import Source
from perf.domain.terms import Period

TEXT = "正文"
"""What a place outside of tables has for a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """One cell or sentence, as people and as machines find it.

    Attributes:
        table: printed title of the table, :data:`TEXT` outside of tables.
        row: what names the row (三级指标“…”, a 科目 with its code); for text, its heading if it has one.
        column: heading of the column; ``None`` where the row has only one cell to fill.
        read: what stands there, exactly, but for personal data in findings; ``""`` for a blank cell.
        table_number: position of the table among the tables of its document, from 0; ``None`` for text.
        part: which part of a target it is (:func:`field_part` and its neighbours), ``None`` outside of targets.
        source: where in the file it was read; for a blank cell that of its label.
        file: name of the file where it is another than the one that is spoken of; ``table_number`` is then ``None``.
    """

    table: str
    row: str | None = None
    column: str | None = None
    read: str = ""
    table_number: int | None = None
    part: str | None = None
    source: Source | None = None
    file: str | None = None

    def in_file(self, name: str) -> "Place":
        """Give the place as seen from another file."""
        return replace(self, file=name, table_number=None)

    def describe(self) -> str:
        """Say the place as a person would: 项目支出绩效目标表：三级指标“养护里程”，指标值（第17行第4格）."""
        position = self.position
        table = f"“{self.file}”{self.table}" if self.file else self.table
        return f"{table}：{position}" if position else table

    @property
    def position(self) -> str:
        """The place within its table, or within the text: row, column, and where in the file; blank for a table."""
        named = "，".join(name for name in (self.row, self.column) if name)
        where = self.source.describe() if self.source else ""
        return f"{named}（{where}）" if named and where else named or where


def field_part(key: str) -> str:
    """Name a head or foot field."""
    return f"fields-{key}"


def goal_part(period: Period) -> str:
    """Name the goal text of a half."""
    return f"goals-{period.value}"


def amount_part(key: str, period: Period = Period.ANNUAL) -> str:
    """Name a slot of the money block."""
    return f"funding-{period.value}-{key}"


def indicator_part(number: int, column: str) -> str:
    """Name a cell of an indicator row; ``number`` is its position in the target's indicators, from 0."""
    return f"indicators-{number}-{column}"


def list_part(number: int, column: str) -> str:
    """Name a cell of a list row; ``number`` is its position in the target's list rows, from 0."""
    return f"lists-{number}-{column}"
