"""What a report of a checked file shows, as plain values: templates print them and decide nothing.

The check page in the browser and the report that stands alone show the same.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from perf.checking.files import CheckedFile
from perf.checking.report_entries import Entries, FindingOnPage, SentenceOnPage
from perf.checking.report_summary import TallyOnPage, facts, findings_title, lead, severities, text_title, verdicts
from perf.checking.report_tables import Hide, PrintedTable, printed_tables
from perf.conversion.privacy import hiding
from perf.conversion.unread_tables import UnreadTable, unread_tables
from perf.domain.documents.printed_parts import Corner
from perf.domain.documents.published import PublishedDocument
from perf.domain.personal_data import masked
from perf.rendering.form_on_page import FormOnPage, form_on_page
from perf.rendering.marks import cell_marks


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """One table with its findings.

    Attributes:
        anchor: the section's name for links.
        title: what the table is called.
        facts: its kind and where it stands.
        findings_title: how many findings there are, one phrase.
        findings: those that begin in this table.
        mentions: those of other sections that speak of a cell of this table.
        left_out: how many findings speak of it that were not asked for.
        form: the table itself with its marks.
    """

    anchor: str
    title: str
    facts: str
    findings_title: str
    findings: tuple[FindingOnPage, ...]
    mentions: tuple[FindingOnPage, ...]
    left_out: int
    form: FormOnPage

    @property
    def is_clean(self) -> bool:
        """Whether nothing is said about it."""
        return not (self.findings or self.mentions or self.left_out)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report of one file; every anchor in it begins with ``anchor``."""

    anchor: str
    file_name: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    severities: tuple[TallyOnPage, ...]
    verdicts: tuple[TallyOnPage, ...]
    text_title: str
    text_findings: tuple[FindingOnPage, ...]
    sentences: tuple[SentenceOnPage, ...]
    tables: tuple[TableOnPage, ...]
    unread: tuple[UnreadTable, ...]


def report_page(checked: CheckedFile, anchor: str = "") -> ReportPage:
    """Describe a checked file, without personal data; every anchor begins with ``anchor``."""
    document = checked.document
    hide = _hiding(document)
    places = [place for each in checked.findings for place in each.places]
    named = {place.table_number: hide(place.table) for place in places if place.table_number is not None}
    printed = printed_tables(document, named, hide)
    entries = Entries(anchor, printed, document.paragraphs, hide)
    homes: defaultdict[int | None, list[FindingOnPage]] = defaultdict(list)
    remarks: defaultdict[int | None, list[tuple[Corner | None, FindingOnPage | None]]] = defaultdict(list)
    for number, each in enumerate(checked.findings, 1):
        worded = entries.finding(number, each)
        homes[entries.home_of(each)].append(worded)
        for place in each.places:
            remarks[place.table_number].append((entries.corner_of(place), worded))
    left_out = Counter(number for each in checked.left_out for number in {at.table_number for at in each.places})
    for claim in document.claims:
        for place in claim.against:
            remarks[place.table_number].append((entries.corner_of(place), None))
    return ReportPage(
        anchor=anchor,
        file_name=checked.name,
        title=f"核对结果：{checked.name}",
        lead=lead(checked),
        facts=tuple(facts(checked)),
        severities=severities(checked),
        verdicts=verdicts(document),
        text_title=text_title(document, homes[None], left_out[None]),
        text_findings=tuple(homes[None]),
        sentences=tuple(entries.sentences(document.claims)),
        tables=tuple(
            _table(entries.table_anchor(number), table, homes[number], remarks[number], left_out[number])
            for number, table in printed.items()
        ),
        unread=unread_tables(document.recognitions.values()),
    )


def _hiding(document: PublishedDocument) -> Hide:
    """Give the function that hides the personal data of a document in any text."""
    personal_fields = hiding(sheet.target for sheet in document.sheets)
    return lambda text: masked(personal_fields(text))


def _table(
    anchor: str,
    table: PrintedTable,
    findings: Sequence[FindingOnPage],
    remarks: Sequence[tuple[Corner | None, FindingOnPage | None]],
    left_out: int,
) -> TableOnPage:
    """Describe one table."""
    marks = [(corner, finding.remark if finding else None) for corner, finding in remarks if corner is not None]
    own = {finding.number for finding in findings}
    mentions = {finding.number: finding for _, finding in remarks if finding and finding.number not in own}
    return TableOnPage(
        anchor=anchor,
        title=table.title,
        facts=" · ".join(part for part in (table.kind, table.place) if part),
        findings_title=findings_title(findings, len(mentions), left_out),
        findings=tuple(findings),
        mentions=tuple(mentions.values()),
        left_out=left_out,
        form=form_on_page(table.document, cell_marks(anchor, marks)),
    )
