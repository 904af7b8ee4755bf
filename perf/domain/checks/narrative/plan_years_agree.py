"""同一个规划的起止年份前后一致。

规划名称里的年份写错一个数字，看起来就成了另一个规划。正文和绩效目标里提到的同一规划放在一起核对。

不对：正文写《某县水利发展规划（2012-2026年）》，绩效目标写《某县水利发展规划（2022-2026年）》。
对：两处都写《某县水利发展规划（2022-2026年）》。
"""

import re
from collections.abc import Iterator, Mapping

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import goals, passages
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place
from perf.domain.terms import Severity
from perf.domain.text import label_key

_PLAN = re.compile(
    r"《(?P<name>[^《》]{2,60}?)[（(]?\s*(?P<from>[2２][0０]\d\d)\s*年?\s*[-—–−~～至]\s*(?P<to>[2２][0０]\d\d)\s*年?\s*[）)]?\s*》"
)

_Years = Mapping[str, list[Place]]


@rule(Severity.WARNING)
def plan_years_agree(document: PublishedDocument) -> Iterator[Fault]:
    """Find plans of one name with different years; the years said less often are to be mended."""
    plans: dict[str, dict[str, list[Place]]] = {}
    for name, years, place in _mentions(document):
        plans.setdefault(name, {}).setdefault(years, []).append(place)
    for name, by_years in plans.items():
        if len(by_years) > 1:
            yield _fault(name, by_years)


def _mentions(document: PublishedDocument) -> Iterator[tuple[str, str, Place]]:
    """Give every plan that is named with its years: name, years, place."""
    for passage in passages(document):
        for found in _PLAN.finditer(passage.text):
            yield label_key(found["name"]), _years(found), passage.place(found.start(), found[0])
    for text, place in goals(document):
        for found in _PLAN.finditer(text):
            yield label_key(found["name"]), _years(found), place


def _years(found: re.Match[str]) -> str:
    return f"{found['from']}-{found['to']}"


def _fault(name: str, by_years: _Years) -> Fault:
    rare_first = sorted(by_years, key=lambda years: len(by_years[years]))
    usual = rare_first[-1]
    places = (*(place for years in rare_first[:-1] for place in by_years[years]), by_years[usual][0])
    said = "、".join(rare_first)
    is_usual = len(by_years[usual]) > len(by_years[rare_first[-2]])
    expected = f"{usual}（别处多数这样写）" if is_usual else "起止年份一致"
    return Fault(f"“{name}”的起止年份前后不一致：{said}", places, expected, "查对规划原文，改成同一个年份")
