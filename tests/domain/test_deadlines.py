"""Days: what is due, what is late, when people are reminded, and when a year is closed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.deadlines import (
    Closing,
    Due,
    Urgency,
    days_late,
    read_reminders,
    reminder_point,
    show_reminders,
    year_drawn_up,
)

DAY = date(2026, 9, 1)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
BEFORE = st.lists(st.integers(0, 60), max_size=4)


def on(days: int) -> date:
    """So many days after the deadline."""
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "label", "urgency"),
    [
        (on(3), "已过期 3 天", Urgency.OVERDUE),
        (on(1), "已过期 1 天", Urgency.OVERDUE),
        (on(0), "今天截止", Urgency.TODAY),
        (on(-1), "还剩 1 天", Urgency.SOON),
        (on(-7), "还剩 7 天", Urgency.SOON),
        (on(-8), "还剩 8 天", Urgency.LATER),
    ],
)
def test_a_deadline_is_said_in_words(today: date, label: str, urgency: Urgency) -> None:
    assert (Due(DAY, today).label, Due(DAY, today).urgency) == (label, urgency)


@pytest.mark.parametrize(
    ("today", "point"),
    [(-8, None), (-7, -7), (-5, -7), (-1, -1), (0, -1), (1, 1), (200, 1)],
)
def test_reminders_are_due_seven_days_and_one_before_and_the_day_after(today: int, point: int | None) -> None:
    assert reminder_point(DAY, (7, 1), on(today)) == (None if point is None else on(point))


@given(DAYS, BEFORE, st.integers(-100, 100))
def test_a_reminder_is_never_sent_ahead_of_its_day_and_its_days_only_go_on(
    day: date, before: list[int], days: int
) -> None:
    today = day + timedelta(days=days)
    point, later = reminder_point(day, before, today), reminder_point(day, before, today + timedelta(days=1))
    assert point is None or point <= today
    assert point is None or (later is not None and later >= point)
    assert len({reminder_point(day, before, day + timedelta(days=each)) for each in range(-70, 70)} - {None}) <= 5


@given(BEFORE)
def test_days_before_are_read_as_they_are_written(days: list[int]) -> None:
    assert read_reminders(show_reminders(days)) == tuple(sorted(set(days), reverse=True))


@pytest.mark.parametrize(
    ("typed", "days"),
    [("7、1", (7, 1)), (" 7天，1 天 ", (7, 1)), ("７,１", (7, 1)), ("", ()), ("3 3", (3,)), ("0", (0,))],
)
def test_days_are_read_as_people_type_them(typed: str, days: tuple[int, ...]) -> None:
    assert read_reminders(typed) == days


@pytest.mark.parametrize("typed", ["一", "-1", "61", "7.5", "9" * 2000, "<b>", "7\x00", "²", "每天"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="days are whole numbers"):
        read_reminders(typed)


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 6, 30), 2026), (date(2026, 7, 1), 2027), (date(2027, 1, 1), 2027)]
)
def test_next_years_budget_is_drawn_up_from_summer_on(today: date, year: int) -> None:
    assert year_drawn_up(today) == year


def test_only_what_was_done_after_the_day_is_late() -> None:
    assert [days_late(DAY, done) for done in (None, on(-1), on(0), on(2))] == [0, 0, 0, 2]
    assert days_late(None, on(2)) == 0


def test_a_closed_year_refuses_after_its_day_and_says_why_and_what_to_do() -> None:
    closing = Closing("要汇总上会")
    assert closing.refusal(DAY, on(0)) is None
    assert closing.refusal(None, on(9)) is None
    refusal = closing.refusal(DAY, on(1))
    assert refusal is not None
    assert all(words in refusal for words in ("2026年9月1日", "要汇总上会", "绩效科", "延期"))


@pytest.mark.parametrize("reason", ["", "a\x00b"])
def test_a_year_is_not_closed_without_a_reason(reason: str) -> None:
    with pytest.raises(ValueError, match="with a reason"):
        Closing(reason)
