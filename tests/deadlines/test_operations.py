"""Deadlines as they are set, extended and asked for, on both databases."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.deadlines.operations import DeadlineError, WantedDay, end_extension, extend, set_deadlines
from perf.deadlines.queries import (
    YearDeadlines,
    calendar_of,
    day_for,
    deadlines_of_year,
    why_closed,
    years_with_deadlines,
)
from perf.departments.operations import DepartmentError, department_id
from perf.domain.duties import Duty
from tests.pages import HOSTILE, NOW
from tests.reviews.circulation import everybody

DRAFTING, SIGNING = date(2026, 3, 10), date(2026, 3, 20)
DAYS = {Duty.DRAFTING: WantedDay(DRAFTING, (7, 1)), Duty.UNIT_LEADER: WantedDay(SIGNING, ())}


@pytest.fixture
def people(engine: Engine) -> Mapping[str, int]:
    """Departments, and everybody in them."""
    return everybody(engine)


def set_days(engine: Engine, user_id: int, days: Mapping[Duty, WantedDay] = DAYS, reason: str | None = None) -> None:
    with transaction(engine) as session:
        set_deadlines(session, 2026, days, closing_reason=reason, user_id=user_id, now=NOW)


def give(engine: Engine, user_id: int, day: date, reason: str = "馆舍搬迁", code: str = "999001") -> None:
    with transaction(engine) as session:
        extend(session, 2026, Duty.DRAFTING, (code, day, reason), user_id=user_id, now=NOW)


def kept(engine: Engine) -> YearDeadlines:
    with reading(engine) as session:
        return deadlines_of_year(session, 2026)


def day_of(engine: Engine, code: str, duty: Duty = Duty.DRAFTING) -> date | None:
    with transaction(engine) as session:
        number = department_id(session, code)
        day = day_for(session, 2026, duty, number)
        assert calendar_of(session, [2026]).day(2026, duty, number) == day
        return day


def test_days_are_kept_with_who_set_them_and_when_to_remind(engine: Engine, people: Mapping[str, int]) -> None:
    set_days(engine, people["performance"])
    set_days(engine, people["colleague"], DAYS | {Duty.UNIT_LEADER: WantedDay(date(2026, 3, 25), (3,))})
    days = kept(engine).days
    assert list(days) == [Duty.DRAFTING, Duty.UNIT_LEADER]
    assert (days[Duty.DRAFTING].day, days[Duty.DRAFTING].reminders, days[Duty.DRAFTING].set_by) == (
        DRAFTING,
        (7, 1),
        "某performance",
    )
    assert (days[Duty.UNIT_LEADER].reminders, days[Duty.UNIT_LEADER].set_by) == ((3,), "某colleague")
    with reading(engine) as session:
        assert years_with_deadlines(session) == {2026: DRAFTING}


def test_a_duty_without_day_has_no_deadline_any_more(engine: Engine, people: Mapping[str, int]) -> None:
    set_days(engine, people["performance"])
    give(engine, people["performance"], date(2026, 3, 15))
    set_days(engine, people["performance"], {Duty.UNIT_LEADER: DAYS[Duty.UNIT_LEADER]})
    assert list(kept(engine).days) == [Duty.UNIT_LEADER]
    assert kept(engine).extensions == ()
    assert day_of(engine, "999001") is None


def test_one_department_gets_a_later_day_and_another_one_still(engine: Engine, people: Mapping[str, int]) -> None:
    set_days(engine, people["performance"])
    give(engine, people["performance"], date(2026, 3, 15))
    give(engine, people["colleague"], date(2026, 3, 16), reason=HOSTILE)
    (extension,) = kept(engine).extensions
    assert (extension.day, extension.usual_day, extension.reason) == (date(2026, 3, 16), DRAFTING, HOSTILE)
    assert (extension.code, extension.set_by) == ("999001", "某colleague")
    assert [day_of(engine, code) for code in ("999001", "999002", "999")] == [date(2026, 3, 16), DRAFTING, DRAFTING]
    assert day_of(engine, "999001", Duty.UNIT_LEADER) == SIGNING
    for _ in range(2):
        with transaction(engine) as session:
            end_extension(session, 2026, extension.id)
    assert day_of(engine, "999001") == DRAFTING


def test_an_extension_that_the_common_day_overtakes_goes(engine: Engine, people: Mapping[str, int]) -> None:
    set_days(engine, people["performance"])
    give(engine, people["performance"], date(2026, 3, 15))
    set_days(engine, people["performance"], {Duty.DRAFTING: WantedDay(date(2026, 3, 15), (7,))})
    assert kept(engine).extensions == ()


@pytest.mark.parametrize(
    ("days", "reason", "words", "field"),
    [
        ({Duty.DRAFTING: WantedDay(date(2062, 3, 1), ())}, None, "核对日期里的年份", "drafting"),
        (DAYS | {Duty.UNIT_LEADER: WantedDay(date(2026, 3, 9), ())}, None, "早于“填报”", "unit_leader"),
        ({Duty.UNIT_LEADER: DAYS[Duty.UNIT_LEADER]}, "要汇总", "要先有“填报”", "drafting"),
        (DAYS, " ", "还没有写", "reason"),
        (DAYS, "长" * 201, "201 字", "reason"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    engine: Engine,
    people: Mapping[str, int],
    days: Mapping[Duty, WantedDay],
    reason: str | None,
    words: str,
    field: str,
) -> None:
    with pytest.raises(DeadlineError, match=words) as refused:
        set_days(engine, people["performance"], days, reason)
    assert refused.value.field == field
    assert kept(engine).days == {}


def test_an_extension_that_extends_nothing_is_refused(engine: Engine, people: Mapping[str, int]) -> None:
    user_id = people["performance"]
    with pytest.raises(DeadlineError, match="还没有截止日期"):
        give(engine, user_id, date(2026, 3, 15))
    set_days(engine, user_id)
    for day, reason, words in (
        (DRAFTING, "搬迁", "要晚于"),
        (date(2062, 3, 15), "搬迁", "年份"),
        (date(2026, 3, 15), "", "理由"),
    ):
        with pytest.raises(DeadlineError, match=words):
            give(engine, user_id, day, reason)
    for code in ("no-such", "a\x00b", "一"):
        with pytest.raises(DepartmentError, match="还没有单位代码"):
            give(engine, user_id, date(2026, 3, 15), code=code)
    with transaction(engine) as session, pytest.raises(DepartmentError, match="预算年度"):
        set_deadlines(session, 1999, {}, closing_reason=None, user_id=user_id, now=NOW)


def test_a_closed_year_takes_nothing_after_the_day_but_from_who_has_a_later_one(
    engine: Engine, people: Mapping[str, int]
) -> None:
    set_days(engine, people["performance"], reason="要汇总上会")
    give(engine, people["performance"], date(2026, 3, 15))
    for code, day, is_closed in (
        ("999002", DRAFTING, False),
        ("999002", date(2026, 3, 11), True),
        ("999001", date(2026, 3, 15), False),
        ("999001", date(2026, 3, 16), True),
    ):
        with transaction(engine) as session:
            reason = why_closed(session, 2026, department_id(session, code), day)
        assert (reason is not None) == is_closed
        assert reason is None or "要汇总上会" in reason
    set_days(engine, people["performance"])
    with transaction(engine) as session:
        assert why_closed(session, 2026, department_id(session, "999002"), date(2026, 3, 11)) is None
