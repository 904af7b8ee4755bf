"""An entry of the indicator library (指标库): an indicator that others may take over, and what is known about it.

Its attributes follow 财预〔2021〕101号: what is counted, the usual value, where the standard comes from, how it is
scored, where the figure is found and what proves it.
"""

import unicodedata
from dataclasses import dataclass, fields

from perf.domain.terms import Comparison, Labelled
from perf.domain.text import is_clean


class EntryState(Labelled):
    """Where an entry stands: proposed by a department, then accepted or refused; an accepted one may be retired."""

    PROPOSED = ("proposed", "待定")
    ACCEPTED = ("accepted", "已入库")
    REFUSED = ("refused", "未采纳")
    RETIRED = ("retired", "已停用")


LIMITS = {
    "field": 30,
    "use_of_funds": 40,
    "first_level": 30,
    "second_level": 30,
    "name": 60,
    "comparison": 4,
    "value": 60,
    "unit": 20,
    "keywords": 200,
}
"""So many characters each text may have, on one line."""

PARAGRAPH_LIMIT = 2000
"""So many characters the other texts may have, on as many lines as it takes."""


class EntryTextError(ValueError):
    """A text that an entry cannot hold; ``attribute`` names it."""

    def __init__(self, attribute: str) -> None:
        super().__init__(f"the library cannot hold this {attribute}")
        self.attribute = attribute


@dataclass(frozen=True, slots=True)
class LibraryIndicator:
    """What an entry says. Absent texts are ``None``; none is blank.

    Attributes:
        field: 行业领域; what every department needs is a field of its own.
        use_of_funds: 资金用途, what money such an indicator belongs to.
        first_level: 一级指标, as official forms print it.
        second_level: 二级指标, as official forms print it.
        name: 三级指标.
        comparison: the usual sign (``≥``, ``≤``, ``＝`` …, 定性).
        value: the usual value, without sign and unit.
        unit: 计量单位.
        explanation: 指标解释, what is counted and how it is worked out.
        planned_standard: 计划标准, which plan or approval the value comes from.
        historical_standard: 历史标准, which earlier figures the value is held against.
        industry_standard: 行业标准, which rule or norm of the trade the value comes from.
        scoring_method: 评分标准.
        data_source: 数据来源.
        evidence: 佐证资料.
        keywords: further words that people search for, parted by blanks.
    """

    field: str
    use_of_funds: str
    first_level: str
    second_level: str
    name: str
    comparison: str | None = None
    value: str | None = None
    unit: str | None = None
    explanation: str | None = None
    planned_standard: str | None = None
    historical_standard: str | None = None
    industry_standard: str | None = None
    scoring_method: str | None = None
    data_source: str | None = None
    evidence: str | None = None
    keywords: str | None = None

    def __post_init__(self) -> None:
        """Refuse, with :class:`EntryTextError`, a text that is blank, too long, or not clean."""
        for each in fields(self):
            text = getattr(self, each.name)
            if text is None and each.default is None:
                continue
            limit = LIMITS.get(each.name, PARAGRAPH_LIMIT)
            is_one_line = each.name not in LIMITS or "\n" not in (text or "")
            if not text or not is_clean(text) or len(text) > limit or not is_one_line:
                raise EntryTextError(each.name)

    @property
    def target(self) -> str:
        """Give the usual value as one cell would print it; empty where none is usual."""
        sign, value, unit = self.comparison or "", self.value or "", self.unit or ""
        return f"{sign}：{value}" if sign == Comparison.QUALITATIVE and value else f"{sign}{value}{unit}"

    @property
    def identity(self) -> str:
        """Give what no two accepted entries share: place and name, however they are set."""
        parts = (self.field, self.use_of_funds, self.first_level, self.second_level, self.name)
        return "\n".join("".join(folded(part).split()) for part in parts)

    @property
    def search_text(self) -> str:
        """Give what searching looks at, folded: name first, each text on a line of its own."""
        return "\n".join(
            folded(text) for text in (self.name, self.use_of_funds, self.keywords, self.explanation) if text
        )


def folded(text: str) -> str:
    """Fold a text for searching: width and case of letters and digits do not count."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
