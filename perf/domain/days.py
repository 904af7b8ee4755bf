"""Which day it is where budgets are drawn up: deadlines, delegations and waivers count days, not moments."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The time of all of China."""


def day_in_china(moment: datetime) -> date:
    """Give the day of a moment in China."""
    return moment.astimezone(CHINA).date()


def say_day(day: date) -> str:
    """Say a day: 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
