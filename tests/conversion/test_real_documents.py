"""The two disclosed documents and the other provinces' tables, read as users will bring them."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from perf.conversion import FORMATS, FileReading, read_targets, render_target
from perf.conversion.files_to_targets import recognise_file
from perf.domain.documents.recognise import Recognition
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Comparison, Period, Stage, TableKind
from perf.reading import read_file


def only(reading: FileReading, kind: TableKind) -> Recognition:
    (table,) = [table for table in reading.tables if table.target and table.target.kind is kind]
    return table


def target_of(table: Recognition) -> PerformanceTarget:
    assert table.target is not None
    return table.target


@pytest.fixture(scope="module")
def dingxi(real_documents: Path) -> FileReading:
    return read_targets(real_documents / "seeds/dingxi-2026.txt")


@pytest.fixture(scope="module")
def linxia(real_documents: Path) -> FileReading:
    return read_targets(real_documents / "seeds/linxia-2024.txt")


def test_both_tables_of_the_2026_document_are_found_with_kind_year_and_form(dingxi: FileReading) -> None:
    found = [(target.kind, target.fiscal_year, target.schema) for target in dingxi.targets]
    assert found == [
        (TableKind.DEPARTMENT, 2026, "gansu-2026-department"),
        (TableKind.PROJECT, 2026, "gansu-2026-project"),
    ]


def test_the_2026_department_table_has_its_levels_and_weights(dingxi: FileReading) -> None:
    levels = target_of(only(dingxi, TableKind.DEPARTMENT)).indicators.levels(Period.ANNUAL)
    assert [str(level.weight) for level in levels] == ["10", "30", "30", "20"]
    assert sum(len(level.second_levels) for level in levels) == 17
    assert sum(len(level.indicators) for level in levels) == 36
    assert {"宣传培训", "改革创新"} <= {second.name for level in levels for second in level.second_levels}


def test_a_row_whose_label_vanished_is_put_right_by_its_sign(dingxi: FileReading) -> None:
    (row,) = [
        row for row in target_of(only(dingxi, TableKind.DEPARTMENT)).indicators if row.name == "被巡察党组织满意度"
    ]
    assert row.value is not None
    assert (row.value.comparison, row.value.number, row.value.unit) == (Comparison.AT_LEAST, Decimal(90), "%")
    assert row.second_level == "服务对象满意度"


def test_every_slipped_row_of_the_2026_document_becomes_a_question(dingxi: FileReading) -> None:
    slipped = {
        table.target.kind: sorted(
            question.source.line
            for question in table.questions
            if "错开了列" in question.message and question.source and question.source.line
        )
        for table in dingxi.tables
        if table.target
    }
    assert slipped == {TableKind.DEPARTMENT: [551, 584, 586, 588], TableKind.PROJECT: [615, 616]}


def test_a_label_that_lost_a_character_is_kept_and_asked_about(dingxi: FileReading) -> None:
    table = only(dingxi, TableKind.DEPARTMENT)
    assert target_of(table).indicators.levels(Period.ANNUAL)[-1].name == "持续发展能力指"
    (question,) = [question for question in table.questions if question.read == "持续发展能力指"]
    assert "可持续发展能力指标" in question.message


def test_the_2026_project_table_has_both_halves_and_their_money(dingxi: FileReading) -> None:
    target = target_of(only(dingxi, TableKind.PROJECT))
    assert Counter(row.period for row in target.indicators) == {Period.ANNUAL: 16, Period.MEDIUM_TERM: 16}
    totals = {row.period: (row.amount, row.unit) for row in target.funding if row.key == "total"}
    assert totals == {Period.MEDIUM_TERM: (Decimal(306), "万元"), Period.ANNUAL: (Decimal(102), "万元")}
    assert target.field_text("medium_term_years") == "2026-2028+3年"


def test_the_2024_tables_have_their_rows_and_money(linxia: FileReading) -> None:
    department, project = (target_of(only(linxia, kind)) for kind in TableKind)
    assert (len(department.indicators), len(project.indicators)) == (9, 7)
    amounts = [target.amount_row(key) for target, key in ((department, "income_total"), (project, "total"))]
    assert [row.amount for row in amounts if row] == [Decimal("162.08"), Decimal(8)]
    assert department.amount_row("project_total") is None


def test_a_goal_that_goes_on_in_a_further_row_is_one_goal(linxia: FileReading) -> None:
    goal = target_of(only(linxia, TableKind.DEPARTMENT)).goal(Period.ANNUAL)
    assert goal is not None
    assert len(goal.split("\n")) == 2


def texts_of(target: PerformanceTarget) -> list[str]:
    """Everything a target says in the words of the file; labels and units of the form aside."""
    texts = [target.title, *(value.text for value in target.fields)]
    texts += [line for goal in target.goals for line in goal.text.split("\n")]
    for row in target.indicators:
        texts += [text for text in (row.name, row.first_level, row.second_level, row.remark) if text]
        texts += [text for text in (row.value.text, row.value.unit) if text] if row.value else []
    return texts


@pytest.mark.parametrize("name", ["dingxi-2026", "linxia-2024"])
def test_nothing_is_read_that_the_file_does_not_hold(real_documents: Path, name: str) -> None:
    path = real_documents / f"seeds/{name}.txt"
    content = path.read_text("utf-8")
    texts = [text for target in read_targets(path).targets for text in texts_of(target)]
    assert len(texts) > 60
    assert [text for text in texts if text not in content] == []


@pytest.mark.parametrize("name", ["dingxi-2026", "linxia-2024"])
def test_every_value_tells_the_line_it_stands_in(real_documents: Path, name: str) -> None:
    path = real_documents / f"seeds/{name}.txt"
    lines = path.read_text("utf-8").split("\n")
    for target in read_targets(path).targets:
        placed = [(value.text, value.source) for value in target.fields]
        placed += [(row.name, row.source) for row in target.indicators]
        placed += [(row.show(), row.source) for row in target.funding]
        for text, source in placed:
            assert source is not None
            assert source.line is not None
            assert text in lines[source.line - 1].split("\t")[(source.column or 1) - 1]


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("name", ["dingxi-2026", "linxia-2024"])
def test_each_table_written_in_each_format_is_read_back_equal(
    real_documents: Path, tmp_path: Path, name: str, file_format: str
) -> None:
    targets = read_targets(real_documents / f"seeds/{name}.txt").targets
    assert len(targets) == 2
    for target in targets:
        path = tmp_path / "table"
        path.write_bytes(render_target(target, file_format))
        assert recognise_file(read_file(path)).targets == (target,)


SAMPLES = {
    "01_": [Stage.SELF_EVALUATION],
    "03_": [Stage.SELF_EVALUATION],
    "04_": [Stage.SELF_EVALUATION],
    "05_": [Stage.SELF_EVALUATION],
    "06_": [Stage.SELF_EVALUATION, Stage.SELF_EVALUATION],
    "07_": [Stage.SELF_EVALUATION],
    "09_": [Stage.MONITORING],
    "11_": [Stage.TARGET],
    "12_": [Stage.SELF_EVALUATION],
    "14_": [Stage.SELF_EVALUATION],
    "15_": [Stage.SELF_EVALUATION],
    "16_": [Stage.SELF_EVALUATION],
}


@pytest.mark.parametrize(("prefix", "stages"), SAMPLES.items())
def test_every_sample_table_is_read_or_says_why_not(real_documents: Path, prefix: str, stages: list[Stage]) -> None:
    (path,) = (real_documents / "samples").glob(f"{prefix}*")
    reading = read_targets(path)
    assert [table.stage for table in reading.tables] == stages
    assert [table.reason is None for table in reading.tables] == [stage is Stage.TARGET for stage in stages]


def test_the_hubei_target_table_is_read_without_its_heading_and_asks(real_documents: Path) -> None:
    (path,) = (real_documents / "samples").glob("11_*")
    (table,) = read_targets(path).tables
    target = target_of(table)
    assert target.schema == "hubei-2022-project"
    assert len(target.lists) == 3
    assert [row.second_level for row in target.indicators] == ["数量指标"] * 2 + ["质量指标"] * 3 + ["成本指标"] * 2
    assert any("没有指标表头" in question.message for question in table.questions)
