"""公开的绩效目标表里没有个人信息。

联系人姓名、手机号、身份证号公开出去收不回来，只隐去中间四位的手机号也还能认出人。要联系的，公布办公电话。

不对：联系电话“138****0000”，联系人填了姓名，原样公开。
对：公开前把联系人、联系电话隐去，或换成办公室的座机。
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.text.written_texts import written_texts
from perf.domain.personal_data import masked, masked_name, personal_data_in
from perf.domain.places import Place
from perf.domain.sources import Source
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING, basis="个人信息保护法")
def no_personal_data_in_targets(sheet: TargetSheet, *, personal_fields: Sequence[str]) -> Iterator[Fault]:
    """Find filled personal fields, and personal data in any other text of a target or cell of its table."""
    personal = sheet.schema.personal_fields.union(personal_fields)
    filled = {field.key: field.text for field in sheet.target.fields if field.key in personal}
    seen: dict[str | None, Source | None] = {}
    for key, text in filled.items():
        place = sheet.at_field(key)
        seen[place.part] = place.source
        yield _fault("填了个人信息", replace(place, read=masked_name(text)))
    for text, give_place in written_texts(sheet):
        kinds = personal_data_in(text)
        found = give_place() if kinds else None
        if found and found.part not in seen:
            seen[found.part] = found.source
            for kind in kinds:
                yield _fault(f"文字里有{kind}", found)
    yield from _elsewhere(sheet, frozenset(seen.values()))


def _elsewhere(sheet: TargetSheet, seen: Set[Source | None]) -> Iterator[Fault]:
    """Look through the cells that no part of the target was read from, such as a line of signatures."""
    for cell in sheet.grid.cells if sheet.grid else ():
        kinds = personal_data_in(cell.text)
        if kinds and cell.source is not None and cell.source not in seen:
            place = Place(sheet.name, read=masked(cell.text), table_number=sheet.table_number, source=cell.source)
            for kind in kinds:
                yield _fault(f"文字里有{kind}", place)


def _fault(message: str, place: Place) -> Fault:
    """Word the fault the same wherever it stands."""
    return Fault(
        message, (place,), "公开前隐去，或换成单位的办公电话", "公开前删去或隐去；表中必须填的，公开时另出一份隐去的"
    )
