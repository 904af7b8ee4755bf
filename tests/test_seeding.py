"""The worked examples: whole, without personal data, in own words, and loaded without touching what is there."""

import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.departments.queries import department_by_code
from perf.domain.documents.blocks import FoundTable
from perf.domain.documents.compose import compose
from perf.domain.documents.recognise import recognise
from perf.domain.terms import Period
from perf.paths import shipped
from perf.seeding import load_seed, seed_targets
from perf.table_schemas import all_schemas, schema_by_id, usual_wordings
from perf.targets.operations import Outcome, store_target
from perf.targets.queries import departments_with_years, stored_targets_of_year, targets_of_year

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FILES = sorted(shipped("seed").rglob("*.json"))
NAMES = [path.relative_to(shipped("seed")).as_posix() for path in FILES]


def test_every_file_is_named_by_a_department() -> None:
    departments = tomllib.loads((shipped("seed") / "departments.toml").read_text("utf-8"))["departments"]
    assert sorted(name for entry in departments for name in entry["tables"]) == NAMES


def test_examples_hold_the_figures_of_the_documents(engine: Engine) -> None:
    load_seed(engine, NOW)
    with reading(engine) as session:
        listed = [
            (entry.department_code, entry.project_name, entry.indicator_count, str(entry.total))
            for department in departments_with_years(session)
            for year in department.years
            for entry in targets_of_year(session, department.code, year.year)
        ]
        project = stored_targets_of_year(session, "156001", 2026)[1].target
    assert listed == [
        ("156001", None, 36, "405.31"),
        ("156001", "巡察经费", 32, "102"),
        ("LX-2024", None, 9, "162.08"),
        ("LX-2024", "2024年度巡察经费", 7, "8"),
    ]
    assert [len(project.indicators.half(period)) for period in Period] == [16, 16]
    medium_term = project.amount_row("total", Period.MEDIUM_TERM)
    assert medium_term is not None
    assert str(medium_term.amount) == "306"


def test_weights_are_those_of_the_points_plan() -> None:
    (target,) = seed_targets(shipped("seed") / "2026/156001-department.json")
    levels = target.indicators.levels(Period.ANNUAL)
    assert [str(level.weight) for level in levels] == ["10", "30", "30", "20"]
    assert sum(len(level.second_levels) for level in levels) == 17
    assert levels[-1].name == "可持续发展能力指标"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_example_prints_as_its_form_and_reads_back_without_a_question(path: Path) -> None:
    (target,) = seed_targets(path)
    schema = schema_by_id(target.schema or "")
    assert schema is not None
    page = compose(target, schema)
    read = recognise(FoundTable(page.grid, before=(page.title, page.subtitle or "")), all_schemas(), usual_wordings())
    assert read is not None
    assert (read.target, read.questions) == (target, ())


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_example_holds_no_personal_data_and_no_places(path: Path) -> None:
    written = path.read_text("utf-8")
    assert not re.search(r"contact|[0-9*]{7,}", written)
    assert not re.search(r"source|question", written)
    assert set(json.loads(written)) == {"tables"}


def test_goals_are_in_words_of_their_own(real_documents: Path) -> None:
    published = "".join(path.read_text("utf-8") for path in (real_documents / "seeds").glob("*.txt"))
    published = re.sub(r"\s", "", published)
    for path in FILES:
        for goal in (goal for target in seed_targets(path) for goal in target.goals):
            text = re.sub(r"\s", "", goal.text)
            shared = [text[at : at + 14] for at in range(len(text) - 13) if text[at : at + 14] in published]
            assert shared == []


def test_loading_again_adds_nothing(engine: Engine) -> None:
    assert [stored.outcome for stored in load_seed(engine, NOW)] == [Outcome.ADDED] * len(FILES)
    assert load_seed(engine, NOW) == ()


def test_what_people_imported_and_corrected_is_never_touched(engine: Engine) -> None:
    (own,) = seed_targets(shipped("seed") / "2026/156001-department.json")
    own = replace(own, title="自己导入的绩效目标表")
    with transaction(engine) as session:
        register_department(session, "156001", "自己改的名称", now=NOW)
        store_target(session, "156001", own, source_name="自己.docx", now=NOW)
    assert len(load_seed(engine, NOW)) == len(FILES) - 1
    with reading(engine) as session:
        department = department_by_code(session, "156001")
        assert department is not None
        assert department.name == "自己改的名称"
        assert stored_targets_of_year(session, "156001", 2026)[0].target == own
