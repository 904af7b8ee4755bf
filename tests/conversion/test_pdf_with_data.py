"""A published PDF carries its own data: the page is what people read, and it is believed where the two disagree."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from perf.conversion import FileReading, render_target
from perf.conversion.files_to_targets import recognise_file
from perf.conversion.json_format import dump_target
from perf.conversion.targets_to_files import document_of
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Period, TableKind
from perf.domain.values import parse_value
from perf.reading import read_file
from perf.rendering.pdf import Attachment, render_pdf

TARGET = PerformanceTarget(
    kind=TableKind.PROJECT,
    title="项目支出绩效目标表",
    schema="gansu-2024-project",
    fiscal_year=2027,
    fields=(FieldValue("project_name", "Smart  Meter 更换 A&B"), FieldValue("implementing_unit", "张𬭎工作站")),
    goals=(Goal(Period.ANNUAL, "第一段，更换水表。\n第二段：" + "提升抄表效率，" * 60 + "完成。"),),
    funding=(Funding("total", "年度资金总额", Decimal("80.50"), "万元"),),
    indicators=IndicatorTree((Indicator("更换数量", "产出指标", "数量指标", parse_value("≥1200只")),)),
)


def read(folder: Path, content: bytes) -> FileReading:
    path = folder / "table.pdf"
    path.write_bytes(content)
    return recognise_file(read_file(path))


def test_spaces_and_line_ends_that_paper_loses_come_back(tmp_path: Path) -> None:
    reading = read(tmp_path, render_target(TARGET, "pdf"))
    assert reading.targets == (TARGET,)
    assert reading.tables[0].questions == ()


def test_where_page_and_data_disagree_the_page_is_believed_and_a_person_asked(tmp_path: Path) -> None:
    forged = replace(TARGET, funding=(Funding("total", "年度资金总额", Decimal("8.50"), "万元"),))
    attachment = Attachment("target.json", dump_target(forged), "本表的数据")
    (table,) = read(tmp_path, render_pdf([document_of(TARGET)], attachments=[attachment])).tables
    assert table.target is not None
    assert [row.show() for row in table.target.funding] == ["80.50"]
    assert ["不一致" in question.message for question in table.questions] == [True]


@pytest.mark.parametrize("data", [b"", b"{}", b"not json", b'{"tables": []}', b'{"tables": [{}]}'])
def test_data_that_is_none_changes_nothing(tmp_path: Path, data: bytes) -> None:
    (table,) = read(
        tmp_path, render_pdf([document_of(TARGET)], attachments=[Attachment("a.json", data, "数据")])
    ).tables
    assert table.target is not None
    assert table.target.indicators == TARGET.indicators


def test_without_its_data_the_page_alone_is_read(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(render_target(TARGET, "pdf"))) as pdf:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        if "/AF" in pdf.Root:
            del pdf.Root.AF
        stripped = BytesIO()
        pdf.save(stripped)
    (target,) = read(tmp_path, stripped.getvalue()).targets
    assert target.indicators == TARGET.indicators
    assert target.funding == TARGET.funding
    assert target.goal(Period.ANNUAL) == TARGET.goal(Period.ANNUAL)
