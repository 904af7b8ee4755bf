"""表头必填的栏目都要填写。

项目名称、主管部门、实施单位、部门名称是认表的依据，空着就不知道这张表是谁的、管的是哪个项目，审核和公开时都会被退回。
表样里没有的栏目不要求填。

不对：“主管部门及代码”一栏空着，后面直接是“实施单位”。
对：主管部门及代码填“某市交通运输局 [215]”，实施单位填“某市公路养护中心”。
"""

from collections.abc import Iterator, Sequence

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.ERROR, basis="财预〔2015〕88号")
def required_fields_are_filled(
    sheet: TargetSheet, *, required: Sequence[str], blank_words: Sequence[str]
) -> Iterator[Fault]:
    """Find required head fields that the table prints and that hold nothing, or only a stroke."""
    names = sheet.schema.field_names
    for key in required:
        text = sheet.target.field_text(key)
        is_blank = text in blank_words if text else key in names and sheet.prints(names[key])
        if is_blank:
            place = sheet.at_field(key)
            yield Fault(
                f"“{place.row}”没有填写",
                (place,),
                f"写明{place.row}",
                "在这一格填上全称，与部门预算公开的名称一致",
            )
