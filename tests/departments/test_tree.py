"""The order in which departments are listed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from perf.departments.tree import DepartmentRow, in_tree_order


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=8))
def test_every_department_is_listed_once_right_below_its_own_whatever_was_kept(above: list[int | None]) -> None:
    rows = [DepartmentRow(number, f"{number}", "某单位", over) for number, over in enumerate(above)]
    listed = in_tree_order(reversed(rows))
    assert sorted(entry.row.id for entry in listed) == list(range(len(rows)))
    for before, entry in pairwise(listed):
        if entry.above:
            assert entry.above[-1].id == entry.row.supervising_id
            assert before.row == entry.above[-1] or entry.above[-1] in before.above
    for entry in listed:
        assert entry.below_count == sum(row.supervising_id == entry.row.id for row in rows)
