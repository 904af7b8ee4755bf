"""PDF tables: cells between lines, and tables that go on over page ends."""

from pathlib import Path

import pikepdf
import pytest

from perf.domain.sources import Source
from perf.reading import UnreadableFile
from tests.office import Office
from tests.reading.files_written_here import docx_of_rows, only_table, read_bytes, texts
from tests.reading.pdf_written_here import Drawn, DrawnPage, pdf_of

HEADING = [Drawn(0, column, text) for column, text in enumerate(("一级指标", "二级指标", "三级指标", "指标值"))]


def test_cells_paragraphs_and_merged_cells_are_read_by_their_lines(tmp_path: Path) -> None:
    page = DrawnPage(
        [
            Drawn(0, 0, "项目名称"),
            Drawn(0, 1, "巡察经费", columns=3),
            Drawn(1, 0, "产出", rows=2),
            Drawn(1, 1, "数量"),
            Drawn(1, 2, "x<y and y>z"),
            Drawn(1, 3, "≥95%"),
            Drawn(2, 1, ""),
            Drawn(2, 2, "<b>A&B {{7*7}}"),
            Drawn(2, 3, "=cmd|' /C calc'!A0"),
        ],
        above=["项目支出绩效目标表", "（2026年度）"],
        below=["备注：无", "第 1 页 共 1 页"],
    )
    table = only_table(read_bytes(tmp_path, pdf_of(page)))
    assert texts(table.grid) == [
        ["项目名称", "巡察经费", "", ""],
        ["产出", "数量", "x<y and y>z", "≥95%"],
        ["", "", "<b>A&B {{7*7}}", "=cmd|' /C calc'!A0"],
    ]
    assert {cell.text: (cell.rows, cell.columns) for cell in table.grid.cells}["产出"] == (2, 1)
    assert {cell.text: (cell.rows, cell.columns) for cell in table.grid.cells}["巡察经费"] == (1, 3)
    assert (table.before, table.after) == (("项目支出绩效目标表", "（2026年度）"), ("备注：无",))
    assert [cell.source for cell in table.grid.cells if cell.text == "≥95%"] == [
        Source(page=1, table=1, row=2, column=4)
    ]


@pytest.mark.parametrize(
    ("drawn", "text", "width"),
    [
        ("按照中央部署做好各项巡察工作，\n组织开展巡察两轮", "按照中央部署做好各项巡察工作，组织开展巡察两轮", 160),
        ("budget\nperformance", "budget performance", 70),
        ("405\n.31", "405.31", 30),
        ("合 计", "合 计", 60),
        ("≥\n95%", "≥95%", 30),
        ("预算收\n支管理", "预算收支管理", 60),
    ],
)
def test_lines_of_a_cell_join_as_they_were_broken(tmp_path: Path, drawn: str, text: str, width: float) -> None:
    page = DrawnPage([Drawn(0, 0, "目标"), Drawn(0, 1, drawn)], widths=(60, width))
    assert texts(only_table(read_bytes(tmp_path, pdf_of(page))).grid)[0][-1] == text


def test_a_line_that_ends_early_in_a_wide_cell_ends_a_paragraph(tmp_path: Path) -> None:
    drawn = "目标一：组织开展巡察两轮。\n目标二：举办业务培训班两次，对全市巡察人才库进行集中培\n训。"
    page = DrawnPage([Drawn(0, 0, "目标"), Drawn(0, 1, drawn)], widths=(60, 270))
    text = texts(only_table(read_bytes(tmp_path, pdf_of(page))).grid)[0][1]
    assert text == "目标一：组织开展巡察两轮。\n目标二：举办业务培训班两次，对全市巡察人才库进行集中培训。"


def test_a_table_over_a_page_end_is_one_with_its_heading_once_and_labels_whole(tmp_path: Path) -> None:
    first = DrawnPage(
        [
            *HEADING,
            Drawn(1, 0, "产出指标", rows=2),
            Drawn(1, 1, "数量指标", rows=2),
            *[Drawn(1, 2, "甲"), Drawn(1, 3, "1"), Drawn(2, 2, "乙"), Drawn(2, 3, "2")],
        ],
        above=["项目支出绩效目标表"],
        below=["— 1 —"],
    )
    second = DrawnPage(
        [
            *HEADING,
            Drawn(1, 0, "产出指标（续）", rows=2),
            Drawn(1, 1, "数量指标\n（续）"),
            *[Drawn(1, 2, "丙"), Drawn(1, 3, "3"), Drawn(2, 1, "质量指标"), Drawn(2, 2, "丁"), Drawn(2, 3, "4")],
        ],
        below=["备注：无"],
    )
    table = only_table(read_bytes(tmp_path, pdf_of(first, second)))
    assert texts(table.grid) == [
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "甲", "1"],
        ["", "", "乙", "2"],
        ["", "", "丙", "3"],
        ["", "质量指标", "丁", "4"],
    ]
    spans = {cell.text: cell.rows for cell in table.grid.cells}
    assert (spans["产出指标"], spans["数量指标"]) == (4, 3)
    assert table.after == ("备注：无",)
    assert [cell.source for cell in table.grid.cells if cell.text == "丁"] == [Source(page=2, table=1, row=3, column=2)]


def test_a_label_of_one_row_that_goes_on_takes_no_text_from_the_next_row(tmp_path: Path) -> None:
    first = DrawnPage([*HEADING, Drawn(1, 0, "产出指标"), Drawn(1, 1, "数量指标"), Drawn(1, 2, "甲"), Drawn(1, 3, "1")])
    second = DrawnPage(
        [Drawn(0, 0, "产出指标（续）"), Drawn(0, 1, "数量指标（续）"), Drawn(0, 2, "乙"), Drawn(0, 3, "2")]
    )
    grid = only_table(read_bytes(tmp_path, pdf_of(first, second))).grid
    assert texts(grid)[1:] == [["产出指标", "数量指标", "甲", "1"], ["", "", "乙", "2"]]
    assert {cell.text: cell.rows for cell in grid.cells}["数量指标"] == 2


@pytest.mark.parametrize("label", ["年度目标（续）", ""])
def test_a_long_text_cut_at_the_page_end_is_whole_again(tmp_path: Path, label: str) -> None:
    line = "组织开展巡察两轮举办业务培训班两次对巡察人才"
    first = DrawnPage([Drawn(0, 0, "年度目标"), Drawn(0, 1, "\n".join([line] * 5))], widths=(90, 230))
    second = DrawnPage(
        [Drawn(0, 0, label), Drawn(0, 1, f"{line}\n完。"), Drawn(1, 0, "备注"), Drawn(1, 1, "无")], widths=(90, 230)
    )
    grid = only_table(read_bytes(tmp_path, pdf_of(first, second))).grid
    assert texts(grid) == [["年度目标", line * 6 + "完。"], ["备注", "无"]]


def test_a_row_of_two_halves_cut_at_the_page_end_is_one_row(tmp_path: Path) -> None:
    widths, upper, lower = (110, 60, 110, 60), "推动各级道路养护单位", "按时完成检修"
    cut = [Drawn(0, 0, upper), Drawn(0, 1, "≥6次"), Drawn(0, 2, upper), Drawn(0, 3, "≥2次")]
    rest = [Drawn(0, 0, lower), Drawn(0, 1, ""), Drawn(0, 2, lower), Drawn(0, 3, "")]
    following = [Drawn(1, 0, "甲"), Drawn(1, 1, "3"), Drawn(1, 2, "乙"), Drawn(1, 3, "1")]

    pages = DrawnPage(cut, widths=widths), DrawnPage([*rest, *following], widths=widths)
    grid = only_table(read_bytes(tmp_path, pdf_of(*pages))).grid

    assert texts(grid) == [[upper + lower, "≥6次", upper + lower, "≥2次"], ["甲", "3", "乙", "1"]]


def test_tables_with_titles_of_their_own_stay_apart(tmp_path: Path) -> None:
    cells = [Drawn(0, 0, "项目名称"), Drawn(0, 1, "甲")]
    pages = [DrawnPage(cells, above=["项目支出绩效目标表", title]) for title in ("一", "二")]
    tables = read_bytes(tmp_path, pdf_of(*pages)).tables
    assert [table.before[-1] for table in tables] == ["一", "二"]


def test_a_form_whose_title_is_repeated_on_each_page_is_one_table(tmp_path: Path) -> None:
    rows = [[Drawn(0, 0, name), Drawn(0, 1, value)] for name, value in (("甲", "1"), ("乙", "2"))]
    pages = [DrawnPage(cells, above=["项目支出绩效目标表"]) for cells in rows]
    assert texts(only_table(read_bytes(tmp_path, pdf_of(*pages))).grid) == [["甲", "1"], ["乙", "2"]]


def test_json_inside_the_file_is_given_beside_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "source.pdf"
    path.write_bytes(pdf_of(DrawnPage([Drawn(0, 0, "甲"), Drawn(0, 1, "1")])))
    with pikepdf.open(path) as pdf:
        for name in ("目标.json", "readme.txt"):
            (tmp_path / name).write_text('{"甲": 1}', encoding="utf-8")
            pdf.attachments[name] = pikepdf.AttachedFileSpec.from_filepath(pdf, tmp_path / name)
        pdf.save(tmp_path / "attached.pdf")
    read = read_bytes(tmp_path, (tmp_path / "attached.pdf").read_bytes())
    assert [(payload.name, payload.data) for payload in read.payloads] == [("目标.json", '{"甲": 1}'.encode())]
    assert len(read.tables) == 1


def test_a_scanned_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    picture = pikepdf.Stream(
        pdf, bytes(12), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2, BitsPerComponent=8
    )
    picture.ColorSpace = pikepdf.Name.DeviceRGB
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"q 100 0 0 100 0 0 cm /I Do Q")
    pdf.save(path)
    with pytest.raises(UnreadableFile, match="扫描件"):
        read_bytes(tmp_path, path.read_bytes())


def test_a_word_document_printed_to_pdf_gives_the_same_table(tmp_path: Path, office: Office) -> None:
    rows = [["Indicator", "Target", "Unit"], ["<b>A&B", "x<y and y>z", "%"], ["c", "", "95"]]
    (printed,) = office({"printed.docx": docx_of_rows(rows, style="Table Grid")}, "pdf")
    assert texts(only_table(read_bytes(tmp_path, printed)).grid) == rows


def test_a_line_that_stood_above_the_table_before_too_may_belong_to_the_next_one(tmp_path: Path) -> None:
    cells = [Drawn(0, 0, "项目"), Drawn(0, 1, "预算数")]
    first = DrawnPage(cells, above=["表二", "单位：万元"], below=["表三"])
    second = DrawnPage(cells, above=["单位：万元"])
    assert [table.before for table in read_bytes(tmp_path, pdf_of(first, second)).tables] == [
        ("表二", "单位：万元"),
        ("表三", "单位：万元"),
    ]
