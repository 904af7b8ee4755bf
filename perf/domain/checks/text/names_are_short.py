"""指标名称简短。

名称太长，表里排不下，统计时也认不出是哪个指标；要解释的话写到备注或指标解释里。

不对：三级指标“按照上级部门关于进一步加强基层服务能力建设的要求开展的各类业务培训的总次数”。
对：三级指标“业务培训次数”。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity


@rule(Severity.WARNING, yields_to=("names_say_one_thing",))
def names_are_short(sheet: TargetSheet, *, most_characters: int) -> Iterator[Fault]:
    """Find names longer than a line of the table."""
    for row in sheet.target.indicators:
        if len(row.name) > most_characters:
            yield Fault(
                f"指标名称超过 {most_characters} 字",
                (sheet.at_indicator(row, "name"),),
                f"{most_characters} 字以内",
                "只留要考核的那件事，其余的移到备注",
            )
