"""Checking a published file as a whole: read it, run every rule, and report what was found and what was right."""

from perf.checking.files import CheckedFile, check_file

__all__ = ["CheckedFile", "check_file"]
