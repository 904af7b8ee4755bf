"""文字里没有网页标记。

从网页或别的系统复制文字时会带进“<p>”“<br>”这样的记号，印出来、公开出去都看得见。

不对：年度目标“<p>完成三条道路的养护</p>”。
对：年度目标“完成三条道路的养护”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.text.written_texts import written_texts
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|div|span|font|strong|em|table|tr|td|th|ul|ol|li|sup|sub|h[1-6])(?:[\s/][^<>]{0,200})?>"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo);",
    re.IGNORECASE,
)


@rule(Severity.WARNING)
def texts_have_no_markup(sheet: TargetSheet) -> Iterator[Fault]:
    """Find tags and entities of web pages in whatever was written into a target."""
    for text, place in written_texts(sheet):
        found = _MARKUP.search(text) if "<" in text or "&" in text else None
        if found:
            yield Fault(f"文字里带有网页标记“{found[0]:.20}”", (place(),), "没有标记的文字", "删去这些标记，文字不变")
