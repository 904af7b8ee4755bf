"""正文里没有留下模板的填写提示和备选用语。

公开说明多是在上年文稿或模板上改的，“增加（减少）”这样的备选用语要按实际情况留一个，填写提示要删掉。留在公开文本里，读的人不知道到底是增加还是减少。

不对：项目支出 30 万元，比上年增加（减少）5 万元。
对：项目支出 30 万元，比上年减少 5 万元。
"""

import re
from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.leftovers import placeholders_in
from perf.domain.checks.narrative.text_places import at_paragraph, excerpt
from perf.domain.checks.rule import rule
from perf.domain.documents.blocks import Paragraph
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity

_BRACKETS = str.maketrans("()／", "（）/")


@rule(Severity.ERROR)
def template_wording_is_replaced(
    document: PublishedDocument, *, alternatives: Sequence[str], hints: Sequence[str]
) -> Iterator[Fault]:
    """Find alternatives nobody chose from, hints and placeholders; each wording is one finding with many places."""
    choice, hint = _any_of(alternatives), _any_of(hints)
    for paragraph in document.paragraphs:
        if paragraph.tables_before - 1 in document.recognitions:
            continue  # notes printed below a target table are part of its form
        for word, read in _found(choice, paragraph):
            yield _fault(paragraph, read, f"备选用语“{word}”没有按实际情况选定", "按实际情况只留其中一个")
        for word, read in (*_found(hint, paragraph), *_placeholders(paragraph)):
            yield _fault(paragraph, read, f"模板的填写提示“{word}”没有删改", "按实际情况填写，并删去提示")


def _fault(paragraph: Paragraph, read: str, message: str, fix: str) -> Fault:
    return Fault(message, (at_paragraph(paragraph, read),), "符合实际情况的说法", fix)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Give what finds any of some words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)")


def _placeholders(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Give each placeholder that a paragraph holds, with what stands around it."""
    for found in placeholders_in(paragraph.text):
        yield found[0], excerpt(paragraph.text, found.start(), found.end())


def _found(wanted: re.Pattern[str], paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Give each wording that a paragraph holds, once, with what stands around it."""
    places = [place for place, character in enumerate(paragraph.text) if not character.isspace()]
    folded = "".join(paragraph.text.translate(_BRACKETS).split())
    seen = set()
    for found in wanted.finditer(folded):
        if found[0] not in seen:
            seen.add(found[0])
            yield found[0], excerpt(paragraph.text, places[found.start()], places[found.end() - 1] + 1)
