"""What a report of a checked file shows, as plain values: templates print them and decide nothing.

The check page in the browser and the report that stands alone show the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from perf.checking.files import CheckedFile
from perf.checking.report_entries import SEVERITY_SHAPES, VERDICT_SHAPES, Entries, FindingOnPage, SentenceOnPage
from perf.checking.report_tables import Hide, PrintedTable, budget_titles, printed_tables
from perf.conversion.privacy import hiding
from perf.conversion.unread_tables import UnreadTable, unread_tables
from perf.domain.documents.printed_parts import Corner
from perf.domain.documents.published import PublishedDocument
from perf.domain.personal_data import masked
from perf.domain.terms import Severity, Verdict
from perf.rendering.form_on_page import FormOnPage, form_on_page
from perf.rendering.marks import cell_marks


@dataclass(frozen=True, slots=True)
class TallyOnPage:
    """How many findings of one severity, or statements of one verdict, there are."""

    kind: str
    shape: str
    label: str
    count: int


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
        lead=_lead(checked),
        facts=tuple(_facts(checked)),
        severities=_severities(checked),
        verdicts=_verdicts(document),
        text_title=_findings_title(len(homes[None]), 0, left_out[None]),
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
        findings_title=_findings_title(len(findings), len(mentions), left_out),
        findings=tuple(findings),
        mentions=tuple(mentions.values()),
        left_out=left_out,
        form=form_on_page(table.document, cell_marks(anchor, marks)),
    )


def _findings_title(findings: int, mentions: int, left_out: int) -> str:
    """Say how many findings a table or the text has."""
    parts = [f"{findings} 条"] if findings else ["别处说到本表"] if mentions else []
    parts += [f"另有 {left_out} 条没有列出"] if left_out else []
    return "，".join(parts) or "没有发现问题"


def _severities(checked: CheckedFile) -> tuple[TallyOnPage, ...]:
    """Count the findings of each severity, the heaviest first."""
    counts = Counter(finding.severity for finding in checked.findings)
    return tuple(TallyOnPage(each.value, SEVERITY_SHAPES[each], each.label, counts[each]) for each in Severity)


def _verdicts(document: PublishedDocument) -> tuple[TallyOnPage, ...]:
    """Count the statements of each verdict."""
    counts = Counter(claim.verdict for claim in document.claims)
    return tuple(TallyOnPage(each.value, VERDICT_SHAPES[each], each.label, counts[each]) for each in Verdict)


def _lead(checked: CheckedFile) -> str:
    """Say in a few sentences what came of checking, and what was not checked."""
    return "".join(_sentences(checked))


def _sentences(checked: CheckedFile) -> Iterator[str]:
    document = checked.document
    counted = [f"{tally.count} 条{tally.label}" for tally in _severities(checked) if tally.count]
    if counted:
        yield f"发现 {'、'.join(counted)}。"
    if checked.left_out:
        yield f"另有 {len(checked.left_out)} 条没有要求列出。"
    elif not counted:
        has_tables = document.sheets or document.budget.tables
        yield "没有发现问题。" if has_tables else "没有能核对的绩效目标表和预算公开表，文字里没有发现问题。"
    if document.claims:
        right = sum(claim.verdict in (Verdict.CONFIRMED, Verdict.ROUNDING) for claim in document.claims)
        yield f"正文里有 {len(document.claims)} 处说法能核对，{right} 处对得上。"
    unread = sum(recognition.target is None for recognition in document.recognitions.values())
    if unread:
        yield f"有 {unread} 张表没有核对，原因见最后。"


def _facts(checked: CheckedFile) -> Iterator[tuple[str, str]]:
    """Say what was looked at."""
    document = checked.document
    yield "文件", checked.name
    yield "绩效目标表", f"{len(document.sheets)} 张" if document.sheets else "没有"
    yield "预算公开表", f"{len(document.budget.tables)} 张" if document.budget.tables else "没有"
    rest = len(document.tables) - len({*document.recognitions, *budget_titles(document)})
    if rest:
        yield "其他表格", f"{rest} 张，只看了里面的文字"
    yield "正文", f"{len(document.paragraphs)} 段，核对说法 {len(document.claims)} 处"
