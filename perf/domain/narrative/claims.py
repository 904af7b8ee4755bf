"""A statement of the text that can be checked, with what came of checking it."""

from dataclasses import dataclass
from enum import StrEnum

from perf.domain.places import Place
from perf.domain.terms import Verdict


class ClaimKind(StrEnum):
    """What kind of statement it is; each kind has a rule of its own."""

    AMOUNT = "amount"
    """An amount that a budget table holds too (一般公共服务支出 145.53 万元)."""

    PARTS = "parts"
    """Amounts or counts that are said to make up another (自评项目共 2 个，其中…)."""

    SHARE = "share"
    """A share of a total, or a rate of two counts (占 95.3%, 公开率为 100%)."""

    CHANGE = "change"
    """A change against the year before (比上年增加 15.45 万元，增长 3.96%)."""

    COUNT = "count"
    """A count of targets or indicators (设置二级指标 18 个、三级指标 36 个)."""

    LAST_YEAR = "last_year"
    """A figure of the year before that the file of that year holds too (与上年 389.86 万元相比)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that was understood.

    Attributes:
        kind: what kind of statement.
        sentence: the sentence it stands in, as written.
        claimed: what it states, as written with its unit (``5%``, ``170.08 万元``).
        computed: what tables or arithmetic give, ``None`` when nothing could be computed. Where the verdict is that
            nothing can be decided and yet something was computed, the two differ and a person must look.
        verdict: what came of comparing the two.
        how: how it was computed or why it could not be, a short Chinese phrase (``8 ÷ 170.08 = 4.70%``).
        place: the sentence; its ``read`` is ``claimed``.
        against: the cells it was compared with.
    """

    kind: ClaimKind
    sentence: str
    claimed: str
    computed: str | None
    verdict: Verdict
    how: str
    place: Place
    against: tuple[Place, ...] = ()
