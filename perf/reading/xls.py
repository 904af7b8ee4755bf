"""Workbooks of old Excel and WPS (.xls, .et)."""

from perf.reading.results import Contents
from perf.reading.spreadsheet import read_workbook


def read(data: bytes) -> Contents:
    """Read every visible sheet. Number formats are not known here, so 0.95 formatted as 0% stays 0.95."""
    return read_workbook(data, {})
