"""同一个单位的名称处处写得一样。

标题、封面、各张表里的单位名称应当是规范的全称。少一两个字，看起来就像另一个单位。

不对：封面写“某县水务局河道管理中心”，表中写“某县水务局河管理中心”。
对：封面和表中都写“某县水务局河道管理中心”。
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.text_places import at_paragraph
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import Place
from perf.domain.terms import BudgetTableKind, Severity
from perf.domain.unit_names import can_be_misspelt, misspellings

_NAME_LINE = re.compile(
    r"(?P<label>(?:单位|部门)名称\s*[:：]\s*)?(?P<name>[^，。：:、；《》\s\d]{7,39}(?P<end>[^，。：:、；《》\s\d]))"
)
_ENDS_OF_UNITS = frozenset("局委办院所站心校学园馆队会社司厅部处科室府署台团库场厂段组")
"""What units end in: a line by itself that ends otherwise is a title (…情况表) or a heading."""
_UNIT_TABLES = (BudgetTableKind.FISCAL_EXPENDITURE, BudgetTableKind.THREE_PUBLIC, BudgetTableKind.TRANSFERS,
                BudgetTableKind.PROCUREMENT)  # fmt: skip


@rule(Severity.WARNING)
def unit_names_agree(document: PublishedDocument, *, fields: Sequence[str]) -> Iterator[Fault]:
    """Find names of units that lack a character or two of another name said more often."""
    names: dict[str, list[Place]] = {}
    for name, place in _names(document, fields):
        if can_be_misspelt(name):
            names.setdefault(name, []).append(place)
    for short, long in _nearly_equal(names):
        if _tables(names[short]) & _tables(names[long]):
            continue  # one table lists them as two units
        rare, usual = sorted((short, long), key=lambda name: len(names[name]))
        yield Fault(
            f"单位名称前后不一致：这里是“{rare}”，别处是“{usual}”",
            (*names[rare], names[usual][0]),
            usual,
            "改成单位的规范全称，各处写得一样",
        )


def _names(document: PublishedDocument, fields: Sequence[str]) -> Iterator[tuple[str, Place]]:
    """Give every name of a unit, and every line that may be one, with its place."""
    for paragraph in document.paragraphs:
        found = _NAME_LINE.fullmatch(paragraph.text)
        if found and (found["label"] or found["end"] in _ENDS_OF_UNITS):
            yield found["name"], at_paragraph(paragraph, found["name"])
    for table in document.budget.tables:
        for row in table.rows if table.kind in _UNIT_TABLES else ():
            if not row.is_total:
                yield row.name, replace(table.place(row), read=row.name)
    for sheet in document.sheets:
        for key in fields:
            if text := sheet.target.field_text(key):
                yield text, sheet.at_field(key)


def _nearly_equal(names: Mapping[str, list[Place]]) -> Iterator[tuple[str, str]]:
    """Give pairs of which the first is the second without one or two characters in its midst."""
    for long in names:
        yield from ((short, long) for short in sorted(misspellings(long)) if short in names)


def _tables(places: Sequence[Place]) -> set[int]:
    """Give the budget tables that list a name as a row; fields of targets have no place among rows."""
    return {place.table_number for place in places if place.table_number is not None and place.part is None}
