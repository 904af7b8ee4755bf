"""没有内容的预算公开表也要公开，并说明为什么是空表。

没有数也要公开空表，并说明情况，读者才分得清是没有这项预算，还是漏填了。照抄“无内容应公开空表并说明情况”不算说明；正文里说明了的算。

不对：政府性基金预算支出情况表是空的，备注只有“无内容应公开空表并说明情况”。
对：政府性基金预算支出情况表是空的，备注写“本单位没有政府性基金预算，本表为空表”。
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from perf.domain.budget_tables import BudgetTable
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place
from perf.domain.terms import Severity

_SENTENCE_ENDS = re.compile(r"[。；;\n]")


@rule(Severity.ERROR, basis="财预〔2016〕143号")
def empty_tables_say_why(
    document: PublishedDocument,
    *,
    boilerplate: Sequence[str],
    reasons: Sequence[str],
    subjects: Mapping[str, Sequence[str]],
) -> Iterator[Fault]:
    """Find budget tables without any amount that neither their note nor the text explains."""
    empty = [table for table in document.budget.tables if _is_empty(table)]
    explained = [
        sentence
        for paragraph in (document.paragraphs if empty else ())
        for sentence in _SENTENCE_ENDS.split(paragraph.text)
        if any(reason in sentence for reason in reasons)
    ]
    for table in empty:
        note = table.note or ""
        for phrase in boilerplate:
            note = note.replace(phrase, "")
        words = subjects.get(table.kind.value, ())
        in_text = any(word in sentence for word in words for sentence in explained)
        if not in_text and not any(reason in note for reason in reasons):
            yield Fault(
                "空表没有说明为什么没有内容",
                (Place(table.title, None, "备注", table.note or "", table.table_number, None, table.source),),
                "表下一句说明，如“本单位没有这项预算，本表为空表”",
                "在备注里写明没有内容的原因；其实有内容的，补上金额",
            )


def _is_empty(table: BudgetTable) -> bool:
    return not any(amount.number != 0 for row in table.rows for amount in row.amounts.values())
