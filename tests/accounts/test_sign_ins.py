"""Signing in, being locked out, and ending sign-ins. On both databases."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from perf.accounts.address_pauses import paused_until
from perf.accounts.names import AccountError
from perf.accounts.operations import sign_ins, users
from perf.accounts.operations.log import COMMAND_LINE, Actor
from perf.accounts.operations.passwords import change_password
from perf.accounts.passwords import generated, hashed
from perf.accounts.queries import kept_hash, sign_ins_of, signed_in_by
from perf.accounts.records import SecurityEvent, SignInSession, User
from perf.accounts.tokens import hash_of_token
from perf.database import reading, transaction
from perf.domain.security_log import SecurityAct
from tests.domain_strategies import HOSTILE
from tests.signing_in import LIMITS, TestUser, make_user

NOW = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
VISITOR = Actor(None, "192.0.2.7", browser="Firefox（Linux）")


@pytest.fixture
def user(engine: Engine) -> TestUser:
    """Somebody who may sign in."""
    return make_user(engine, "LiNa", now=NOW)


def attempt(engine: Engine, name: str, password: str, now: datetime = NOW) -> str | None:
    with reading(engine) as session:
        proof = sign_ins.prove(password, kept_hash(session, name))
    with transaction(engine) as session:
        return sign_ins.sign_in(session, VISITOR, name, proof, limits=LIMITS, now=now)


def acts(session: Session) -> list[str]:
    return list(session.exec(select(SecurityEvent.act).order_by(col(SecurityEvent.id))))


def actor_of(engine: Engine, token: str, now: datetime = NOW) -> Actor:
    with reading(engine) as session:
        known = signed_in_by(session, token, LIMITS, now)
        assert known is not None
        return Actor(known.account.id, VISITOR.address, known.sign_in_id)


def is_in(engine: Engine, token: str, now: datetime = NOW) -> bool:
    with reading(engine) as session:
        return signed_in_by(session, token, LIMITS, now) is not None


@pytest.mark.parametrize("name", ["LiNa", "lina", " LINA ", "ＬｉＮａ"])
def test_the_right_password_signs_in_however_the_name_is_cased(engine: Engine, user: TestUser, name: str) -> None:
    token = attempt(engine, name, user.password)
    assert token is not None
    with reading(engine) as session:
        known = signed_in_by(session, token, LIMITS, NOW)
        assert known is not None
        assert known.account.id == user.id
        kept = session.exec(select(SignInSession)).one()
        assert (kept.token_hash, kept.browser) == (hash_of_token(token), "Firefox（Linux）")


def test_every_sign_in_is_another_token(engine: Engine, user: TestUser) -> None:
    assert attempt(engine, "lina", user.password) != attempt(engine, "lina", user.password)


def test_what_is_not_right_signs_nobody_in_and_is_in_the_log(engine: Engine, user: TestUser) -> None:
    assert attempt(engine, "lina", user.password + "x") is None
    assert attempt(engine, "nobody", user.password) is None
    for hostile in (*HOSTILE, "\x00", "\ud800"):
        assert attempt(engine, hostile, hostile) is None
    with reading(engine) as session:
        assert acts(session).count(SecurityAct.SIGN_IN_REFUSED) == len(HOSTILE) + 4


def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(engine: Engine, user: TestUser) -> None:
    for _ in range(LIMITS.failures):
        assert attempt(engine, "lina", "wrong") is None
    assert attempt(engine, "lina", user.password) is None
    assert attempt(engine, "lina", user.password, NOW + LIMITS.lock - timedelta(seconds=1)) is None
    assert attempt(engine, "lina", user.password, NOW + LIMITS.lock) is not None
    with reading(engine) as session:
        assert acts(session).count(SecurityAct.LOCKED) == 1


def test_trying_while_locked_does_not_lock_for_longer(engine: Engine, user: TestUser) -> None:
    for minute in range(LIMITS.failures + 9):
        attempt(engine, "lina", "wrong", NOW + timedelta(minutes=max(0, minute - LIMITS.failures + 1)))
    assert attempt(engine, "lina", user.password, NOW + LIMITS.lock) is not None


def test_the_right_password_in_between_starts_the_count_anew(engine: Engine, user: TestUser) -> None:
    for _ in range(2):
        for _ in range(LIMITS.failures - 1):
            attempt(engine, "lina", "wrong")
        assert attempt(engine, "lina", user.password) is not None


def test_guesses_at_the_same_moment_are_all_counted(engine: Engine, user: TestUser) -> None:
    with reading(engine) as session:
        kept = kept_hash(session, "lina")
    wrong = sign_ins.Proof(kept, is_right=False, renewed=None)
    meeting = threading.Barrier(LIMITS.failures)

    def guess() -> None:
        meeting.wait()
        with transaction(engine) as session:
            sign_ins.sign_in(session, VISITOR, "lina", wrong, limits=LIMITS, now=NOW)

    threads = [threading.Thread(target=guess) for _ in range(LIMITS.failures)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert attempt(engine, "lina", user.password) is None


def test_a_proof_for_a_password_that_was_changed_meanwhile_is_worth_nothing(engine: Engine, user: TestUser) -> None:
    token = attempt(engine, "lina", user.password)
    assert token is not None
    with reading(engine) as session:
        proof = sign_ins.prove(user.password, kept_hash(session, "lina"))
    actor = actor_of(engine, token)
    with transaction(engine) as session:
        assert change_password(session, actor, proof, hashed(generated()), limits=LIMITS, now=NOW)
    with transaction(engine) as session:
        assert sign_ins.sign_in(session, VISITOR, "lina", proof, limits=LIMITS, now=NOW) is None


@pytest.mark.usefixtures("user")
def test_outdated_parameters_are_renewed_by_signing_in(engine: Engine) -> None:
    with reading(engine) as session:
        kept = kept_hash(session, "lina")
    with transaction(engine) as session:
        proof = sign_ins.Proof(kept, is_right=True, renewed="renewed")
        assert sign_ins.sign_in(session, VISITOR, "lina", proof, limits=LIMITS, now=NOW)
    with reading(engine) as session:
        assert kept_hash(session, "lina") == "renewed"


def test_a_sign_in_ends_after_a_week_and_by_signing_out(engine: Engine, user: TestUser) -> None:
    token = attempt(engine, "lina", user.password)
    assert token is not None
    assert is_in(engine, token, NOW + LIMITS.longest - timedelta(seconds=1))
    assert not is_in(engine, token, NOW + LIMITS.longest)
    actor = actor_of(engine, token)
    with transaction(engine) as session:
        sign_ins.sign_out(session, actor, now=NOW)
    assert not is_in(engine, token)


def test_others_are_ended_one_by_one_or_all_at_once_and_this_one_stays(engine: Engine, user: TestUser) -> None:
    tokens = [attempt(engine, "lina", user.password) or "" for _ in range(4)]
    here = actor_of(engine, tokens[0])
    with transaction(engine) as session:
        sign_ins.end_own_sign_in(session, here, actor_of(engine, tokens[1]).sign_in_id or 0, now=NOW)
    assert [is_in(engine, token) for token in tokens] == [True, False, True, True]
    with transaction(engine) as session:
        assert sign_ins.end_other_sign_ins(session, here, now=NOW) == 2
    assert [is_in(engine, token) for token in tokens] == [True, False, False, False]
    with reading(engine) as session:
        assert len(sign_ins_of(session, user.id, LIMITS, NOW)) == 1


def test_nobody_ends_somebody_elses_sign_in_as_their_own(engine: Engine, user: TestUser) -> None:
    other = make_user(engine, "other", now=NOW)
    token = attempt(engine, "lina", user.password) or ""
    theirs = attempt(engine, "other", other.password) or ""
    with transaction(engine) as session, pytest.raises(AccountError):
        sign_ins.end_own_sign_in(session, actor_of(engine, token), actor_of(engine, theirs).sign_in_id or 0, now=NOW)
    assert is_in(engine, theirs)


def test_changing_the_password_ends_all_other_sign_ins(engine: Engine, user: TestUser) -> None:
    here, there = (attempt(engine, "lina", user.password) or "" for _ in range(2))
    actor, new = actor_of(engine, here), generated()
    with reading(engine) as session:
        kept = kept_hash(session, "lina")
    with transaction(engine) as session:
        wrong = sign_ins.prove("wrong", kept)
        assert not change_password(session, actor, wrong, hashed(new), limits=LIMITS, now=NOW)
    assert is_in(engine, there)
    with transaction(engine) as session:
        right = sign_ins.prove(user.password, kept)
        assert change_password(session, actor, right, hashed(new), limits=LIMITS, now=NOW)
    assert (is_in(engine, here), is_in(engine, there)) == (True, False)
    assert attempt(engine, "lina", user.password) is None
    assert attempt(engine, "lina", new) is not None


def test_a_stolen_sign_in_cannot_guess_the_present_password_for_ever(engine: Engine, user: TestUser) -> None:
    actor = actor_of(engine, attempt(engine, "lina", user.password) or "")
    wrong = sign_ins.Proof(None, is_right=False, renewed=None)
    for _ in range(LIMITS.failures):
        with transaction(engine) as session:
            assert not change_password(session, actor, wrong, "hash", limits=LIMITS, now=NOW)
    with transaction(engine) as session, pytest.raises(AccountError, match="次数太多"):
        change_password(session, actor, wrong, "hash", limits=LIMITS, now=NOW)


def test_a_deactivated_account_is_out_at_once_and_can_come_back(engine: Engine, user: TestUser) -> None:
    token = attempt(engine, "lina", user.password) or ""
    with transaction(engine) as session:
        users.deactivate(session, COMMAND_LINE, user.id, now=NOW)
    assert not is_in(engine, token)
    assert attempt(engine, "lina", user.password) is None
    with transaction(engine) as session:
        users.activate(session, COMMAND_LINE, user.id, now=NOW)
    assert not is_in(engine, token)
    assert attempt(engine, "lina", user.password) is not None


def test_the_log_cannot_be_changed_even_by_the_database(engine: Engine, user: TestUser) -> None:
    for statement in ("UPDATE security_event SET address = ''", "DELETE FROM security_event"):
        with pytest.raises(DBAPIError, match="append-only"), transaction(engine) as session:
            session.connection().execute(text(statement))
    with reading(engine) as session:
        assert session.exec(select(User.id)).one() == user.id
        assert acts(session) == [
            SecurityAct.USER_CREATED,
            SecurityAct.LINK_ISSUED,
            SecurityAct.PASSWORD_SET_BY_LINK,
        ]


FEW = replace(LIMITS, address_failures=6)


def guess(engine: Engine, name: str, now: datetime = NOW, *, address: str = VISITOR.address) -> str | None:
    with transaction(engine) as session:
        wrong = sign_ins.Proof(None, is_right=False, renewed=None)
        return sign_ins.sign_in(session, Actor(None, address), name, wrong, limits=FEW, now=now)


def enter(engine: Engine, user: TestUser, now: datetime = NOW, *, address: str = VISITOR.address) -> str | None:
    with reading(engine) as session:
        proof = sign_ins.prove(user.password, kept_hash(session, user.name))
    with transaction(engine) as session:
        return sign_ins.sign_in(session, Actor(None, address), user.name, proof, limits=FEW, now=now)


def pause_of(engine: Engine, now: datetime = NOW) -> datetime | None:
    with reading(engine) as session:
        return paused_until(session, VISITOR.address, FEW, now)


def test_guessing_stops_an_address_until_its_failures_are_old(engine: Engine, user: TestUser) -> None:
    for minute in range(FEW.address_failures):
        assert pause_of(engine, NOW + timedelta(minutes=minute)) is None
        guess(engine, f"nobody-{minute}", NOW + timedelta(minutes=minute))
    later = NOW + timedelta(minutes=6)
    assert pause_of(engine, later) == NOW + FEW.lock
    assert enter(engine, user, later) is None
    assert enter(engine, user, later, address="192.0.2.8") is not None
    assert enter(engine, user, NOW + FEW.lock) is not None
    with reading(engine) as session:
        assert acts(session).count(SecurityAct.ADDRESS_PAUSED) == 1
        assert acts(session).count(SecurityAct.SIGN_IN_REFUSED) == FEW.address_failures


def test_nobody_shuts_out_those_who_signed_in_there_before(engine: Engine, user: TestUser) -> None:
    newcomer = make_user(engine, "newcomer", now=NOW)
    assert enter(engine, user) is not None
    for number in range(FEW.address_failures):
        guess(engine, f"nobody-{number}")
    assert enter(engine, newcomer) is None
    assert enter(engine, user) is not None
    for _ in range(FEW.failures):
        guess(engine, user.name)
    assert enter(engine, user) is None  # their own lock stands against guesses at them


def test_a_locked_or_deactivated_account_does_not_count_against_its_address(engine: Engine, user: TestUser) -> None:
    gone = make_user(engine, "gone", now=NOW)
    with transaction(engine) as session:
        users.deactivate(session, COMMAND_LINE, gone.id, now=NOW)
    for _ in range(FEW.address_failures):
        assert enter(engine, gone) is None
    for _ in range(FEW.failures + FEW.address_failures):
        guess(engine, user.name)
    assert pause_of(engine) is None
    with reading(engine) as session:
        assert acts(session).count(SecurityAct.SIGN_IN_SHUT) == 2 * FEW.address_failures


def test_signing_in_anew_ends_the_former_sign_in_of_the_browser(engine: Engine, user: TestUser) -> None:
    former = enter(engine, user) or ""
    other = enter(engine, user) or ""
    with transaction(engine) as session:
        sign_ins.end_former(session, VISITOR, former, now=NOW)
        for nothing in ("", "unknown", former):
            sign_ins.end_former(session, VISITOR, nothing, now=NOW)
    assert [is_in(engine, token) for token in (former, other)] == [False, True]
    with reading(engine) as session:
        assert acts(session).count(SecurityAct.SIGNED_OUT) == 1
