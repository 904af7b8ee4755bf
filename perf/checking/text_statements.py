"""The statements of a text with their verdicts, for a terminal: what is right is listed too, in few lines."""

from collections import Counter
from collections.abc import Iterator, Sequence

from perf.checking.terminal_lines import packed, wrapped
from perf.domain.narrative.claims import Claim
from perf.domain.terms import Verdict

_INDENT = " " * 8


def statements(claims: Sequence[Claim], width: int) -> Iterator[str]:
    """Count the statements, then give those that are not confirmed one by one, and the confirmed ones together."""
    if not claims:
        return
    counted = Counter(claim.verdict for claim in claims)
    counts = "，".join(f"{verdict.label} {counted[verdict]} 处" for verdict in Verdict if counted[verdict])
    yield ""
    yield f"文字里的数核对了 {len(claims)} 处：{counts}"
    for verdict in (Verdict.WRONG, Verdict.ROUNDING, Verdict.CANNOT_DECIDE):
        if counted[verdict]:
            yield f"  {verdict.label}"
        for claim in claims:
            if claim.verdict is verdict:
                yield from wrapped(_doubtful(claim), width, _INDENT + "  ", first=f"{_INDENT}· ")
    if counted[Verdict.CONFIRMED]:
        yield f"  {Verdict.CONFIRMED.label}"
        yield from packed(_confirmed(claims), width, _INDENT)


def _confirmed(claims: Sequence[Claim]) -> Iterator[str]:
    """Give what is right, place by place; what one sentence is compared with twice is said once."""
    said: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.verdict is Verdict.CONFIRMED:
            said.setdefault(_where(claim), {})[claim.claimed] = None
    return (where + "、".join(amounts) for where, amounts in said.items())


def _where(claim: Claim) -> str:
    source = claim.place.source
    return f"{source.describe()} " if source else ""


def _doubtful(claim: Claim) -> str:
    computed = f"，算得 {claim.computed}" if claim.computed else ""
    how = f"（{claim.how}）" if claim.how else ""
    return f"{_where(claim)}写的是 {claim.claimed}{computed}{how}"
