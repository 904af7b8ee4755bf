"""Tables into a folder, one file each, named by document, kind and number."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from perf.conversion.files_to_targets import FileReading
from perf.conversion.json_format import dump, tables_as_json
from perf.conversion.targets_to_files import FORMATS, render_target
from perf.domain.targets import PerformanceTarget

_NAME_BYTES = 180
"""Longest name of a document in bytes: file systems take 255, and kind, number and ending are added to it."""


def print_json(readings: Sequence[FileReading]) -> str:
    """Give all tables of all files as one JSON document."""
    return dump(tables_as_json([table for reading in readings for table in reading.tables])).decode()


def write_tables(readings: Iterable[FileReading], file_format: str, folder: Path) -> Iterator[Path]:
    """Write every target of every file, giving each path as it is written.

    Two documents of one name do not overwrite each other: the second is numbered.
    """
    seen: Counter[str] = Counter()
    for reading in readings:
        stem = _document_name(reading.name)
        seen[stem] += 1
        document = stem if seen[stem] == 1 else f"{stem}({seen[stem]})"
        if file_format == "json":
            yield from _write_json(reading, document, folder)
        else:
            yield from write_targets(reading.targets, document, file_format, folder)


def _document_name(file_name: str) -> str:
    """Give a file's name without its ending and without characters that nobody sees, cut to be gone on with."""
    stem = "".join(character for character in Path(file_name).stem if unicodedata.category(character)[0] != "C")
    return stem.encode()[:_NAME_BYTES].decode(errors="ignore").strip() or "未命名"


def write_targets(
    targets: Iterable[PerformanceTarget], document: str, file_format: str, folder: Path
) -> Iterator[Path]:
    """Write targets as ``document-kind-number``, giving each path as it is written."""
    for target, name in _named(targets, document):
        yield write_whole(folder / f"{name}.{FORMATS[file_format].ending}", render_target(target, file_format))


def _write_json(reading: FileReading, document: str, folder: Path) -> Iterator[Path]:
    """Write each table with its questions."""
    tables = [table for table in reading.tables if table.target]
    names = [name for _, name in _named(reading.targets, document)]
    for table, name in zip(tables, names, strict=True):
        yield write_whole(folder / f"{name}.json", dump(tables_as_json([table])))


def _named(targets: Iterable[PerformanceTarget], document: str) -> Iterator[tuple[PerformanceTarget, str]]:
    """Name each target by document, kind and its number among those of its kind."""
    numbers: Counter[str] = Counter()
    for target in targets:
        numbers[target.kind] += 1
        yield target, f"{document}-{target.kind.value}-{numbers[target.kind]}"


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, making its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return path
