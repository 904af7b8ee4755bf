"""What changed between two versions, and which findings may stand."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from perf.domain.drafts.rows import DraftRow
from perf.domain.review.differences import Difference, differences
from perf.domain.review.waivers import Waiver, is_waived

TODAY = date(2026, 11, 22)


def row(number: int, **texts: str) -> DraftRow:
    return DraftRow(number, 1, "indicators", texts)


def test_a_changed_cell_is_shown_with_both_texts() -> None:
    found = differences([row(1, name="甲", value="1")], [row(1, name="甲", value="2", unit="%")])
    assert [(each.kind, each.key, each.before, each.after) for each in found] == [
        (Difference.CHANGED, "value", "1", "2"),
        (Difference.CHANGED, "unit", "", "%"),
    ]


def test_rows_that_came_and_rows_that_went_are_told_apart() -> None:
    found = differences([row(1, name="甲"), row(2, name="乙")], [row(3, name="丙"), row(2, name="乙")])
    assert [(each.kind, each.row.id, each.before, each.after) for each in found] == [
        (Difference.ADDED, 3, "", "丙"),
        (Difference.REMOVED, 1, "甲", ""),
    ]


TEXTS = st.dictionaries(st.sampled_from(["name", "value", "unit"]), st.sampled_from(["", "甲", "<b>", "𠮷"]))
ROWS = st.lists(
    st.builds(lambda number, texts: row(number, **texts), st.integers(1, 4), TEXTS), unique_by=lambda r: r.id
)


@given(ROWS, ROWS)
def test_the_later_version_is_the_former_with_its_differences(former: list[DraftRow], later: list[DraftRow]) -> None:
    found = differences(former, later)
    texts = {each.id: {key: text for key, text in each.texts.items() if text} for each in former}
    for each in found:
        cells = texts.setdefault(each.row.id, {})
        assert cells.get(each.key, "") == each.before != each.after
        if each.after:
            cells[each.key] = each.after
        else:
            del cells[each.key]
    wanted = {each.id: {key: text for key, text in each.texts.items() if text} for each in later}
    assert {key: cells for key, cells in texts.items() if cells} == {
        key: cells for key, cells in wanted.items() if cells
    }
    assert differences(later, later) == ()


def test_a_waiver_counts_for_its_rule_and_cells_until_its_last_day() -> None:
    waiver = Waiver("weights", frozenset({"r1-value", "r2-value"}), TODAY)
    assert is_waived("weights", ["r1-value"], [waiver], TODAY)
    assert not is_waived("weights", ["r1-value"], [waiver], date(2026, 11, 23))
    assert not is_waived("others", ["r1-value"], [waiver], TODAY)


def test_a_finding_that_spread_to_a_cell_without_leave_may_not_stand() -> None:
    one, other = (Waiver("weights", frozenset({cell}), TODAY) for cell in ("r1-value", "r2-value"))
    assert not is_waived("weights", ["r1-value", "r2-value"], [one], TODAY)
    assert is_waived("weights", ["r1-value", "r2-value"], [one, other], TODAY)


def test_leave_for_the_whole_table_is_no_leave_for_a_cell_and_the_other_way_round() -> None:
    whole, cell = Waiver("weights", frozenset(), TODAY), Waiver("weights", frozenset({"r1-value"}), TODAY)
    assert is_waived("weights", [], [whole], TODAY)
    assert not is_waived("weights", [], [cell], TODAY)
    assert not is_waived("weights", ["r1-value"], [whole], TODAY)
