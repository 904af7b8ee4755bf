"""Runs the rules: over one target while it is drafted, or over a whole disclosed document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from perf.domain.checks.finding import Fault, Finding
from perf.domain.checks.rule import Rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.documents.year_pair import YearPair
from perf.domain.personal_data import masked
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

Settings = Mapping[str, Mapping[str, Any]]
"""Thresholds and word lists: rule name to setting name to value."""

_WEIGHT = {severity: number for number, severity in enumerate(Severity)}

_Row = tuple[int | None, str | None]
"""Table and row of a place: where one finding can be the cause of another."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Rules with their settings.

    Attributes:
        target_rules: rules that see one target.
        document_rules: rules that see a whole document.
        settings: a section for every rule that has settings; a form's own (``schema.checks``) come before these.
        limits: what whoever checks has set otherwise; these come before all.
        pair_rules: rules that see two documents of one unit, of one year and the next.
    """

    target_rules: Sequence[Rule[TargetSheet]]
    document_rules: Sequence[Rule[PublishedDocument]]
    settings: Settings
    limits: Settings = field(default_factory=dict)
    pair_rules: Sequence[Rule[YearPair]] = ()

    def check_target(self, sheet: TargetSheet) -> tuple[Finding, ...]:
        """Check one target by itself."""
        return _findings((each, self._faults(each, sheet, sheet.schema.checks)) for each in self.target_rules)

    def check_document(self, document: PublishedDocument) -> tuple[Finding, ...]:
        """Check a document: the document as a whole, and each of its targets."""
        seen = [
            (each, [fault for sheet in document.sheets for fault in self._faults(each, sheet, sheet.schema.checks)])
            for each in self.target_rules
        ]
        whole = ((each, self._faults(each, document, {})) for each in self.document_rules)
        return _findings((*seen, *whole))

    def check_pair(self, pair: YearPair) -> tuple[Finding, ...]:
        """Check what the later document of two says of the earlier one's year."""
        return _findings((each, self._faults(each, pair, {})) for each in self.pair_rules)

    def _faults(
        self, each: Rule[Any], subject: TargetSheet | PublishedDocument | YearPair, own: Settings
    ) -> Iterator[Fault]:
        """Run one rule with its settings."""
        layers = (self.settings, own, self.limits)
        settings = {name: value for layer in layers for name, value in layer.get(each.name, {}).items()}
        return each.check(subject, **settings)


def _findings(seen: Iterable[tuple[Rule[Any], Iterable[Fault]]]) -> tuple[Finding, ...]:
    """Leave out consequences, put equal faults together, and sort by table, weight, and place."""
    faults = {each.name: (each, list(found)) for each, found in seen}
    rows = {name: set(_rows_at_fault(each, found)) for name, (each, found) in faults.items()}
    findings: list[Finding] = []
    for each, found in faults.values():
        causes = set[_Row]().union(*(rows.get(name, ()) for name in each.yields_to))
        findings += _grouped(each, [fault for fault in found if causes.isdisjoint(map(_row, fault.places))])
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings: text first, then table by table; in each the heaviest first, then as it stands in the file."""
    return tuple(sorted(findings, key=_order))


def _rows_at_fault(each: Rule[Any], found: Iterable[Fault]) -> Iterator[_Row]:
    """Give the rows where a rule found something that can be the cause of more: what is only a note is none."""
    for fault in found:
        if (fault.severity or each.severity) is not Severity.NOTE:
            yield from map(_row, fault.places)


def _row(place: Place) -> _Row:
    """Give table and row of a place; sentences are told apart by where they stand, not by heading."""
    return place.table_number, (place.table_number is not None and place.row) or str(place.source)


def _grouped(each: Rule[Any], faults: Sequence[Fault]) -> Iterator[Finding]:
    """Make findings of one rule's faults, personal data masked; one wording in one table is one finding."""
    groups: dict[tuple[Severity, str, str, str, int | None], dict[Place, None]] = {}
    for fault in faults:
        severity = fault.severity or each.severity
        same = (severity, fault.message, fault.expected, fault.fix, fault.places[0].table_number)
        groups.setdefault(same, {}).update(dict.fromkeys(fault.places))
    for (severity, message, expected, fix, _), places in groups.items():
        yield Finding(each.id, severity, masked(message), tuple(map(_shown, places)), masked(expected), fix, each.basis)


def _shown(place: Place) -> Place:
    """Give a place without personal data."""
    return replace(place, row=place.row and masked(place.row), read=masked(place.read))


def _order(finding: Finding) -> tuple[int, int, int]:
    place = finding.places[0]
    number = -1 if place.table_number is None else place.table_number
    line = (place.source.line or place.source.paragraph or 0) if place.source and place.table_number is None else 0
    return number, _WEIGHT[finding.severity], line
