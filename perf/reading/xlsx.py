"""Workbooks of today's Excel and WPS (.xlsx, .xlsm)."""

from perf.reading.packages import Package
from perf.reading.results import Contents
from perf.reading.sheet_parts import sheet_codes
from perf.reading.spreadsheet import read_workbook


def read(data: bytes) -> Contents:
    """Read every visible sheet. Numbers are shown in their cell's format, so 0.95 formatted as 0% is 95%."""
    return read_workbook(data, sheet_codes(Package(data)))
