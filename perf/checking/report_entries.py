"""Findings and checked statements as a report words them: numbered, with links to the cells they are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from perf.checking.report_quotes import Quotes, shortened, words_in_question
from perf.checking.report_tables import Hide, PrintedTable
from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import basis_in_words
from perf.domain.documents.blocks import Paragraph
from perf.domain.documents.printed_parts import Corner
from perf.domain.narrative.claims import Claim
from perf.domain.places import TEXT, Place
from perf.domain.terms import Severity, Verdict
from perf.rendering.marks import Remark, cell_anchor

SEVERITY_SHAPES = {Severity.ERROR: "×", Severity.WARNING: "▲", Severity.NOTE: "●"}
VERDICT_SHAPES = {
    Verdict.CONFIRMED: "√",
    Verdict.WRONG: "×",
    Verdict.ROUNDING: "≈",
    Verdict.CANNOT_DECIDE: "？",
}
"""Signs beside the words, so that nothing depends on colour; every Chinese font has them."""


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """One place of a finding.

    Attributes:
        where: the place in words.
        before: what stands before the words in question, where they stand in a longer text.
        read: what was read there; ``""`` for a blank cell, ``None`` where the place says it already.
        after: what stands behind it.
        mark: anchor of the cell, ``None`` when it cannot be told.
    """

    where: str
    before: str
    read: str | None
    after: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class FindingOnPage:
    """One finding."""

    number: int
    anchor: str
    kind: str
    shape: str
    label: str
    message: str
    places: tuple[PlaceOnPage, ...]
    expected: str
    fix: str
    basis: str
    rule: str

    @property
    def remark(self) -> Remark:
        """What a cell shows of it."""
        return Remark(f"{self.shape}{self.number}", f"{self.label} {self.shape}{self.number}", self.anchor, self.kind)


@dataclass(frozen=True, slots=True)
class ClaimOnPage:
    """One statement of the text that was checked."""

    kind: str
    shape: str
    label: str
    claimed: str
    computed: str
    how: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class SentenceOnPage:
    """A sentence with the statements in it that were checked."""

    text: str
    where: str
    claims: tuple[ClaimOnPage, ...]


class Entries:
    """Words findings and statements of one document.

    Args:
        anchor: what every anchor begins with.
        tables: the printed tables by position.
        paragraphs: the text, to quote from.
        hide: hides personal data.
    """

    def __init__(
        self, anchor: str, tables: Mapping[int, PrintedTable], paragraphs: Sequence[Paragraph], hide: Hide
    ) -> None:
        self._anchor = anchor
        self._tables = tables
        self._quotes = Quotes(paragraphs, hide)
        self._hide = hide

    def table_anchor(self, number: int) -> str:
        """Name the section of a table."""
        return f"{self._anchor}table-{number + 1}"

    def home_of(self, finding: Finding) -> int | None:
        """Give the table that a finding begins in; ``None`` for the text, and for the document as a whole."""
        number = finding.places[0].table_number
        return number if number in self._tables else None

    def corner_of(self, place: Place) -> Corner | None:
        """Give the cell of a place in its table."""
        table = None if place.table_number is None else self._tables.get(place.table_number)
        return table.corner_of(place) if table else None

    def finding(self, number: int, finding: Finding) -> FindingOnPage:
        """Word a finding."""
        home = self.home_of(finding)
        return FindingOnPage(
            number,
            f"{self._anchor}finding-{number}",
            finding.severity.value,
            SEVERITY_SHAPES[finding.severity],
            finding.severity.label,
            self._hide(finding.message),
            tuple(self._place(place, home, finding.message) for place in finding.places),
            self._hide(finding.expected),
            self._hide(finding.fix),
            basis_in_words(finding.basis),
            finding.rule,
        )

    def sentences(self, claims: Iterable[Claim]) -> Iterator[SentenceOnPage]:
        """Word checked statements, those of one sentence together."""
        for (text, where), group in groupby(claims, key=lambda claim: (claim.sentence, claim.place.position)):
            of_sentence = tuple(group)
            shown = shortened(self._hide(text), of_sentence[0].claimed)
            yield SentenceOnPage(shown, self._hide(where), tuple(map(self._claim, of_sentence)))

    def _claim(self, claim: Claim) -> ClaimOnPage:
        """Word a checked statement."""
        marks = (self._mark(place) for place in claim.against)
        return ClaimOnPage(
            claim.verdict.value,
            VERDICT_SHAPES[claim.verdict],
            claim.verdict.label,
            self._hide(claim.claimed),
            self._hide(claim.computed or ""),
            self._hide(claim.how),
            next((mark for mark in marks if mark), None),
        )

    def _place(self, place: Place, home: int | None, message: str) -> PlaceOnPage:
        """Word a place: with its table where that is not the one the finding stands in.

        What stands around the words in question comes from the paragraph, else from what was read.
        """
        where = place.describe()
        is_home = place.table_number == home and not place.file
        if is_home and (home is None or self._hide(place.table) == self._tables[home].title):
            is_cell = home is None or place.row or place.column
            where = place.position if is_cell else f"全表（{place.position}）" if place.position else "全表"
        before, after = self._quotes.around(place)
        says_enough = place.read == (place.row or "") and not place.column
        words = words_in_question(message, place.read)
        read = None if says_enough else shortened(self._hide(place.read), words)
        if read and not (before or after) and words in read:
            before, read, after = read.partition(words)
        return PlaceOnPage(self._hide(where) or TEXT, before, read, after, self._mark(place))

    def _mark(self, place: Place) -> str | None:
        """Name the cell of a place, or its table where it is no cell."""
        if place.table_number is None or place.table_number not in self._tables:
            return None
        anchor = self.table_anchor(place.table_number)
        corner = self.corner_of(place)
        return anchor if corner is None else cell_anchor(anchor, corner)
