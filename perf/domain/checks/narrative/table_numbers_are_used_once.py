"""目录里每张表的编号只用一次。

两张表用同一个编号，正文说“见表十三”就不知道是哪一张。

不对：目录里“表十二、转移支付表”“表十二、政府采购预算表”。
对：目录里“表十二、转移支付表”“表十三、政府采购预算表”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import at_paragraph
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place
from perf.domain.terms import Severity
from perf.domain.text import label_key

_NUMBERED = re.compile(
    r"\s*(?:[（(]?\d{1,2}[）)]?[.、]?\s*)?(?P<number>表(?:[一二三四五六七八九十]{1,3}|\d{1,2}))[、.:：\s]\s*(?P<name>\S.{0,80})"
)
_CONTENTS, _TITLES = "contents", "titles"
_TITLE_LINES = 3


@rule(Severity.WARNING)
def table_numbers_are_used_once(document: PublishedDocument) -> Iterator[Fault]:
    """Find numbers that two tables of different names have, in the same list or among the titles."""
    seen: dict[tuple[str | int, str], dict[str, Place]] = {}
    for context, text, place in _lines(document):
        if found := _NUMBERED.fullmatch(text):
            seen.setdefault((context, found["number"]), {}).setdefault(label_key(found["name"]), place)
    for (_, number), names in seen.items():
        if len(names) > 1:
            places = tuple(names.values())
            yield Fault(
                f"“{number}”这个编号用了 {len(names)} 次",
                places,
                "每张表一个编号",
                "按顺序重新编号，目录和表头写得一样",
            )


def _lines(document: PublishedDocument) -> Iterator[tuple[str | int, str, Place]]:
    """Give every line that may number a table: titles, the contents, and tables that hold neither targets nor budgets.

    The contents stand before the first table; the last lines there are that table's own title.
    """
    for budget_table in document.budget.tables:
        title = budget_table.title
        yield _TITLES, title, Place(title, None, None, title, budget_table.table_number, source=budget_table.source)
    contents = [paragraph for paragraph in document.paragraphs if not paragraph.tables_before]
    for paragraph in contents[:-_TITLE_LINES] if document.tables else contents:
        yield _CONTENTS, paragraph.text, at_paragraph(paragraph, paragraph.text)
    known = {table.table_number for table in document.budget.tables} | document.recognitions.keys()
    for number, table in enumerate(document.tables):
        title = table.before[-1] if table.before else "目录"
        for cell in table.grid.cells if number not in known else ():
            yield number, cell.text, Place(title, cell.text, None, cell.text, number, source=cell.source)
