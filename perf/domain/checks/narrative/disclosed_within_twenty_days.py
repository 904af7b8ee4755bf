"""部门预算在财政部门批复后二十日内公开。

预算法第十四条：经本级政府财政部门批复的部门预算，应当在批复后二十日内由各部门向社会公开。正文同时写明批复日期和公开日期时核对。

不对：批复日期 2026年2月1日，公开日期 2026年3月15日。
对：批复日期 2026年2月1日，公开日期 2026年2月12日。
"""

import re
from collections.abc import Iterator
from datetime import date

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import passages
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place
from perf.domain.terms import Severity

_STATED = re.compile(
    r"(?P<what>批复|公开)(?:日期|时间)\s*[:：为]?\s*"
    r"(?P<year>[2２][0０]\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
)


@rule(Severity.WARNING, basis="预算法第十四条")
def disclosed_within_twenty_days(document: PublishedDocument, *, days: int) -> Iterator[Fault]:
    """Find a disclosure later than the law allows, where the text states both dates once."""
    approved, disclosed = (_dates(document, words) for words in ("批复", "公开"))
    if len(approved) != 1 or len(disclosed) != 1:
        return
    (begin, at_begin), (end, at_end) = approved[0], disclosed[0]
    if (end - begin).days > days:
        yield Fault(
            f"批复后 {(end - begin).days} 日才公开，超过 {days} 日",
            (at_end, at_begin),
            f"批复后 {days} 日内",
            "核对两个日期；确实晚了的，说明原因",
        )


def _dates(document: PublishedDocument, what: str) -> list[tuple[date, Place]]:
    """Give the dates that the text states of the approval or of the disclosure."""
    return [
        (day, passage.place(found.start(), found[0]))
        for passage in passages(document)
        for found in _STATED.finditer(passage.text)
        if found["what"] == what and (day := _date(found)) is not None
    ]


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
