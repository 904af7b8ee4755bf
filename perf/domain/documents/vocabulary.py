"""The field's usual headings and labels, by what they mean, for tables that fit no schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from perf.domain.terms import Period, Stage
from perf.domain.text import label_key


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded wording to meaning.

    Attributes:
        columns: heading of an indicator column to its column key.
        fields: head label to field key.
        goals: label of a goal text to its half.
        amounts: label of an amount to funding key and half.
        stages: wording that only tables of one stage carry.
        dimensions: the national first- and second-level indicators (财预〔2015〕88号, 财预〔2021〕101号).
    """

    columns: Mapping[str, str]
    fields: Mapping[str, str]
    goals: Mapping[str, Period]
    amounts: Mapping[str, tuple[str, Period]]
    stages: Mapping[str, Stage]
    dimensions: frozenset[str]


def build_vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    """Build the vocabulary from the content of its TOML file: lists of wordings under each meaning."""
    amounts = {
        label_key(wording): (key, Period(period))
        for period, keys in data["amounts"].items()
        for key, wordings in keys.items()
        for wording in wordings
    }
    return Vocabulary(
        columns=_inverted(data["columns"]),
        fields=_inverted(data["fields"]),
        goals={wording: Period(period) for wording, period in _inverted(data["goals"]).items()},
        amounts=amounts,
        stages={wording: Stage(stage) for wording, stage in _inverted(data["stages"]).items()},
        dimensions=frozenset(_inverted(data["dimensions"])),
    )


def _inverted(data: Mapping[str, list[str]]) -> dict[str, str]:
    """Turn meaning → wordings into folded wording → meaning."""
    return {label_key(wording): meaning for meaning, wordings in data.items() for wording in wordings}
