"""How values are said on every page; what a value prints is decided by the domain."""

from datetime import datetime
from decimal import Decimal

from perf.domain.days import CHINA, day_in_china, say_day
from perf.domain.values import show_number

_SIZE_UNIT = 1024 * 1024


def say_date(moment: datetime) -> str:
    """Say a moment's day in China: 2026年3月1日."""
    return say_day(day_in_china(moment))


def say_moment(moment: datetime) -> str:
    """Say a moment in China to the minute: 2026年3月1日 08:05."""
    return f"{say_date(moment)} {moment.astimezone(CHINA):%H:%M}"


def say_time(moment: datetime) -> str:
    """Say a moment's time of day in China: 08:05."""
    return f"{moment.astimezone(CHINA):%H:%M}"


def say_amount(amount: Decimal | None, unit: str | None) -> str:
    """Say an amount with its unit, or that none is stated."""
    return "未填" if amount is None else f"{show_number(amount)} {unit or ''}".rstrip()


def say_size(size: int) -> str:
    """Say a size in bytes as whole megabytes."""
    return f"{size // _SIZE_UNIT} MB"
