"""正文里同一列的序号不重复。

序号重了不影响金额，但容易看漏一条，引用时也说不清是哪一条。

不对：“3. 社会保障支出…”后面又是“3. 卫生健康支出…”。
对：“3. 社会保障支出…”后面是“4. 卫生健康支出…”。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import passages
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.passages import Passage
from perf.domain.terms import Severity

_ITEM = re.compile(r"[-*\s]*(?P<number>\d{1,2})[.．、](?!\d)")


@rule(Severity.NOTE)
def list_numbers_are_not_repeated(document: PublishedDocument) -> Iterator[Fault]:
    """Find an item with the number of the item right above it, under the same heading."""
    for above, below in pairwise(passages(document)):
        first, second = _number(above), _number(below)
        if first and first == second and above.headings == below.headings:
            places = (below.place(0, f"{second}."), above.place(0, f"{first}."))
            yield Fault(f"序号“{first}.”连着用了两次", places, f"{int(first) + 1}.", "往下顺延编号")


def _number(passage: Passage) -> str | None:
    found = _ITEM.match(passage.text)
    return found["number"] if found else None
