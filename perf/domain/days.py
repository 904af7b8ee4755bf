"""Which day it is where budgets are drawn up: deadlines, delegations and waivers count days, not moments."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
"""The time of all of China."""


def day_in_china(moment: datetime) -> date:
    """Give the day of a moment in China."""
    return moment.astimezone(CHINA).date()
