"""正文里列出的事项都有内容。

“项目名称：”这样的标题后面空着，读的人不知道说的是哪个项目。

不对：“项目名称：”后面空着，下一行就是“项目概况：…”。
对：“项目名称：道路养护经费”，下一行是“项目概况：…”。
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import at_paragraph
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def labels_have_content(document: PublishedDocument, *, labels: Sequence[str]) -> Iterator[Fault]:
    """Find labels with nothing behind them that are followed by the next label."""
    ordinal = r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?\s*)?"
    label = re.compile(rf"{ordinal}(?P<name>{'|'.join(map(re.escape, labels))})\s*[:：]")
    for above, below in pairwise(document.paragraphs):
        found = label.match(above.text)
        if found and found.end() == len(above.text.rstrip()) and label.match(below.text):
            name = found["name"]
            yield Fault(
                f"“{name}：”后面没有内容",
                (at_paragraph(above, above.text),),
                f"{name}的内容",
                f"补上{name}；没有就写“无”",
            )
