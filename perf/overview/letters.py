"""What a reminder says: plain words, the tables and until when, and where to go on. No personal data but the name."""

from collections.abc import Sequence

from perf.domain.days import say_day
from perf.domain.duties import Duty
from perf.overview.queries.reminding import Owed, PersonToRemind

_LISTED = 20
"""So many tables are named; more would not be read."""

_TO_DO = {
    Duty.DRAFTING: "要填报、送审的表",
    Duty.UNIT_LEADER: "等您审签的表",
    Duty.SUPERVISING_DEPARTMENT: "等主管部门审核的表",
    Duty.FINANCE_BUSINESS: "等业务科室审核的表",
    Duty.FINANCE_PERFORMANCE: "等绩效科审核、批复的表",
}


def subject_of(person: PersonToRemind) -> str:
    """Say in one line how much there is."""
    late = person.overdue_count
    soon = len(person.owed) - late
    parts = ([f"{late} 张表已过期"] if late else []) + ([f"{soon} 张表快到期"] if soon else [])
    return f"绩效目标待办：{'，'.join(parts)}"


def text_of(person: PersonToRemind, address: str) -> str:
    """Write the reminder; ``address`` is where the installation's pages begin."""
    lines = [f"{person.full_name}，您好：", ""]
    listed = person.owed[:_LISTED]
    for duty in Duty:
        theirs = [each for each in listed if each.matter.duty is duty]
        if theirs:
            lines += [f"{_TO_DO[duty]}：", *_lines(theirs), ""]
    if len(person.owed) > len(listed):
        lines += [f"另有 {len(person.owed) - len(listed)} 张，请在待办里看。", ""]
    lines += [
        f"请打开待办办理：{address.rstrip('/')}/work",
        "",
        "这封信由系统自动发出，请不要回复。同一件事在截止前和过期的第二天各提醒一次，一天最多一封。",
    ]
    return "\n".join(lines) + "\n"


def _lines(owed: Sequence[Owed]) -> list[str]:
    """Write a line a table."""
    return [
        f"· {each.matter.fiscal_year} 年度 {each.name}"
        f"{'' if each.name == each.department_name else f'（{each.department_name}）'}"
        f"{'' if each.is_begun else '，还没有开始'}：{say_day(each.due.day)}截止，{each.due.label}"
        for each in owed
    ]
