"""What a report says of a file as a whole: how much of what was found, what was looked at and what was not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from perf.checking.files import CheckedFile
from perf.checking.report_entries import SEVERITY_SHAPES, VERDICT_SHAPES, FindingOnPage
from perf.checking.report_tables import budget_titles
from perf.checking.selection import was_checked
from perf.domain.checks.finding import Finding
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity, Verdict


@dataclass(frozen=True, slots=True)
class TallyOnPage:
    """How many findings of one severity, or statements of one verdict, there are."""

    kind: str
    shape: str
    label: str
    count: int


def severities(checked: CheckedFile) -> tuple[TallyOnPage, ...]:
    """Count the findings of each severity, the heaviest first; none at all where there was nothing to check."""
    return tallied(checked.findings) if checked.findings or was_checked(checked.document) else ()


def tallied(findings: Iterable[Finding]) -> tuple[TallyOnPage, ...]:
    """Count findings of each severity, the heaviest first."""
    counts = Counter(finding.severity for finding in findings)
    return tuple(TallyOnPage(each.value, SEVERITY_SHAPES[each], each.label, counts[each]) for each in Severity)


def verdicts(document: PublishedDocument) -> tuple[TallyOnPage, ...]:
    """Count the statements of each verdict."""
    counts = Counter(claim.verdict for claim in document.claims)
    return tuple(TallyOnPage(each.value, VERDICT_SHAPES[each], each.label, counts[each]) for each in Verdict)


def findings_title(findings: Sequence[FindingOnPage], mentions: int, left_out: int) -> str:
    """Say how many findings of each severity a table or the text has."""
    counts = Counter(finding.kind for finding in findings)
    parts = [f"{each.label} {counts[each.value]} 条" for each in Severity if counts[each.value]]
    parts += ["别处说到本表"] if mentions and not findings else []
    parts += [f"另有 {left_out} 条没有列出"] if left_out else []
    return "，".join(parts) or "没有发现问题"


def text_title(document: PublishedDocument, findings: Sequence[FindingOnPage], left_out: int) -> str:
    """Say how many findings the text has; where it states nothing that can be checked, that it was read for wording."""
    if findings or left_out or document.claims:
        return findings_title(findings, 0, left_out)
    return "没有能核对的数字，写法没有发现问题" if document.paragraphs else "没有文字"


def lead(checked: CheckedFile) -> str:
    """Say in a few sentences what came of checking, and what was not checked."""
    return "".join(_sentences(checked))


def _sentences(checked: CheckedFile) -> Iterator[str]:
    document = checked.document
    is_checked = was_checked(document)
    if not is_checked:
        yield (
            "没有找到能核对的绩效目标表和预算公开表，只看了文字的写法。"
            if document.paragraphs
            else "没有能核对的内容。"
        )
    counted = [f"{tally.count} 条{tally.label}" for tally in severities(checked) if tally.count]
    if counted:
        yield f"发现 {'、'.join(counted)}。"
    if checked.left_out:
        yield f"另有 {len(checked.left_out)} 条没有要求列出。"
    elif is_checked and not counted:
        yield "没有发现问题。"
    if document.claims:
        right = sum(claim.verdict in (Verdict.CONFIRMED, Verdict.ROUNDING) for claim in document.claims)
        yield f"正文里有 {len(document.claims)} 处说法能核对，{right} 处对得上。"
    unread = sum(recognition.target is None for recognition in document.recognitions.values())
    if unread:
        yield f"有 {unread} 张表没有核对，原因见最后。"


def facts(checked: CheckedFile) -> Iterator[tuple[str, str]]:
    """Say what was looked at."""
    document = checked.document
    yield "文件", checked.name
    yield "绩效目标表", f"{len(document.sheets)} 张" if document.sheets else "没有"
    yield "预算公开表", f"{len(document.budget.tables)} 张" if document.budget.tables else "没有"
    rest = len(document.tables) - len({*document.recognitions, *budget_titles(document)})
    if rest:
        yield "其他表格", f"{rest} 张，只看了里面的文字"
    yield "正文", f"{len(document.paragraphs)} 段，核对说法 {len(document.claims)} 处"
