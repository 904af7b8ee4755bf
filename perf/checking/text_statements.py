"""The statements of a text with their verdicts, for a terminal: what is right is listed too, in few lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from perf.checking.terminal_lines import packed, wrapped
from perf.domain.checks.finding import Finding
from perf.domain.narrative.claims import Claim
from perf.domain.sources import Source
from perf.domain.terms import Verdict

_INDENT = " " * 8


def statements(claims: Sequence[Claim], findings: Iterable[Finding], width: int) -> Iterator[str]:
    """Count the statements, then give the doubtful ones that no finding speaks of, and the confirmed ones together."""
    if not claims:
        return
    counted = Counter(claim.verdict for claim in claims)
    counts = "，".join(f"{verdict.label} {counted[verdict]} 处" for verdict in Verdict if counted[verdict])
    yield ""
    yield f"文字里的数核对了 {len(claims)} 处：{counts}"
    found = {(place.source, place.read) for finding in findings for place in finding.places}
    for verdict in (Verdict.WRONG, Verdict.ROUNDING, Verdict.CANNOT_DECIDE):
        if counted[verdict]:
            yield from _doubtful([claim for claim in claims if claim.verdict is verdict], found, verdict.label, width)
    if counted[Verdict.CONFIRMED]:
        yield f"  {Verdict.CONFIRMED.label}"
        yield from packed(_together(claim for claim in claims if claim.verdict is Verdict.CONFIRMED), width, _INDENT)


def _doubtful(claims: Sequence[Claim], found: set[tuple[Source | None, str]], label: str, width: int) -> Iterator[str]:
    """Give statements of one verdict: of those that findings explain the number, those of one reason together."""
    own = [claim for claim in claims if (claim.place.source, claim.claimed) not in found]
    above = f"（{len(claims) - len(own)} 处见上面）" if len(own) < len(claims) else ""
    yield f"  {label}{above}"
    by_reason: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in own:
        by_reason[_reason(claim)].append(claim)
    for reason, alike in by_reason.items():
        said = "；".join(_together(alike))
        yield from wrapped(f"{said}：{reason}" if reason else said, width, _INDENT + "  ", first=f"{_INDENT}· ")


def _reason(claim: Claim) -> str:
    """Say why a statement is doubtful; where nothing could be computed, without what it is about."""
    if claim.computed is None:
        return claim.how.rpartition("：")[2]
    return f"算得 {claim.computed}（{claim.how}）" if claim.how else f"算得 {claim.computed}"


def _together(claims: Iterable[Claim]) -> Iterator[str]:
    """Give what is stated, place by place; what one sentence is compared with twice is said once."""
    said: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        said[_where(claim)][claim.claimed] = None
    return (where + "、".join(amounts) for where, amounts in said.items())


def _where(claim: Claim) -> str:
    source = claim.place.source
    return f"{source.describe()} " if source else ""
