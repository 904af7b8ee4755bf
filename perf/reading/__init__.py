"""Files to grids: docx, xlsx, xls, et, pdf, html, text and json, told apart by their content.

:func:`read_safely` (one file) and :class:`Reader` (many) read in a child process with limits and are what the rest of
the system uses; :func:`read_file` does the same in this process. Each format is one module with a function ``read``.
"""

from perf.reading.files import read_file
from perf.reading.results import Payload, ReadFile, UnreadableFile
from perf.reading.sandbox import Reader, read_safely

__all__ = ["Payload", "ReadFile", "Reader", "UnreadableFile", "read_file", "read_safely"]
