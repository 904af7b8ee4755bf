"""What stands beside a table that is being filled: findings, and what is still to give out."""

from collections.abc import Mapping
from dataclasses import dataclass

from perf.checking.drafts import check_draft
from perf.checking.report_entries import SEVERITY_SHAPES, FindingOnPage, PlaceOnPage
from perf.checking.report_summary import TallyOnPage, tallied
from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import basis_in_words
from perf.domain.drafts.reading import DraftReading
from perf.domain.drafts.remainders import remainders
from perf.domain.drafts.rows import parse_cell_name
from perf.domain.places import Place
from perf.domain.terms import Severity
from perf.domain.values import show_number
from perf.drafting.layout import Layout


@dataclass(frozen=True, slots=True)
class RemainderOnPage:
    """What is still to give out: a sentence, and the cell to go on in."""

    sentence: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class Panel:
    """What is said beside a draft.

    Attributes:
        tallies: how many findings of each severity.
        findings: the findings, errors first.
        remainders: points still to give, money still to explain.
        by_cell: the findings of every cell that has some, by its name.
    """

    tallies: tuple[TallyOnPage, ...]
    findings: tuple[FindingOnPage, ...]
    remainders: tuple[RemainderOnPage, ...]
    by_cell: Mapping[str, tuple[FindingOnPage, ...]]

    @property
    def error_count(self) -> int:
        """How many findings stop the table from being submitted."""
        return sum(finding.kind == Severity.ERROR.value for finding in self.findings)


def panel_of(layout: Layout) -> Panel:
    """Say what there is to say of a draft as it stands; places are links to the cells of the page."""
    checked = check_draft(layout.draft, layout.schema)
    findings = checked.findings
    cells = _Cells(layout, checked.reading)
    entries = tuple(_entry(number, finding, cells) for number, finding in enumerate(findings, 1))
    by_cell: dict[str, tuple[FindingOnPage, ...]] = {}
    for entry in entries:
        for mark in dict.fromkeys(place.mark for place in entry.places if place.mark):
            by_cell[mark] = (*by_cell.get(mark, ()), entry)
    return Panel(tallied(findings), entries, _remainders(cells), by_cell)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Finds the cells of the page that show the parts of a target."""

    layout: Layout
    reading: DraftReading

    def of(self, part: str | None) -> str | None:
        """Give the name of the cell that shows a part, ``None`` where it has none."""
        parsed = parse_cell_name(self.reading.cells.get(part or "", ""))
        return self.layout.name_on_page(parsed) if parsed else None


def _entry(number: int, finding: Finding, cells: _Cells) -> FindingOnPage:
    """Word a finding for the page, every place a link to its cell."""
    return FindingOnPage(
        number,
        f"finding-{number}",
        finding.severity.value,
        SEVERITY_SHAPES[finding.severity],
        finding.severity.label,
        finding.message,
        tuple(_place(place, cells) for place in finding.places),
        finding.expected,
        finding.fix,
        basis_in_words(finding.basis),
        finding.rule,
    )


def _place(place: Place, cells: _Cells) -> PlaceOnPage:
    return PlaceOnPage(place.position or "全表", "", None, "", cells.of(place.part))


def _remainders(cells: _Cells) -> tuple[RemainderOnPage, ...]:
    """Word what is still to give out."""
    found = []
    for each in remainders(cells.reading.target, cells.layout.schema):
        whole, so_far = (f"{show_number(amount)} {each.unit}" for amount in (each.whole, each.so_far))
        missing = f"{show_number(abs(each.open))} {each.unit}"
        state = f"还差 {missing}" if each.open > 0 else f"多出 {missing}"
        sentence = f"{each.name}：应合计 {whole}，现在 {so_far}，{state}"
        found.append(RemainderOnPage(sentence, cells.of(each.part)))
    return tuple(found)
