"""The official forms that ship with the system, one TOML file each. A new form is a new file here."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from perf.domain.documents.budget_words import BudgetWords, build_budget_words
from perf.domain.documents.vocabulary import Vocabulary, build_vocabulary
from perf.domain.narrative.words import NarrativeWords, build_narrative_words
from perf.domain.review.form import ReviewForm, build_review_form
from perf.domain.schema_building import build_schema
from perf.domain.table_schema import TableSchema


@cache
def all_schemas() -> tuple[TableSchema, ...]:
    """Give every schema, by id."""
    folder = files(__name__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(build_schema(tomllib.loads((folder / name).read_text("utf-8"), parse_float=Decimal)) for name in names)


def schema_by_id(schema_id: str) -> TableSchema | None:
    """Give one schema, or ``None`` when there is none of that id."""
    return next((schema for schema in all_schemas() if schema.id == schema_id), None)


def shipped_schema(schema_id: str) -> TableSchema:
    """Give the schema that a kept table names: it was chosen among those that ship with the system."""
    schema = schema_by_id(schema_id)
    assert schema is not None, f"{schema_id} ships with the system"
    return schema


@cache
def check_settings() -> Mapping[str, Mapping[str, Any]]:
    """Give the thresholds and word lists of the rules, by rule and setting."""
    written = (files(__name__) / "words" / "checks.toml").read_text("utf-8")
    return tomllib.loads(written, parse_float=Decimal)


@cache
def usual_wordings() -> Vocabulary:
    """Give the field's usual headings and labels."""
    return build_vocabulary(tomllib.loads((files(__name__) / "words" / "vocabulary.toml").read_text("utf-8")))


@cache
def budget_wordings() -> BudgetWords:
    """Give the usual titles and headings of the public budget tables."""
    return build_budget_words(tomllib.loads((files(__name__) / "words" / "budget_tables.toml").read_text("utf-8")))


@cache
def narrative_wordings() -> NarrativeWords:
    """Give what the sentences of budget statements speak of."""
    written = (files(__name__) / "words" / "narrative.toml").read_text("utf-8")
    return build_narrative_words(tomllib.loads(written, parse_float=Decimal))


@cache
def review_form() -> ReviewForm:
    """Give the form that reviewers fill in."""
    return build_review_form(tomllib.loads((files(__name__) / "words" / "review.toml").read_text("utf-8")))
