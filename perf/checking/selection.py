"""Which findings were asked for, by rule and by weight, and how many of each weight there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from perf.checking.files import CheckedFile
from perf.checking.near_names import nearest
from perf.domain.checks.all_rules import RULES
from perf.domain.checks.finding import Finding
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity
from perf.plain_words import PlainWordsError

_WEIGHTS = tuple(Severity)
"""From the heaviest to the lightest."""


class UnknownRuleError(PlainWordsError):
    """A rule was asked for by an id that none has."""

    def __init__(self, rule_id: str) -> None:
        near = nearest(rule_id, [each.id for each in RULES])
        hint = f"最接近的是 {'、'.join(near)}" if near else "全部规则见 jixiao rules"
        super().__init__(f"没有“{rule_id}”这条规则，{hint}")


def require_rules(rule_ids: Iterable[str]) -> None:
    """Refuse, with :class:`UnknownRuleError`, an id that no rule has."""
    known = {each.id for each in RULES}
    for rule_id in rule_ids:
        if rule_id not in known:
            raise UnknownRuleError(rule_id)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to report.

    Attributes:
        rules: ids of rules; empty for all. With rules named, the statements of the text are left out.
        least: the lightest findings to report.
    """

    rules: tuple[str, ...] = ()
    least: Severity = Severity.NOTE

    def __post_init__(self) -> None:
        require_rules(self.rules)

    def of(self, checked: CheckedFile) -> CheckedFile:
        """Leave out what was not asked for. All rules ran: causes still hide their consequences."""
        findings = tuple(finding for finding in checked.findings if self._includes(finding))
        left_out = tuple(finding for finding in checked.findings if not self._includes(finding))
        claims = () if self.rules else checked.document.claims
        document = replace(checked.document, claims=claims)
        return replace(checked, findings=findings, left_out=left_out, document=document)

    def _includes(self, finding: Finding) -> bool:
        is_heavy = _WEIGHTS.index(finding.severity) <= _WEIGHTS.index(self.least)
        return is_heavy and (not self.rules or finding.rule in self.rules)


class Tally:
    """Passes checked files on and counts what they hold.

    Attributes:
        files: number of files so far.
        severities: findings so far, by severity.
    """

    def __init__(self, checked: Iterable[CheckedFile]) -> None:
        self._checked = checked
        self.files = 0
        self.severities = Counter[Severity]()

    def __iter__(self) -> Iterator[CheckedFile]:
        for each in self._checked:
            self.files += 1
            self.severities.update(finding.severity for finding in each.findings)
            yield each


def was_checked(document: PublishedDocument) -> bool:
    """Whether a document holds any table to check; without one, no findings do not mean that all is well."""
    return bool(document.sheets or document.budget.tables)


def counts_in_words(findings: Sequence[Finding]) -> str:
    """Say how many findings there are of each severity: 错误 3 条，提醒 1 条，说明 0 条."""
    counted = Counter(finding.severity for finding in findings)
    return "，".join(f"{severity.label} {counted[severity]} 条" for severity in Severity)
