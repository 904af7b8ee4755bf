"""The file: PDF/A-3b by an independent validator, its tags, its attachment, the same bytes each time."""

import json
import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from pikepdf.pdfa import validate_written

from perf.domain.documents.blocks import Cell, Document, Grid
from perf.rendering.pdf import Attachment, render_pdf
from tests.benchmarks.department_table import department_table
from tests.rendering.pdf.documents import document, hostile_words, long_goal, rows_under_one_label

DATA = json.dumps({"项目": "巡察", "金额": "102"}, ensure_ascii=False).encode()
ATTACHMENT = Attachment("target.json", DATA, "本表的数据")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    """All structure elements below one, in reading order."""
    found = []
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def tag_names(pdf: pikepdf.Pdf) -> list[str]:
    return [str(tag.S) for tag in elements(pdf.Root.StructTreeRoot)]


@pytest.mark.parametrize(
    "documents",
    [
        [department_table(1)],
        [hostile_words()],
        [long_goal(4000, 2)],
        [rows_under_one_label(81), Document("表<&>", None, Grid((), 0, ()))],
        [document(Cell(0, 0, "\u202e😀𪻐\U000e0100\u200b"), widths=(1,), rows=1)],
    ],
)
@pytest.mark.parametrize("attachments", [[], [ATTACHMENT, Attachment("说明.txt", b"", "", "text/plain")]])
def test_published_files_are_pdf_a_3b(documents: list[Document], attachments: list[Attachment]) -> None:
    report = validate_written(BytesIO(render_pdf(documents, attachments=attachments)), "3b")
    assert report.passed, report.findings


def test_the_same_input_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import sys, hashlib; from perf.rendering.pdf import Attachment, render_pdf;"
        "from tests.benchmarks.department_table import department_table;"
        "data = render_pdf([department_table(7)], attachments=[Attachment('target.json', b'{}', 'x')]);"
        "sys.stdout.write(hashlib.sha256(data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(digests) == 1
    assert render_pdf([department_table(7)]) == render_pdf([department_table(7)])


def test_another_number_gives_another_identifier() -> None:
    first, second = (opened(render_pdf([department_table(seed)])).trailer.ID[0] for seed in (1, 2))
    assert bytes(first) != bytes(second)


def test_the_attachment_comes_out_as_it_went_in() -> None:
    pdf = opened(render_pdf([department_table(1)], attachments=[ATTACHMENT]))
    file = pdf.attachments["target.json"]
    assert file.get_file().read_bytes() == DATA
    assert (file.description, file.get_file().mime_type) == ("本表的数据", "application/json")
    assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Data


def test_two_attachments_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="两次"):
        render_pdf([department_table(1)], attachments=[ATTACHMENT, ATTACHMENT])


def test_the_file_states_title_and_language() -> None:
    pdf = opened(render_pdf([Document("目标表 <A&B>", None, Grid((1,), 1, (Cell(0, 0, "数"),)))]))
    assert str(pdf.docinfo.Title) == "目标表 <A&B>"
    assert str(pdf.Root.Lang) == "zh-CN"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "目标表 <A&B>"


def test_control_characters_in_a_title_do_not_break_the_metadata() -> None:
    data = render_pdf([Document("目标\x00表\ud800\n二", None, Grid((1,), 1, (Cell(0, 0, "数"),)))])
    assert validate_written(BytesIO(data), "3b").passed


def test_the_table_is_tagged_with_its_spans_and_header_cells() -> None:
    document_ = rows_under_one_label(81)
    pdf = opened(render_pdf([document_]))
    names = tag_names(pdf)
    assert names[:4] == ["/Document", "/Sect", "/H1", "/P"]
    assert (names.count("/Table"), names.count("/TR")) == (1, 82)
    assert names.count("/TH") + names.count("/TD") == len(document_.grid.cells)
    heads = [tag for tag in elements(pdf.Root.StructTreeRoot) if tag.S == "/TH"]
    assert [str(tag.A.Scope) for tag in heads] == ["/Column"] * 4 + ["/Row"]
    assert int(heads[-1].A.RowSpan) == 81


def test_a_cell_on_two_pages_is_one_cell_with_content_on_both() -> None:
    pdf = opened(render_pdf([long_goal(4000)]))
    long_cell = next(tag for tag in elements(pdf.Root.StructTreeRoot) if tag.S == "/TD")
    pages = {kid.Pg.objgen if isinstance(kid, pikepdf.Dictionary) else long_cell.Pg.objgen for kid in long_cell.K}
    assert len(pages) == 2


def test_repeated_text_lines_and_page_numbers_are_artifacts() -> None:
    pdf = opened(render_pdf([rows_under_one_label(81)]))
    second = pdf.pages[1]
    content = second.Contents.read_bytes()
    opened_marks = len(re.findall(rb"BDC|BMC", content))
    assert opened_marks == content.count(b"EMC")
    # the grid's lines, four repeated headings, label and weight that go on, the page number
    assert content.count(b"/Artifact BMC") == 1 + 4 + 2 + 1


def test_every_marked_content_has_its_element() -> None:
    pdf = opened(render_pdf([long_goal(4000), rows_under_one_label(60)]))
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    for page in pdf.pages:
        number = int(page.obj.StructParents)
        marks = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
        assert [int(mark) for mark in marks] == list(range(len(parents[2 * number + 1])))


def test_a_plain_file_has_the_same_pages_without_tags_and_metadata() -> None:
    plain = opened(render_pdf([department_table(1)], published=False))
    assert len(plain.pages) == len(opened(render_pdf([department_table(1)])).pages)
    assert "/StructTreeRoot" not in plain.Root
    assert "/Metadata" not in plain.Root


def test_wrong_calls_are_refused() -> None:
    with pytest.raises(ValueError, match="没有可以输出的表"):
        render_pdf([])
    with pytest.raises(ValueError, match="附件"):
        render_pdf([department_table(1)], attachments=[ATTACHMENT], published=False)


def test_each_document_counts_its_own_pages() -> None:
    pdf = opened(render_pdf([rows_under_one_label(60), rows_under_one_label(1)]))
    assert len(pdf.pages) == 3
    assert tag_names(pdf).count("/Sect") == 2
