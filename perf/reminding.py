"""Sending the reminders of a day, for the command line and for cron."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.domain.days import day_in_china, say_day
from perf.mail import Letter, send_letters
from perf.mail_settings import MailServer
from perf.overview.letters import subject_of, text_of
from perf.overview.operations.reminders import claim, release
from perf.overview.queries.reminding import PersonToRemind, people_to_remind
from perf.plain_words import PlainWordsError


class NotAllSent(PlainWordsError):
    """Some reminders could not be sent; says how many and why."""


def remind(engine: Engine, server: MailServer | None, *, address: str, now: datetime) -> Iterator[str]:
    """Write to everybody who is to be reminded today and has an address, and say how many were and were not.

    May be run any number of times, also twice at once: nobody gets two letters about one matter, nor two a day. What
    could not be sent is tried again by the next run. Each letter is claimed before it is sent, so that a run that is
    killed between the two loses that letter rather than sending it twice; the work list tells the same. Raises
    :class:`NotAllSent`, after everything else, where some could not be sent.
    """
    people = _people(engine, now)
    yield from _summary(people, now)
    if server is None:
        yield "还没有设邮件服务器（JIXIAO_SMTP_HOST 等），没有发邮件；提醒只显示在各人的待办页"
        return
    claimed: list[tuple[int, ...]] = []
    deliveries = send_letters(server, _claimed_letters(engine, people, claimed, address, now), now=now)
    problems = []
    for kept, delivery in zip(claimed, deliveries, strict=True):
        if delivery.problem is not None:
            with transaction(engine) as session:
                release(session, kept)
            problems.append(delivery.problem)
    yield f"已发出 {len(deliveries) - len(problems)} 封"
    if problems:
        counted = "；".join(f"{problem}（{problems.count(problem)} 封）" for problem in dict.fromkeys(problems))
        raise NotAllSent(f"没有发出 {len(problems)} 封，下次运行会再发：{counted}")


def _claimed_letters(
    engine: Engine, people: tuple[PersonToRemind, ...], claimed: list[tuple[int, ...]], address: str, now: datetime
) -> Iterator[Letter]:
    """Give the letters one by one, each claimed only when its turn has come; what was claimed is noted."""
    for person in people:
        if person.email is None:
            continue
        with transaction(engine) as session:
            kept = claim(session, person, now=now)
        if kept:
            claimed.append(kept)
            yield Letter(person.email, subject_of(person), text_of(person, address))


def rehearse(engine: Engine, *, now: datetime) -> Iterator[str]:
    """Say who would be written to and what, without sending or keeping anything."""
    people = _people(engine, now)
    yield from _summary(people, now)
    for person in people:
        unit = f"（{person.department_name}）" if person.department_name else ""
        yield f"{person.full_name}{unit}：{'发邮件' if person.email else '没有邮箱，只显示在待办页'}"
        yield from (f"    {line}" for line in text_of(person, "").splitlines() if line.startswith("·"))


def _people(engine: Engine, now: datetime) -> tuple[PersonToRemind, ...]:
    with reading(engine) as session:
        return people_to_remind(session, day_in_china(now))


def _summary(people: tuple[PersonToRemind, ...], now: datetime) -> Iterator[str]:
    """Say how many there are of each kind."""
    without = sum(person.email is None for person in people)
    yield f"{say_day(day_in_china(now))}：要提醒 {len(people)} 人，其中 {without} 人没有邮箱，只显示在待办页"
