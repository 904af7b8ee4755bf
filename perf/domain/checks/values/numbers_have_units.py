"""指标值是数字的，写明单位。

只写“12”，看不出是 12 场、12 人还是 12 万元；只写“95”，看不出是不是百分之九十五。

不对：三级指标“服务企业”，指标值“≥64”。
对：三级指标“服务企业”，指标值“≥64 家”。
"""

import re
from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.checks.values.wording import has_column
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

_UNIT_IN_NAME = re.compile(r"[（(].{1,12}[）)]$")
_YEARS = range(1990, 2100)


@rule(Severity.WARNING, yields_to=("number_cells_hold_only_the_number",))
def numbers_have_units(sheet: TargetSheet) -> Iterator[Fault]:
    """Find numbers without a unit; where the form has a column for it, its blank cell is an error."""
    column = "unit" if has_column(sheet, "unit") else "value"
    for row in sheet.target.indicators:
        number = row.value.number if row.value else None
        if row.value is None or row.value.unit or not number or number in _YEARS or _UNIT_IN_NAME.search(row.name):
            continue
        yield Fault(
            "指标值是数字，却没有单位",
            (sheet.at_indicator(row, column),),
            "数字的单位，如 %、次、人、万元",
            "补上单位",
            Severity.ERROR if column == "unit" else None,
        )
