"""The tables that a file held, as the page of a new draft carries them along while its maker still chooses.

Nothing of a sent file is kept on the server: what was read goes to the page as JSON and comes back with the form.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from perf.conversion import FileReading
from perf.conversion.json_format import JsonFormatError, load_targets
from perf.conversion.targets_to_files import document_of, schema_of
from perf.domain.documents.questioned_cells import questioned_cells
from perf.domain.documents.questions import Question
from perf.domain.documents.recognise import Recognition
from perf.domain.interchange import target_as_dict
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.text import clean_text

_LIMIT = 2_000_000
"""Most characters that a page carries along."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asks about a table.

    Attributes:
        message, read, taken: as in :class:`perf.domain.documents.questions.Question`.
        place: where in the file, in words.
        part: the part of the target that it is about, where that can be told.
    """

    message: str
    read: str
    taken: str | None
    place: str | None
    part: str | None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table of a file: the target that it states, and what is to be looked at."""

    target: PerformanceTarget
    asked: tuple[Asked, ...]

    @property
    def form(self) -> TableSchema:
        """Its form, one made to measure where it fits none."""
        return schema_of(self.target)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The tables of a file that were read, and the file's own name."""

    name: str
    tables: tuple[ReadTable, ...]

    def as_json(self) -> str | None:
        """Write it for the page; ``None`` when it is more than a page can carry."""
        tables = [
            {"target": target_as_dict(table.target), "asked": [_asked_as_dict(each) for each in table.asked]}
            for table in self.tables
        ]
        written = json.dumps({"name": self.name, "tables": tables}, ensure_ascii=False)
        return written if len(written) <= _LIMIT else None


def tables_in(reading: FileReading) -> ReadFile:
    """Give the tables of a file, each question with the part that it is about."""
    return ReadFile(reading.name, tuple(_table(each, each.target) for each in reading.tables if each.target))


def tables_from_page(written: str) -> ReadFile | None:
    """Read what :meth:`ReadFile.as_json` wrote; ``None`` for anything else."""
    try:
        data = json.loads(written)
        tables = data["tables"]
        targets = load_targets(json.dumps({"tables": [table["target"] for table in tables]}).encode())
        asked = [tuple(_asked_from_dict(each) for each in table["asked"]) for table in tables]
        name = _text(data["name"])
    except (JsonFormatError, RecursionError, ValueError, KeyError, TypeError):
        return None
    return ReadFile(name, tuple(ReadTable(*each) for each in zip(targets, asked, strict=True)))


def _table(recognition: Recognition, target: PerformanceTarget) -> ReadTable:
    questions = recognition.questions
    parts = _parts(target, questions)
    return ReadTable(target, tuple(_asked(each, parts.get(number)) for number, each in enumerate(questions)))


def _parts(target: PerformanceTarget, questions: Sequence[Question]) -> dict[int, str]:
    """Give the part that each question is about, by its position."""
    grid = document_of(target).grid
    by_corner = {(cell.row, cell.column): cell.part for cell in grid.cells}
    found = {number: by_corner[corner] for number, corner in questioned_cells(grid, target, questions).items()}
    return {number: part for number, part in found.items() if part}


def _asked(question: Question, part: str | None) -> Asked:
    place = question.source.describe() if question.source else None
    return Asked(question.message, question.read, question.taken, place or None, part)


def _asked_as_dict(asked: Asked) -> dict[str, str | None]:
    return {name: getattr(asked, name) for name in Asked.__slots__}


def _asked_from_dict(data: Mapping[str, Any]) -> Asked:
    taken, place, part = (None if data[name] is None else _text(data[name]) for name in ("taken", "place", "part"))
    return Asked(_text(data["message"]), _text(data["read"]), taken, place, part)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return clean_text(value) or ""
