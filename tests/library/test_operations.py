"""Proposals: kept once, decided once, by whoever comes first. On both databases."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from perf.database import reading, transaction
from perf.domain.library_entry import EntryState
from perf.library.operations import REASON_LIMIT, LibraryError, NoSuchEntry, accept, propose, refuse, retire
from perf.library.queries import Entry, Reader, known_entry, library_entry, own_proposals, waiting_proposals
from tests.library.indicators import MILEAGE, NOW, QUALITY, actor, drafter, fill, keeper, proposed

KEEPER = Reader(0, None, keeps_library=True)


def entry(engine: Engine, number: int) -> Entry:
    """Give an entry as those who keep the library see it."""
    with reading(engine) as session:
        found = known_entry(session, number, KEEPER)
    assert found is not None
    return found


def accept_as_it_is(engine: Engine, number: int, user: int) -> None:
    """Accept a proposal without a change."""
    with transaction(engine) as session:
        accept(session, number, entry(engine, number).indicator, actor(user), now=NOW)


def waiting(engine: Engine) -> list[int]:
    with reading(engine) as session:
        return [each.id for each in waiting_proposals(session, offset=0, limit=50)]


def test_a_proposal_waits_and_is_not_yet_in_the_library(engine: Engine) -> None:
    user = drafter(engine)
    number = proposed(engine, user)
    assert waiting(engine) == [number]
    with reading(engine) as session:
        assert library_entry(session, number) is None
        (own,) = own_proposals(session, Reader(user, None, keeps_library=False), offset=0, limit=50)
    assert (own.state, own.indicator, own.proposed_at) == (EntryState.PROPOSED, MILEAGE, NOW)


def test_pressing_twice_proposes_once_and_another_wording_waits_for_the_first(engine: Engine) -> None:
    user = drafter(engine)
    assert proposed(engine, user) == proposed(engine, user)
    with pytest.raises(LibraryError, match="还没有处理"):
        proposed(engine, user, replace(MILEAGE, value="300"))
    assert proposed(engine, drafter(engine, "other")) != proposed(engine, user)
    assert len(waiting(engine)) == 2


def test_what_the_library_has_is_not_proposed(engine: Engine) -> None:
    fill(engine, MILEAGE)
    with pytest.raises(LibraryError, match=r"已经有“公路 养护里程”（交通运输／公路养护／数量指标）"):
        proposed(engine, drafter(engine), replace(MILEAGE, name="公路 养护里程", value="1"))


def test_it_is_accepted_as_the_finance_side_words_it(engine: Engine) -> None:
    number, user = proposed(engine, drafter(engine)), keeper(engine)
    with transaction(engine) as session:
        accept(session, number, QUALITY, actor(user), now=NOW)
    with reading(engine) as session:
        taken = library_entry(session, number)
    assert taken is not None
    assert (taken.indicator, taken.decider, taken.decided_at) == (QUALITY, "某某", NOW)
    assert waiting(engine) == []


def test_it_is_refused_for_a_reason_that_stands_as_it_was_written(engine: Engine) -> None:
    number, user = proposed(engine, drafter(engine)), keeper(engine)
    for reason, answer in (("", "还没有写原因"), (" \u3000\x00", "还没有写原因"), ("长" * (REASON_LIMIT + 1), "太长")):
        with pytest.raises(LibraryError, match=answer), transaction(engine) as session:
            refuse(session, number, reason, actor(user), now=NOW)
    with transaction(engine) as session:
        refuse(session, number, " <b>=cmd|'/C calc'!A0</b>𠮷 ", actor(user), now=NOW)
    found = entry(engine, number)
    assert (found.state, found.reason) == (EntryState.REFUSED, "<b>=cmd|'/C calc'!A0</b>𠮷")
    assert proposed(engine, drafter(engine, "other")) != number


def test_what_is_accepted_is_retired_and_may_be_proposed_anew(engine: Engine) -> None:
    fill(engine, MILEAGE)
    user = keeper(engine)
    with transaction(engine) as session:
        retire(session, 1, "重复", actor(user), now=NOW)
    with reading(engine) as session:
        assert library_entry(session, 1) is None
    accept_as_it_is(engine, proposed(engine, drafter(engine)), user)


@pytest.mark.parametrize("decide", [refuse, retire])
def test_deciding_twice_alike_is_deciding_once_and_otherwise_is_refused(
    engine: Engine, decide: Callable[..., None]
) -> None:
    number, user = proposed(engine, drafter(engine)), keeper(engine)
    if decide is retire:
        accept_as_it_is(engine, number, user)
    for _ in range(2):
        with transaction(engine) as session:
            decide(session, number, "重复", actor(user), now=NOW)
    for reason, who in (("另一个原因", user), ("重复", keeper(engine, "other"))):
        with pytest.raises(LibraryError, match="已经有人处理"), transaction(engine) as session:
            decide(session, number, reason, actor(who), now=NOW)
    assert entry(engine, number).reason == "重复"


def test_accepting_twice_is_accepting_once(engine: Engine) -> None:
    number, user = proposed(engine, drafter(engine)), keeper(engine)
    accept_as_it_is(engine, number, user)
    accept_as_it_is(engine, number, user)
    with pytest.raises(LibraryError, match="现在的状态是“已入库”"), transaction(engine) as session:
        accept(session, number, QUALITY, actor(user), now=NOW)
    assert entry(engine, number).indicator == MILEAGE


def test_two_proposals_of_the_same_are_not_both_accepted(engine: Engine) -> None:
    one, other = proposed(engine, drafter(engine)), proposed(engine, drafter(engine, "other"))
    user = keeper(engine)
    accept_as_it_is(engine, one, user)
    with pytest.raises(LibraryError, match="已经有"):
        accept_as_it_is(engine, other, user)
    assert waiting(engine) == [other]


def at_once(engine: Engine, *works: Callable[[Session], None]) -> list[str]:
    """Do several things at the same moment, each in a transaction of its own, and give what was refused."""
    meeting, refused = threading.Barrier(len(works)), []

    def run(work: Callable[[Session], None]) -> None:
        meeting.wait()
        try:
            with transaction(engine) as session:
                work(session)
        except LibraryError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(engine: Engine) -> None:
    one, other = keeper(engine), keeper(engine, "other")
    for turn in range(4):
        indicator = replace(MILEAGE, name=f"里程{turn}")
        number = proposed(engine, drafter(engine, f"drafter{turn}"), indicator)
        refused = at_once(
            engine,
            lambda session, number=number, indicator=indicator: accept(  # type: ignore[misc]
                session, number, indicator, actor(one), now=NOW
            ),
            lambda session, number=number: refuse(session, number, "重复", actor(other), now=NOW),  # type: ignore[misc]
        )
        assert len(refused) == 1
        assert "已经有人处理" in refused[0]
        assert entry(engine, number).state in {EntryState.ACCEPTED, EntryState.REFUSED}


def test_a_double_click_at_the_same_moment_proposes_once(engine: Engine) -> None:
    user = drafter(engine)

    def press(session: Session) -> None:
        propose(session, MILEAGE, actor(user), department_id=None, now=NOW)

    assert at_once(engine, press, press, press) == []
    assert len(waiting(engine)) == 1


def test_two_alike_accepted_at_the_same_moment_leave_one(engine: Engine) -> None:
    numbers = [proposed(engine, drafter(engine, name)) for name in ("one", "other")]
    user = keeper(engine)
    refused = at_once(
        engine,
        lambda session: accept(session, numbers[0], MILEAGE, actor(user), now=NOW),
        lambda session: accept(session, numbers[1], MILEAGE, actor(user), now=NOW),
    )
    assert len(refused) == 1
    assert "已经有" in refused[0]
    states = sorted(entry(engine, number).state for number in numbers)
    assert states == [EntryState.ACCEPTED, EntryState.PROPOSED]


def test_what_is_no_proposal_is_not_decided_on_and_what_is_not_in_use_not_retired(engine: Engine) -> None:
    fill(engine, MILEAGE)
    number, user = proposed(engine, drafter(engine), QUALITY), keeper(engine)
    for wrong in (1, 2_000_000_000):
        with pytest.raises(NoSuchEntry), transaction(engine) as session:
            accept(session, wrong, MILEAGE, actor(user), now=NOW)
        with pytest.raises(NoSuchEntry), transaction(engine) as session:
            refuse(session, wrong, "重复", actor(user), now=NOW)
    for wrong in (number, 2_000_000_000):
        with pytest.raises(NoSuchEntry), transaction(engine) as session:
            retire(session, wrong, "重复", actor(user), now=NOW)
