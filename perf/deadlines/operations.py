"""Setting deadlines. Callers open and commit the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from perf.deadlines.queries import SetDeadline, deadlines_of_year
from perf.deadlines.records import DeadlineExtension, DeadlineRecord, YearClosing
from perf.departments.operations import department_id, require_fiscal_year
from perf.domain.days import say_day
from perf.domain.duties import Duty
from perf.domain.text import clean_text
from perf.plain_words import PlainWordsError

REASON_LIMIT = 200
"""Longest reason, in characters."""


class DeadlineError(PlainWordsError):
    """A deadline that cannot be kept; its text is a Chinese sentence for the user.

    Attributes:
        field: what it is about: the value of a duty, ``reason``, ``code`` or ``day``.
    """

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class WantedDay:
    """A deadline that is to be set: the day, and how many days before it people are reminded."""

    day: date
    reminders: tuple[int, ...]


def set_deadlines(
    session: Session,
    fiscal_year: int,
    days: Mapping[Duty, WantedDay],
    *,
    closing_reason: str | None,
    user_id: int,
    now: datetime,
) -> None:
    """Set the deadlines of a budget year to these, and whether nothing is submitted once drafting is due, and why.

    A duty without a day has no deadline, and its extensions go too; an extension that is no longer one goes as well.
    Refuses, with :class:`DeadlineError`, days that do not follow each other as the duties do, and a year that is closed
    without a day or a reason; with ``DepartmentError`` a year that is none.
    """
    require_fiscal_year(session, fiscal_year)
    for duty, wanted in days.items():
        _require_near(duty.value, fiscal_year, wanted.day)
    _require_order(days)
    _write_days(session, fiscal_year, days, user_id=user_id, now=now)
    _write_closing(session, fiscal_year, days, closing_reason, user_id=user_id, now=now)
    for extension in session.exec(select(DeadlineExtension).where(DeadlineExtension.fiscal_year == fiscal_year)):
        usual = days.get(Duty(extension.duty))
        if usual is None or extension.day <= usual.day:
            session.delete(extension)
    session.flush()


def extend(
    session: Session,
    fiscal_year: int,
    duty: Duty,
    extended: tuple[str, date, str],
    *,
    user_id: int,
    now: datetime,
) -> None:
    """Give one department a later day for a reason, or another one than it had; ``extended`` is code, day, reason.

    Refuses, with :class:`DeadlineError`, a day that is not later than everybody's, a duty without deadline, and no
    reason; with ``DepartmentError`` an unknown code.
    """
    code, day, reason = extended
    usual = deadlines_of_year(session, fiscal_year).days.get(duty)
    _require_later(usual, fiscal_year, duty, day)
    words = _required_reason(reason, "延期的理由")
    number = department_id(session, code)
    record = session.exec(
        select(DeadlineExtension).where(
            DeadlineExtension.fiscal_year == fiscal_year,
            DeadlineExtension.duty == duty.value,
            DeadlineExtension.department_id == number,
        )
    ).one_or_none()
    values: dict[str, Any] = {"day": day, "reason": words, "set_by_id": user_id, "set_at": now}
    if record is None:
        place: dict[str, Any] = {"fiscal_year": fiscal_year, "duty": duty.value, "department_id": number}
        session.add(DeadlineExtension(**place, **values))
    else:
        record.sqlmodel_update(values)
    session.flush()


def end_extension(session: Session, fiscal_year: int, extension_id: int) -> None:
    """Let a department have everybody's day again; an extension that is gone already stays so."""
    wanted = (col(DeadlineExtension.id) == extension_id, col(DeadlineExtension.fiscal_year) == fiscal_year)
    record = session.exec(select(DeadlineExtension).where(*wanted)).one_or_none()
    if record is not None:
        session.delete(record)
        session.flush()


def _require_near(field: str, fiscal_year: int, day: date) -> None:
    """Refuse a day that is far from its budget year: most likely a year was mistyped."""
    if not fiscal_year - 2 <= day.year <= fiscal_year + 1:
        raise DeadlineError(f"{say_day(day)}离 {fiscal_year} 年度太远，请核对日期里的年份", field)


def _require_order(days: Mapping[Duty, WantedDay]) -> None:
    """Refuse a duty that is due before the one it follows."""
    former: tuple[Duty, date] | None = None
    for duty in Duty:
        if duty not in days:
            continue
        day = days[duty].day
        if former is not None and day < former[1]:
            raise DeadlineError(
                f"“{duty.label}”的截止日期 {say_day(day)}早于“{former[0].label}”的 {say_day(former[1])}，"
                "请改成同一天或更晚",
                duty.value,
            )
        former = (duty, day)


def _require_later(usual: SetDeadline | None, fiscal_year: int, duty: Duty, day: date) -> None:
    """Refuse an extension that extends nothing."""
    if usual is None:
        raise DeadlineError(f"{fiscal_year} 年度的“{duty.label}”还没有截止日期，请先在上面填好并保存", "duty")
    if day <= usual.day:
        raise DeadlineError(f"延到的日期要晚于大家的截止日期 {say_day(usual.day)}，现在填的是 {say_day(day)}", "day")
    _require_near("day", fiscal_year, day)


def _required_reason(written: str, name: str) -> str:
    reason = clean_text(written)
    if reason is None:
        raise DeadlineError(f"还没有写{name}，请写明，大家会看到", "reason")
    if len(reason) > REASON_LIMIT:
        raise DeadlineError(f"{name}有 {len(reason)} 字，最多 {REASON_LIMIT} 字，请缩短", "reason")
    return reason


def _write_days(
    session: Session, fiscal_year: int, days: Mapping[Duty, WantedDay], *, user_id: int, now: datetime
) -> None:
    """Write the days; one that stays as it is keeps who set it."""
    kept = session.exec(select(DeadlineRecord).where(DeadlineRecord.fiscal_year == fiscal_year))
    records = {Duty(record.duty): record for record in kept}
    for duty in Duty:
        record, wanted = records.get(duty), days.get(duty)
        if wanted is None:
            if record is not None:
                session.delete(record)
            continue
        reminders = " ".join(map(str, wanted.reminders))
        values: dict[str, Any] = {"day": wanted.day, "reminders": reminders, "set_by_id": user_id, "set_at": now}
        if record is None:
            session.add(DeadlineRecord(fiscal_year=fiscal_year, duty=duty.value, **values))
        elif (record.day, record.reminders) != (wanted.day, reminders):
            record.sqlmodel_update(values)


def _write_closing(
    session: Session,
    fiscal_year: int,
    days: Mapping[Duty, WantedDay],
    written: str | None,
    *,
    user_id: int,
    now: datetime,
) -> None:
    """Write whether, and why, a year is closed once drafting is due."""
    record = session.get(YearClosing, fiscal_year)
    if written is None:
        if record is not None:
            session.delete(record)
        return
    if Duty.DRAFTING not in days:
        raise DeadlineError("“过期后不能送审”要先有“填报”的截止日期，请填上", Duty.DRAFTING.value)
    reason = _required_reason(written, "过期后不能送审的理由")
    values: dict[str, Any] = {"reason": reason, "set_by_id": user_id, "set_at": now}
    if record is None:
        session.add(YearClosing(fiscal_year=fiscal_year, **values))
    elif record.reason != reason:
        record.sqlmodel_update(values)
