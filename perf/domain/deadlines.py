"""Deadlines (截止日期): days in China; what is due soon or late, when people are reminded, and when submitting ends."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from perf.domain.days import say_day
from perf.domain.text import is_clean

USUAL_REMINDERS = (7, 1)
"""How many days before a deadline people are reminded, where nothing else is set."""

EARLIEST_REMINDER = 60
"""At most so many days before a deadline somebody is reminded."""

_SOON = 7
_DAY = timedelta(days=1)
_NEXT_YEAR_FROM = 7
"""From this month on (一上 begins in summer), the budget that is drawn up is next year's."""


class Urgency(Enum):
    """How pressing something is."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as somebody sees it on a day.

    Attributes:
        day: the last day on which it is in time.
        today: the day on which it is looked at.
    """

    day: date
    today: date

    @property
    def days_left(self) -> int:
        """Give the days that are left, 0 on the last one, below zero when it is over."""
        return (self.day - self.today).days

    @property
    def urgency(self) -> Urgency:
        """Say how pressing it is."""
        if self.days_left < 0:
            return Urgency.OVERDUE
        if self.days_left == 0:
            return Urgency.TODAY
        return Urgency.SOON if self.days_left <= _SOON else Urgency.LATER

    @property
    def label(self) -> str:
        """Say it: 已过期 3 天, 今天截止, 还剩 5 天."""
        if self.days_left < 0:
            return f"已过期 {-self.days_left} 天"
        return "今天截止" if self.days_left == 0 else f"还剩 {self.days_left} 天"


@dataclass(frozen=True, slots=True)
class Closing:
    """That tables of a year cannot be submitted any more once their drafting is due.

    Attributes:
        reason: why, as people are told.
    """

    reason: str

    def __post_init__(self) -> None:
        """Refuse a reason that is none."""
        if not self.reason or not is_clean(self.reason):
            raise ValueError("a year is closed with a reason")

    def refusal(self, day: date | None, today: date) -> str | None:
        """Say why a table that was never submitted cannot be now, ``None`` where it can."""
        if day is None or today <= day:
            return None
        return (
            f"填报已于 {say_day(day)}截止，不再受理新的送审：{self.reason}。"
            "确有原因的，请联系财政绩效科给本单位延期，延期后就能送审；填好的内容都在，可以继续修改"
        )


def reminder_point(day: date, before: Collection[int], today: date) -> date | None:
    """Give the latest day up to today on which people are to be reminded of a deadline, ``None`` before the first.

    Those are so many days ``before`` it, and the day after. Who was not reminded on such a day (nothing was owed yet,
    or no reminders were sent that day) is reminded on the next day that reminders are sent.
    """
    points = (*(day - days * _DAY for days in before), day + _DAY)
    return max((point for point in points if point <= today), default=None)


def read_reminders(written: str) -> tuple[int, ...]:
    """Read the days before a deadline, as they are typed: ``7、1``; refuses, with ``ValueError``, what is none."""
    for separator in "、，,;；天":
        written = written.replace(separator, " ")
    days = {int(word) if word.isdecimal() and len(word) < 4 else -1 for word in written.split()}
    if not all(0 <= each <= EARLIEST_REMINDER for each in days):
        raise ValueError("days are whole numbers")
    return tuple(sorted(days, reverse=True))


def show_reminders(days: Iterable[int]) -> str:
    """Write days as :func:`read_reminders` reads them."""
    return "、".join(map(str, days))


def days_late(day: date | None, done: date | None) -> int:
    """Give how many days after its deadline something was done; 0 in time, without deadline, and for what is open."""
    return 0 if day is None or done is None else max(0, (done - day).days)


def year_drawn_up(today: date) -> int:
    """Give the budget year whose tables are drawn up, where no deadline tells."""
    return today.year + (today.month >= _NEXT_YEAR_FROM)
