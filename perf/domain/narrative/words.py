"""What budget statements speak of, as data: subjects, where the tables hold them, and what they are made of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from perf.domain.terms import BudgetTableKind
from perf.domain.text import label_key


@dataclass(frozen=True, slots=True)
class CellPattern:
    """Cells of a budget table.

    Attributes:
        table: which table.
        columns: column keys; more than one are added up.
        side: side of a two-sided table.
        rows: folded names of the rows, one of which is meant; empty for the table's totals.
    """

    table: BudgetTableKind
    columns: tuple[str, ...]
    side: str | None = None
    rows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a budget statement speaks of (基本支出, “三公”经费).

    Attributes:
        id: what other subjects call it by.
        at: the cells that hold it, tried in order.
        items: where the parts stand that a list under it names by their row.
        parts: subjects that make it up.
        others: subjects that are part of it too, where they are stated.
    """

    id: str
    at: tuple[CellPattern, ...] = ()
    items: tuple[CellPattern, ...] = ()
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionWords:
    """What names mean under some headings: ids of subjects to ids of others, or to ``""``."""

    headings: tuple[str, ...]
    instead: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RateWords:
    """How a rate is computed: ``part`` over ``whole``, or the decrease of a subject."""

    names: tuple[str, ...]
    part: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    decrease_of: str | None = None


@dataclass(frozen=True)
class NarrativeWords:
    """All words of budget statements.

    Attributes:
        subjects: subjects by id.
        by_name: folded names to ids of subjects.
        sections: what names mean under some headings; the first that fits a heading holds.
        classes: where a name of no known subject may be a row.
        codes: where a code is a row, by its first figure.
        rates: rates, in the order they are tried.
        counts: words of the sentences that count targets and indicators.
        lost_labels: so many labels fewer than the text says may have been lost in typing or reading.
        not_budgeted: words of a comparison with something else than last year's budget.
        missing_share: what listed parts may miss of a whole and still be held against it.
        names: what does not count in names.
    """

    subjects: Mapping[str, Subject]
    by_name: Mapping[str, str]
    sections: tuple[SectionWords, ...]
    classes: tuple[CellPattern, ...]
    codes: Mapping[str, CellPattern]
    rates: tuple[RateWords, ...]
    counts: Mapping[str, tuple[str, ...]]
    lost_labels: int
    not_budgeted: tuple[str, ...]
    missing_share: Decimal
    names: Mapping[str, tuple[str, ...]]

    def subject(self, name: str, headings: Sequence[str] = ()) -> Subject | None:
        """Give the subject of a name as the text has it under its headings, ``None`` for an unknown one."""
        found = self.by_name.get(self.core(name), "")
        for heading in reversed(headings):
            section = next((each for each in self.sections if any(word in heading for word in each.headings)), None)
            if section:
                found = section.instead.get(found, found)
                break
        return self.subjects.get(found)

    def same_item(self, name: str) -> str:
        """Fold the name of a 科目 so that the usual ways of writing it are one."""
        key = self._without.sub("", label_key(name))
        return self._same_ending.sub("", key) or key

    def core(self, name: str) -> str:
        """Fold a name, and take off what stands around names."""
        return _core(self._paid_from.sub("", name), self.names["openings"], self.names["endings"])

    @cached_property
    def _paid_from(self) -> re.Pattern[str]:
        return re.compile(f"^[^，。]*{_any_of(self.names['paid_from']).pattern}安排的?")

    @cached_property
    def _without(self) -> re.Pattern[str]:
        return _any_of(self.names["same_without"])

    @cached_property
    def _same_ending(self) -> re.Pattern[str]:
        return re.compile(f"{_any_of(self.names['same_endings']).pattern}$")


def build_narrative_words(written: Mapping[str, Any]) -> NarrativeWords:
    """Build the words from their TOML."""
    names = {key: tuple(words) for key, words in written["names"].items()}
    openings, endings = names["openings"], names["endings"]
    subjects = {subject.id: subject for subject in map(_subject, written["subjects"])}
    by_name = {
        _core(name, openings, endings): subject["id"] for subject in written["subjects"] for name in subject["names"]
    }
    return NarrativeWords(
        subjects,
        by_name,
        tuple(SectionWords(tuple(each["headings"]), each["instead"]) for each in written["sections"]),
        tuple(map(_cells, written["classes"])),
        {figure: _cells(cells) for figure, cells in written["codes"].items()},
        tuple(map(_rate, written["rates"])),
        {key: tuple(words) for key, words in written["counts"].items()},
        written["retyping"]["lost_labels"],
        tuple(written["changes"]["not_budgeted"]),
        Decimal(written["changes"]["missing_share"]),
        names,
    )


def _core(name: str, openings: Sequence[str], endings: Sequence[str]) -> str:
    key = label_key(name)
    for opening in map(label_key, openings):
        key = key.removeprefix(opening) or key
    for ending in endings:
        if key.endswith(ending) and key != ending:
            return key.removesuffix(ending)
    return key


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})")


def _subject(written: Mapping[str, Any]) -> Subject:
    at, items = (tuple(map(_cells, written.get(key, ()))) for key in ("at", "items"))
    parts, others = (tuple(written.get(key, ())) for key in ("parts", "others"))
    return Subject(written["id"], at, items, parts, others)


def _cells(written: Mapping[str, Any]) -> CellPattern:
    columns = tuple(written.get("columns", ())) or (written["column"],)
    rows = frozenset(map(label_key, written.get("rows", ())))
    return CellPattern(BudgetTableKind(written["table"]), columns, written.get("side"), rows)


def _rate(written: Mapping[str, Any]) -> RateWords:
    part, whole = tuple(written.get("part", ())), tuple(written.get("whole", ()))
    return RateWords(tuple(written["names"]), part, whole, written.get("decrease_of"))
