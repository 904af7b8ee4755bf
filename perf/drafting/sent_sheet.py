"""A table, or some rows of it, as it comes back from the page of the editor."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from perf.domain.drafts.rows import parse_cell_name
from perf.drafting.operations.saving import RowEdit

VERSION = "v"
"""Fields ``v17``: the version of row 17 when the page was made."""

COVERS = "c-"
"""Fields ``c-r17-second_level``: the further rows that a merged label stands for, their ids between spaces."""

UNDECIDED = "u-"
"""Fields ``u-r17-value``: the version at which a cell was typed that somebody else has changed since; it is a conflict
until somebody says whose text is to stand."""

TAKE, MINE = "take-", "mine-"
"""What the buttons of a conflict ask for, before the name of the cell: the other text, or the one typed here."""

_ROWS_MOST = 10_000


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What came back.

    Attributes:
        edits: what was typed, by row.
        undecided: what was typed in cells that somebody else has changed and nobody has decided about.
        versions: the version of every row that was sent, as it was seen.
        do: what the pressed button asks for besides saving, ``""`` for nothing.
        origin: what the page calls this pressing, so that a double click counts once.
    """

    edits: tuple[RowEdit, ...]
    undecided: tuple[RowEdit, ...]
    versions: Mapping[int, int]
    do: str
    origin: str

    @property
    def typed(self) -> dict[tuple[int, str], str]:
        """The typed texts by row and cell key."""
        edits = (*self.edits, *self.undecided)
        return {(edit.row_id, key): text for edit in edits for key, text in edit.texts.items()}

    def typed_at(self, row_id: int, key: str) -> int:
        """Give the version at which a cell was typed."""
        older = (edit.version for edit in self.undecided if edit.row_id == row_id and key in edit.texts)
        return next(older, self.versions.get(row_id, 0))


def sent_sheet(sent: "MultiDict[str, str]") -> SentSheet:
    """Read what came back; fields that are no cells, and rows without version, are passed over."""
    do = sent.get("do", "")
    versions: dict[int, int] = {}
    texts: dict[int, dict[str, str]] = {}
    undecided: list[RowEdit] = []
    for name in sent:
        if name.startswith(VERSION) and (row := _number(name.removeprefix(VERSION))) is not None:
            versions[row] = _number(sent[name]) or 0
        cell = parse_cell_name(name)
        if cell is None or do == f"{TAKE}{name}":
            continue
        row_id, key = cell
        older = None if do == f"{MINE}{name}" else _number(sent.get(f"{UNDECIDED}{name}", ""))
        for row in (row_id, *_covered(sent, name)):
            if older is None:
                texts.setdefault(row, {})[key] = sent[name]
            else:
                undecided.append(RowEdit(row, older, {key: sent[name]}))
    edits = tuple(RowEdit(row, versions[row], typed) for row, typed in texts.items() if row in versions)
    press = "" if do.startswith((TAKE, MINE)) else do
    return SentSheet(edits, tuple(undecided), versions, press, sent.get("origin", "")[:40])


def seen_versions(written: str) -> dict[int, int]:
    """Read which versions of all rows a script has seen, as in ``17:3,18:1``; anything else is passed over."""
    pairs = (pair.partition(":") for pair in written.split(",")[:_ROWS_MOST])
    numbers = ((_number(row), _number(version)) for row, _, version in pairs)
    return {row: version for row, version in numbers if row is not None and version is not None}


def _covered(sent: "MultiDict[str, str]", name: str) -> list[int]:
    """Give the further rows that a merged label was shown for."""
    numbers = map(_number, sent.get(f"{COVERS}{name}", "").split()[:_ROWS_MOST])
    return [number for number in numbers if number is not None]


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
