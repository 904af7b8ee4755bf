"""A published file in, its targets out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from perf.conversion.json_format import JsonFormatError, load_targets, recognitions_of
from perf.domain.documents.questions import Question
from perf.domain.documents.recognise import Recognition, recognise
from perf.domain.interchange import target_as_dict
from perf.domain.placing import placed_like
from perf.domain.targets import PerformanceTarget
from perf.reading import Reader, ReadFile, UnreadableFile, read_safely
from perf.table_schemas import all_schemas, usual_wordings


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file holds of performance tables.

    Attributes:
        name: the file's name.
        format: what its content is.
        tables: every table of performance indicators in it, in the order of the document; never empty.
        unit_code: 单位代码 that the document prints, if it does.
    """

    name: str
    format: str
    tables: tuple[Recognition, ...]
    unit_code: str | None = None

    @property
    def targets(self) -> tuple[PerformanceTarget, ...]:
        """The targets that were read."""
        return tuple(table.target for table in self.tables if table.target)


def read_targets(path: Path, *, name: str | None = None, reader: Reader | None = None) -> FileReading:
    """Read every performance table of a file in a child process with limits.

    ``name`` is what people call the file when it is not the path's own name; ``reader`` saves starting a child for
    each of many files. Refuses, with :class:`perf.reading.UnreadableFile`, a file that cannot be read or holds no
    such table.
    """
    return recognise_file(reader.read(path, name=name) if reader else read_safely(path, name=name))


def recognise_file(file: ReadFile) -> FileReading:
    """Recognise the tables of a file that was read; see :func:`read_targets`."""
    tables = tuple(numbered_recognitions(file).values())
    if not tables:
        raise UnreadableFile(file.name, "里面没有找到绩效目标表，请确认选对了文件")
    return FileReading(file.name, file.format, tables, _unit_code(file))


def numbered_recognitions(file: ReadFile) -> dict[int, Recognition]:
    """Recognise the tables of performance indicators, by their position among all tables of the file."""
    embedded = tuple(_embedded_targets(file))
    if file.format == "json":
        return dict(enumerate(recognitions_of(embedded)))
    found = (recognise(table, all_schemas(), usual_wordings()) for table in file.tables)
    recognised = {number: table for number, table in enumerate(found) if table}
    return dict(zip(recognised, _with_embedded(tuple(recognised.values()), embedded), strict=True))


_UNIT_CODE = re.compile(r"(?:单位|部门)(?:预算)?代码\s*[:：]?\s*(?P<code>[0-9]{3,12})(?![0-9])")


def _unit_code(file: ReadFile) -> str | None:
    """Find the code that a document prints for its unit, outside of tables."""
    return unit_code_in(paragraph for table in file.tables for paragraph in table.before)


def unit_code_in(paragraphs: Iterable[str]) -> str | None:
    """Find the code that some paragraphs print for a unit."""
    return next((found["code"] for found in map(_UNIT_CODE.search, paragraphs) if found), None)


def _embedded_targets(file: ReadFile) -> Iterator[PerformanceTarget]:
    """Give the targets that travel as JSON; of a file that is JSON, anything wrong is refused."""
    for payload in file.payloads:
        try:
            yield from load_targets(payload.data)
        except JsonFormatError as error:
            if file.format == "json":
                raise UnreadableFile(file.name, str(error)) from error


def _with_embedded(tables: Sequence[Recognition], embedded: Sequence[PerformanceTarget]) -> Iterator[Recognition]:
    """Let the data a PDF carries decide line ends and spaces, which paper loses, where page and data agree.

    Where they do not agree the page is believed, since it is what people read, and a person is asked.
    """
    for number, table in enumerate(tables):
        if table.target is None or number >= len(embedded):
            yield table
        elif _without_space(table.target) == _without_space(embedded[number]):
            yield replace(table, target=placed_like(embedded[number], table.target), questions=())
        else:
            message = "文件附带的数据与页面上印的不一致，已以页面为准，请核对是否被改动过"
            doubt = Question(message, table.target.title, None, table.source)
            yield replace(table, questions=(*table.questions, doubt))


def _without_space(target: PerformanceTarget) -> Any:
    """Give what a target says, all white space and all places aside."""
    return _stripped({key: part for key, part in target_as_dict(target).items() if key != "sources"})


def _stripped(part: Any) -> Any:
    """Take white space out of every text, and the places of origin out of every row."""
    match part:
        case str():
            return "".join(part.split())
        case dict():
            return {key: _stripped(value) for key, value in part.items() if key != "source"}
        case list():
            return [_stripped(value) for value in part]
        case _:
            return part
