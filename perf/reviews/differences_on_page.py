"""What differs between two versions, as a page lists and marks it: before and after, each with its cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from perf.domain.drafts.naming import place_of_cell
from perf.domain.drafts.text_differences import Piece, text_differences
from perf.domain.review.differences import CellDifference, Difference, differences
from perf.drafting.layout import Layout
from perf.rendering.marks import Remark

_SIGNS = {Difference.CHANGED: "改", Difference.ADDED: "增", Difference.REMOVED: "删"}
_WORDS = {Difference.CHANGED: "改动", Difference.ADDED: "新增", Difference.REMOVED: "删去"}


@dataclass(frozen=True, slots=True)
class DifferenceOnPage:
    """One cell that differs.

    Attributes:
        anchor: where on the page it is listed.
        sign: 改, 增 or 删 with its number, as the cell shows it.
        word: the same in full.
        place: the cell as people find it.
        before, after: what it held and holds, cut into what is the same and what is not; none for blank.
        cell: its name on the page, ``None`` where its row is there no more.
    """

    anchor: str
    sign: str
    word: str
    place: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    cell: str | None

    @property
    def remark(self) -> Remark:
        """What the cell shows of it."""
        before = "".join(piece.text for piece in self.before)
        return Remark(self.sign, f"{self.sign}，原为{f'“{before}”' if before else '空白'}", self.anchor, "change")


def differences_on_page(former: Layout, later: Layout) -> tuple[DifferenceOnPage, ...]:
    """List what differs between two versions of one draft, in the order of the later one."""
    found = differences(former.draft.rows, later.draft.rows)
    return tuple(_entry(number, each, former, later) for number, each in enumerate(found, 1))


def _entry(number: int, each: CellDifference, former: Layout, later: Layout) -> DifferenceOnPage:
    is_gone = each.kind is Difference.REMOVED
    of = former if is_gone else later
    return DifferenceOnPage(
        f"difference-{number}",
        f"{_SIGNS[each.kind]}{number}",
        _WORDS[each.kind],
        place_of_cell(of.draft, of.schema, each.row, each.key),
        *text_differences(each.before, each.after),
        None if is_gone else later.name_on_page((each.row.id, each.key)),
    )


def remarks_of(listed: Sequence[DifferenceOnPage]) -> dict[str, list[Remark]]:
    """Give what the cells show of the differences, by their names on the page."""
    remarks: dict[str, list[Remark]] = {}
    for each in listed:
        if each.cell is not None:
            remarks.setdefault(each.cell, []).append(each.remark)
    return remarks
