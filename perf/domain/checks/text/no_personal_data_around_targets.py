"""公开文件的正文和其他表里没有个人信息。

手机号、身份证号、私人邮箱常常夹在落款、附件说明和别的表里，公开前要一并隐去。

不对：正文末尾“联系人：张三，手机 138 0000 1234”。
对：正文末尾“联系电话：0931-1234567（办公室）”。
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.text.other_tables import cells_of_other_tables
from perf.domain.documents.published import PublishedDocument
from perf.domain.personal_data import masked, personal_data_in
from perf.domain.places import TEXT, Place
from perf.domain.terms import Severity

_LONGEST_QUOTE = 80


@rule(Severity.WARNING, basis="个人信息保护法")
def no_personal_data_around_targets(document: PublishedDocument) -> Iterator[Fault]:
    """Find personal data in paragraphs, and in the tables that are no targets."""
    for paragraph in document.paragraphs:
        for kind in personal_data_in(paragraph.text):
            yield _fault(kind, Place(TEXT, read=_around(paragraph.text), source=paragraph.source))
    for place in cells_of_other_tables(document):
        for kind in personal_data_in(place.read):
            yield _fault(kind, replace(place, table=masked(place.table), read=_around(place.read)))


def _around(text: str) -> str:
    """Give a text masked, of a long one the part where the mask is."""
    shown = masked(text)
    changed: Sequence[int] = [at for at, pair in enumerate(zip(shown, text, strict=True)) if pair[0] != pair[1]]
    start = max((changed[0] if changed else shown.find("*")) - _LONGEST_QUOTE // 2, 0)
    return shown[start : start + _LONGEST_QUOTE] if len(shown) > _LONGEST_QUOTE else shown


def _fault(kind: str, place: Place) -> Fault:
    """Word the fault the same wherever it stands."""
    return Fault(f"文字里有{kind}", (place,), "公开前隐去，或换成单位的办公电话", "公开前删去或隐去")
