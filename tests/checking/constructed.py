"""Checked files made by hand: findings and statements that no rule has to give first."""

from perf.checking.files import CheckedFile
from perf.domain.checks.finding import Finding
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.places import TEXT, Place
from perf.domain.sources import Source
from perf.domain.terms import Severity, Verdict

HOSTILE = "<b>A&B</b> {{7*7}} =cmd|'/C calc'!A0 ＡＢ１２％ 𬭎䶮㛃𠮷"


def place(line: int, read: str = "8 万", *, table_number: int | None = 0, table: str = "项目支出绩效目标表") -> Place:
    return Place(table, f"三级指标“指标{line}”", "指标值", read, table_number, None, Source(line=line, column=4))


def finding(
    message: str = "名称是“率”，单位却不是百分比",
    *places: Place,
    severity: Severity = Severity.ERROR,
    rule: str = "rates-have-no-money-unit",
    basis: str = "practice",
) -> Finding:
    return Finding(rule, severity, message, places or (place(17),), "百分比，如 ≥95%", "把指标值改成百分比", basis)


def claim(line: int, claimed: str, verdict: Verdict = Verdict.CONFIRMED, computed: str | None = None) -> Claim:
    sentence = f"支出预算中，项目支出占{claimed}。"
    at = Place(TEXT, None, None, claimed, None, None, Source(line=line))
    return Claim(ClaimKind.SHARE, sentence, claimed, computed, verdict, "8 ÷ 170 = 4.71%", at)


def checked(*findings: Finding, claims: tuple[Claim, ...] = (), name: str = "公开.txt") -> CheckedFile:
    return CheckedFile(name, "text", PublishedDocument((), claims=claims), findings)
