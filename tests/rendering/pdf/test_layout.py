"""Laws of the placed page; nothing here knows of PDF."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.rendering.pdf.fitting import CONTINUED, printable
from perf.rendering.pdf.fonts import song
from perf.rendering.pdf.layout import arrange
from perf.rendering.pdf.page import Arrangement, Box
from tests.benchmarks.department_table import department_table
from tests.rendering.pdf.documents import document, hostile_words, long_goal, rows_under_one_label

ROUNDING = 0.02


def text_of(box: Box) -> str:
    return "".join(line.text for line in box.lines)


def check_laws(placed: Arrangement) -> None:
    """Every character once; nothing outside its cell or the page; no two cells on one place."""
    written: dict[int, str] = defaultdict(str)
    for page in placed.pages:
        for box in page.boxes:
            assert 0 <= box.left < box.right <= placed.width
            assert 0 <= box.bottom < box.top <= placed.height
            if not box.repeated:
                written[box.cell] += text_of(box)
            check_lines_inside(box)
        check_no_overlap(page.boxes)
        for paragraph in (*page.above, *page.below):
            assert all(0 < line.y < placed.height and 0 < line.x < placed.width for line in paragraph.lines)
    for number, cell in enumerate(placed.cells):
        assert written[number] == printable(cell.text)


def check_lines_inside(box: Box) -> None:
    for line in box.lines:
        seen = line.text.rstrip(" \u2028")
        width = sum(song().widths[character] for character in seen) * line.size / 1000
        width += line.spread * max(0, len(seen) - 1)
        assert line.x >= box.left - ROUNDING
        assert line.x + width <= box.right + ROUNDING
        assert line.y + 0.88 * line.size <= box.top + ROUNDING
        assert line.y - 0.12 * line.size >= box.bottom - ROUNDING


def check_no_overlap(boxes: list[Box]) -> None:
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = (
                one.right <= other.left + ROUNDING
                or other.right <= one.left + ROUNDING
                or one.bottom >= other.top - ROUNDING
                or other.bottom >= one.top - ROUNDING
            )
            assert apart


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any grid: merged cells anywhere, texts short, long and hostile."""
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(0, 14))
    widths = draw(st.lists(st.floats(0.2, 5.0), min_size=columns, max_size=columns))
    taken: set[tuple[int, int]] = set()
    cells = []
    texts = st.one_of(
        st.text(max_size=30), st.sampled_from(["绩效指标", "≥95%", "重点工作" * 300, "a" * 500, "，" * 50])
    )
    for _ in range(draw(st.integers(0, 12)) if rows else 0):
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        down, across = draw(st.integers(1, rows - row)), draw(st.integers(1, columns - column))
        covered = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
        if not covered & taken:
            taken |= covered
            role, align = draw(st.sampled_from(Role)), draw(st.sampled_from(Align))
            cells.append(Cell(row, column, draw(texts), down, across, role, align))
    headings = (0,) if rows > 2 and draw(st.booleans()) else ()
    grid = Grid(tuple(widths), rows, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), headings)
    return Document(draw(st.text(max_size=60)), draw(st.none() | st.text(max_size=20)), grid, ("注",), ("填报人：",))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_any_grid_is_placed_whole(placed: Document) -> None:
    check_laws(arrange(placed))


@pytest.mark.parametrize("count", [0, 1, 60, 81, 200])
def test_any_number_of_rows_under_one_label_is_placed_whole(count: int) -> None:
    check_laws(arrange(rows_under_one_label(count)))


@pytest.mark.parametrize(("characters", "columns"), [(4000, 1), (9000, 3), (20_000, 1)])
def test_cells_longer_than_a_page_flow_over_pages(characters: int, columns: int) -> None:
    placed = arrange(long_goal(characters, columns))
    check_laws(placed)
    assert len(placed.pages) > 1


def test_a_hundred_thousand_unbroken_characters_are_placed() -> None:
    placed = arrange(document(Cell(0, 0, "9" * 100_000), Cell(0, 1, "目标", role=Role.LABEL), widths=(3, 1), rows=1))
    assert sum(len(text_of(box)) for page in placed.pages for box in page.boxes if not box.repeated) == 100_002


def test_columns_narrower_than_a_character_shrink_the_type() -> None:
    cells = [Cell(0, column, "预算执行率") for column in range(60)]
    check_laws(arrange(document(*cells, widths=(1,) * 60, rows=1)))


def test_hostile_words_are_placed_as_they_are() -> None:
    check_laws(arrange(hostile_words()))


def test_control_characters_never_reach_the_page() -> None:
    placed = arrange(document(Cell(0, 0, "预\x00算\x07执\x1b行\t率\ufffe\ud800"), widths=(1,), rows=1))
    assert text_of(placed.pages[0].boxes[0]) == "预算执行 率\ufffd"


def test_a_realistic_table_is_placed_whole_on_two_pages() -> None:
    placed = arrange(department_table(1))
    check_laws(placed)
    assert [page.footer.text for page in placed.pages if page.footer] == ["第 1 页 共 2 页", "第 2 页 共 2 页"]


def test_heading_rows_are_repeated_where_rows_go_on() -> None:
    for page in arrange(rows_under_one_label(81)).pages[1:]:
        headings = [text_of(box) for box in page.boxes[:4] if box.repeated]
        assert headings == ["一级指标", "权重", "三级指标", "指标值"]


def test_a_merged_label_is_cut_at_the_page_end_and_repeated() -> None:
    pages = arrange(rows_under_one_label(120)).pages
    assert len(pages) > 2
    for page in pages[1:]:
        repeated = {text_of(box) for box in page.boxes if box.repeated}
        assert {f"产出指标{CONTINUED}", f"50{CONTINUED}"} <= repeated
        assert min(box.bottom for box in page.boxes) == min(box.bottom for box in page.boxes if box.repeated)


def test_a_table_of_which_a_few_rows_would_stand_on_a_last_page_is_set_closer() -> None:
    placed = arrange(rows_under_one_label(38))
    check_laws(placed)
    assert len(placed.pages) == 1
    assert len(arrange(rows_under_one_label(60)).pages) == 2


def test_a_text_that_flows_over_pages_starts_at_the_top_of_each() -> None:
    first, second = arrange(long_goal(9000, 2)).pages[:2]
    for page in (first, second):
        tops = [box.top - box.lines[0].y for box in page.boxes if not box.repeated and len(box.lines) > 5]
        assert len(tops) == 2
        assert max(tops) < 14


def test_a_label_beside_a_cut_cell_is_repeated_too() -> None:
    pages = arrange(long_goal(4000)).pages
    assert any(box.repeated and text_of(box) == f"年度绩效目标{CONTINUED}" for box in pages[1].boxes)


def test_a_label_beneath_repeated_headings_covers_them_where_it_did() -> None:
    cells = [Cell(0, 0, "绩效指标", 91, role=Role.LABEL), Cell(0, 1, "三级指标", role=Role.HEADING)]
    cells += [Cell(row, 1, f"指标{row}") for row in range(1, 91)]
    second = arrange(document(*cells, widths=(1, 4), rows=91, headings=(0,))).pages[1]
    label, heading = second.boxes[0], second.boxes[1]
    assert text_of(label) == f"绩效指标{CONTINUED}"
    assert (text_of(heading), heading.top, heading.repeated) == ("三级指标", label.top, True)


def test_a_heading_that_reaches_below_the_heading_rows_is_not_squeezed_into_them() -> None:
    cells = [Cell(0, 0, "一二三四五六七八九十", 2, role=Role.HEADING), Cell(1, 1, "重点工作" * 2000), Cell(2, 1, "数")]
    check_laws(arrange(document(*cells, widths=(0.2, 5), rows=90, headings=(0,))))


def test_no_heading_row_stands_last_on_a_page() -> None:
    filler = [Cell(row, 0, f"行{row}", columns=2) for row in range(36)]
    cells = [*filler, Cell(36, 0, "三级指标", role=Role.HEADING), Cell(36, 1, "指标值", role=Role.HEADING)]
    for last in range(36, 41):
        moved = [Cell(cell.row + last - 36, cell.column, cell.text, 1, cell.columns, cell.role) for cell in cells[36:]]
        rows = [Cell(row, 0, f"行{row}", columns=2) for row in range(last)]
        tail = [Cell(row, 0, "指标", columns=2) for row in range(last + 1, last + 9)]
        placed = arrange(document(*rows, *moved, *tail, widths=(1, 1), rows=last + 9, headings=(last,)))
        lowest = min(placed.pages[0].boxes, key=lambda box: box.bottom)
        assert text_of(lowest) not in {"三级指标", "指标值"}


def test_a_merged_label_is_not_begun_where_it_has_no_room() -> None:
    """The label needs five lines; with only one row left on the page, the rows under it move."""
    rows = [Cell(row, 1, f"行{row}") for row in range(60)]
    labels = [Cell(row, 0, "服务对象满意度指标及社会公众评价", 4, role=Role.LABEL) for row in range(0, 60, 4)]
    for page in arrange(document(*rows, *labels, widths=(1, 8), rows=60)).pages:
        for box in page.boxes:
            assert not box.lines or text_of(box).removesuffix(CONTINUED) in {cell.text for cell in (*rows, *labels)}


def test_an_empty_grid_leaves_title_and_notes() -> None:
    placed = arrange(Document("绩效目标表", None, Grid((), 0, ()), ("注：空表。",)))
    assert [part.lines[0].text for part in (*placed.pages[0].above, *placed.pages[0].below)] == [
        "绩效目标表",
        "注：空表。",
    ]


def test_places_without_a_cell_are_drawn_as_empty_cells() -> None:
    placed = arrange(document(Cell(0, 0, "预算"), widths=(1, 1), rows=2))
    assert len(placed.pages[0].boxes) == 4


def test_long_titles_and_notes_go_on_on_a_next_page() -> None:
    grid = Grid((1,), 1, (Cell(0, 0, "数"),))
    placed = arrange(Document("绩效目标" * 400, "年度" * 300, grid, ("注" * 9000,), ("填报人：" * 900, "负责人：")))
    written = "".join(line.text for page in placed.pages for part in page.below for line in part.lines)
    assert (written.count("注"), written.count("填报人：")) == (9000, 900)
    check_laws(placed)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((Cell(0, 0, "甲", 2), Cell(1, 0, "乙")), "重叠"),
        ((Cell(0, 0, "甲", 3),), "超出"),
        ((Cell(0, 1, "甲", 1, 2),), "超出"),
    ],
)
def test_grids_that_cannot_be_are_refused(cells: tuple[Cell, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        arrange(Document("表", None, Grid((1, 1), 2, cells)))


def test_a_page_on_its_side_is_as_wide_as_an_upright_one_is_high() -> None:
    upright = Document("表", None, Grid((1,), 1, (Cell(0, 0, "数"),)))
    placed = arrange(Document("表", None, upright.grid, landscape=True))
    assert (placed.width, placed.height) == (841.89, 595.28)
    check_laws(placed)
