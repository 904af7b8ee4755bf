"""A download's name says what it is, and every system takes it."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from perf.domain.terms import TableKind
from perf.targets.queries import TargetSummary
from perf.web.file_names import content_disposition, download_name

SUMMARY = TargetSummary(
    id=7,
    department_code="999001",
    department_name="示例市图书馆𬭎",
    fiscal_year=2026,
    kind=TableKind.PROJECT,
    schema_id=None,
    title="项目支出绩效目标表",
    project_name="旧书数字化",
    indicator_count=1,
    total=None,
    total_unit=None,
    source_name="a.txt",
    digest="",
    updated_at=datetime(2026, 3, 1, tzinfo=UTC),
)


def test_the_name_says_department_year_project_and_title() -> None:
    assert download_name(SUMMARY, "pdf") == "示例市图书馆𬭎-2026年度-旧书数字化-项目支出绩效目标表.pdf"


def test_a_note_stands_last_and_is_never_cut() -> None:
    assert download_name(SUMMARY, "pdf", note="草稿").endswith("-项目支出绩效目标表-草稿.pdf")
    long = download_name(replace(SUMMARY, project_name="长" * 300), "pdf", note="草稿")
    assert long.endswith("-草稿.pdf")
    assert len(long.encode()) <= 200


def test_a_file_may_be_shown_in_place_of_the_page() -> None:
    assert content_disposition(SUMMARY, "pdf", kind="inline").startswith("inline; filename=target-7.pdf; ")


def test_the_header_carries_the_chinese_name_and_a_plain_one() -> None:
    header = content_disposition(SUMMARY, "txt")
    assert header.startswith("attachment; filename=target-7.txt; filename*=UTF-8''")
    assert unquote(header.partition("''")[2]) == download_name(SUMMARY, "txt")


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_name_is_too_long_or_holds_what_a_system_refuses(project: str, title: str) -> None:
    name = download_name(replace(SUMMARY, project_name=project, title=title), "xlsx")
    assert name.endswith(".xlsx")
    assert len(name.encode(errors="surrogatepass")) <= 200
    assert not set('\\/:*?"<>|\r\n\0\u202e') & set(name)
    assert not name.startswith(".")
    assert content_disposition(replace(SUMMARY, project_name=project, title=title), "xlsx").isascii()
