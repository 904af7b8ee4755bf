"""Any file to its tables, in this process. Files from outside go through :mod:`perf.reading.sandbox`."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from perf.reading.limits import FILE_BYTES, FILE_CELLS
from perf.reading.results import ContentError, Contents, ReadFile, UnreadableFile
from perf.reading.sniffing import Format, sniff

TOO_MUCH_MEMORY = "读它需要的内存超过上限，内容过大或已损坏，请拆小或重新另存后再试"


class _Reader(Protocol):
    """The module of one format, named like it: ``perf.reading.docx``."""

    def read(self, data: bytes) -> Contents:
        """Read a content of this format."""


def read_file(path: Path, *, name: str | None = None) -> ReadFile:
    """Read a file: its tables in the order of the document, and JSON in it. Its name says nothing about its format.

    ``name`` is the name that people know it by, when that is not the path's. Refuses, with :class:`UnreadableFile`,
    what is no readable file; a file without any table is no refusal.
    """
    shown = name or path.name
    try:
        found, contents = _read(_bytes_of(path))
    except ContentError as refusal:
        raise UnreadableFile(shown, str(refusal)) from refusal
    return ReadFile(shown, found.value, contents.tables, contents.paragraphs, contents.payloads)


def _read(data: bytes) -> tuple[Format, Contents]:
    """Read with the one module that is needed: each brings a library of its own."""
    try:
        found = sniff(data)
        contents = cast("_Reader", import_module(f"perf.reading.{found.value}")).read(data)
        _require_modest(contents)
    except ContentError:
        raise
    except MemoryError as error:
        raise ContentError(TOO_MUCH_MEMORY) from error
    except RecursionError as error:
        raise ContentError("内容嵌套太深，不像正常的文档，请重新另存后再试") from error
    except Exception as error:
        # Parsers fail in ways of their own on broken input; the cause stays attached for whoever looks.
        raise ContentError("内容有读不懂的地方，可能已损坏，请用 WPS 或 Office 打开后另存一份再试") from error
    return found, contents


def _require_modest(contents: Contents) -> None:
    if sum(len(table.grid.cells) for table in contents.tables) > FILE_CELLS:
        raise ContentError(f"有内容的单元格超过上限{FILE_CELLS}个，请拆成几个文件")


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ContentError("找不到这个文件，或者它不是普通文件，请检查路径")
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise ContentError(
                f"文件有{size / 1024 / 1024:.1f}MB，超过上限{FILE_BYTES // 1024 // 1024}MB，请拆小后再试"
            )
        return path.read_bytes()
    except OSError as error:
        raise ContentError("文件打不开，请检查有没有读取的权限") from error
