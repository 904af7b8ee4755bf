"""How public budget tables are titled and what their headings mean: data, so that other provinces need no Python."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from perf.domain.terms import BudgetTableKind
from perf.domain.text import label_key

_UNIT_BEHIND = re.compile(r"\((?:单位)?(万元|元)\)$")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?=年)")
_YEAR_BEFORE = re.compile(r"^20[0-9]{2}年度?")
_GROUP = ">"
_JOINING = str.maketrans("", "", "和与及,")


def heading_key(text: str) -> str:
    """Fold a heading; the year before it and the unit in brackets behind it do not count."""
    return _YEAR_BEFORE.sub("", _UNIT_BEHIND.sub("", label_key(text)))


def heading_unit(text: str) -> str | None:
    """Give the unit in brackets behind a heading."""
    found = _UNIT_BEHIND.search(label_key(text))
    return found[1] if found else None


def latest_year(headings: Iterable[str]) -> str:
    """Give the latest year that headings name, ``""`` when they name none."""
    return max((year for heading in headings for year in _YEAR.findall(heading)), default="")


def class_key(name: str) -> str:
    """Fold the name of a function class; words that only join do not count."""
    return label_key(name).translate(_JOINING)


@dataclass(frozen=True, slots=True)
class KindWords:
    """How one kind of budget table is known.

    Attributes:
        kind: the kind.
        title: folded words, one of which the title holds.
        not_in_title: folded words the title does not hold.
        tells: folded headings that all together tell the kind of a table without title; empty when none do.
        has_sides: whether income and expenditure stand side by side.
        arranged: what its rows are: ``numbered``, ``units``, ``items`` or ``subjects``.
        names: folded headings of the column that names the rows, the most telling first.
        columns: folded heading, or group and heading, to column key.
    """

    kind: BudgetTableKind
    title: tuple[str, ...]
    not_in_title: tuple[str, ...]
    tells: frozenset[str]
    has_sides: bool
    arranged: str
    names: tuple[str, ...]
    columns: Mapping[tuple[str, ...], str]

    def has_title(self, key: str) -> bool:
        """Tell whether a folded line can be the title of this kind."""
        return any(word in key for word in self.title) and not any(word in key for word in self.not_in_title)


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """The words that public budget tables are read by, folded.

    Attributes:
        kinds: every kind.
        totals: names of total rows.
        subtotals: names of rows that sum up the rows above them.
        partial: words before rows that are only some of the parts.
        blanks: what stands in a cell that means no amount.
        notes: words a note below a table begins with.
        codes: headings of code columns.
        left_out: headings of columns that hold neither names nor amounts.
        funds: name of an income to the budget (预算) it comes from.
        other_years: words in headings of columns that tell of another year, or compare two.
        classes: name of a function class to its code.
    """

    kinds: tuple[KindWords, ...]
    totals: frozenset[str]
    subtotals: frozenset[str]
    partial: tuple[str, ...]
    blanks: frozenset[str]
    notes: tuple[str, ...]
    codes: frozenset[str]
    left_out: frozenset[str]
    funds: Mapping[str, str]
    other_years: tuple[str, ...]
    classes: Mapping[str, str]

    @property
    def class_codes(self) -> Collection[str]:
        """The codes of the function classes."""
        return self.classes.values()

    def is_of_another_year(self, path: Iterable[str], latest: str) -> bool:
        """Tell, by the headings above a column, whether it states another year than the latest one, or a change."""
        return any(
            any(word in heading for word in self.other_years) or ((year := latest_year([heading])) and year < latest)
            for heading in path
        )

    def kind_titled(self, line: str) -> KindWords | None:
        """Give the kind whose title a line can be, ``None`` when it is none."""
        key = label_key(line)
        return next((kind for kind in self.kinds if kind.has_title(key)), None)


def build_budget_words(data: Mapping[str, Any]) -> BudgetWords:
    """Build the words from the content of their TOML file."""
    words, headings = data["words"], data["headings"]
    return BudgetWords(
        kinds=tuple(_kind(BudgetTableKind(key), part, headings["name"]) for key, part in data["kinds"].items()),
        totals=frozenset(map(label_key, words["total"])),
        subtotals=frozenset(map(label_key, words["subtotal"])),
        partial=tuple(words["partial"]),
        blanks=frozenset(map(label_key, words["blank"])),
        notes=tuple(words["note"]),
        codes=frozenset(map(label_key, headings["code"])),
        left_out=frozenset(map(label_key, headings["left_out"])),
        funds={label_key(name): fund for fund, names in data["funds"].items() for name in names},
        other_years=tuple(map(label_key, headings["other_years"])),
        classes={class_key(name): code for code, names in data["classes"].items() for name in names},
    )


def _kind(kind: BudgetTableKind, part: Mapping[str, Any], names: Iterable[str]) -> KindWords:
    columns = {
        tuple(map(label_key, wording.split(_GROUP))): key
        for key, wordings in part["columns"].items()
        for wording in wordings
    }
    return KindWords(
        kind=kind,
        title=tuple(map(label_key, part["title"])),
        not_in_title=tuple(map(label_key, part.get("not_in_title", ()))),
        tells=frozenset(map(label_key, part.get("tells", ()))),
        has_sides=part.get("sides", False),
        arranged=part["rows"],
        names=tuple(map(label_key, part.get("name", names))),
        columns=columns,
    )
