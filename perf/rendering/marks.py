"""Cells that a page speaks of: each has an anchor, and links to what the page says about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import overload

from perf.domain.documents.printed_parts import Corner


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a page says about a cell.

    Attributes:
        label: what the cell shows of it, such as its number.
        name: what a screen reader says instead, the label in it.
        anchor: where on the page it is said.
        kind: what kind it is; the style sheet sets kinds apart.
    """

    label: str
    name: str
    anchor: str
    kind: str


@dataclass(frozen=True, slots=True)
class CellMark:
    """What sets a cell apart.

    Attributes:
        anchor: the cell's ``id``, for links.
        remarks: what is said about it; none for a cell that is only led to.
    """

    anchor: str
    remarks: tuple[Remark, ...] = ()


Marks = Mapping[Corner, CellMark]
"""Marked cells by their corner."""

NO_MARKS: Marks = MappingProxyType({})


@overload
def cell_anchor(table: str, corner: Corner) -> str: ...


@overload
def cell_anchor(table: str, corner: Corner | None) -> str | None: ...


def cell_anchor(table: str, corner: Corner | None) -> str | None:
    """Name a cell of a table for links; ``table`` is the table's own anchor. No cell has no name."""
    return None if corner is None else f"{table}-r{corner[0]}c{corner[1]}"


def cell_marks(table: str, remarks: Iterable[tuple[Corner, Remark | None]]) -> dict[Corner, CellMark]:
    """Give the marks of a table's cells; ``None`` stands for a link to a cell without a remark."""
    found: dict[Corner, list[Remark]] = {}
    for corner, remark in remarks:
        said = found.setdefault(corner, [])
        if remark is not None and remark not in said:
            said.append(remark)
    return {corner: CellMark(cell_anchor(table, corner), tuple(said)) for corner, said in found.items()}
