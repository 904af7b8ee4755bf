"""Links work once, roles are given by the rules, and names are unique. On both databases."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from perf.accounts.names import AccountError
from perf.accounts.operations import passwords, users
from perf.accounts.operations.log import COMMAND_LINE, Actor
from perf.accounts.passwords import generated, hashed, is_right
from perf.accounts.queries import account_by_id, account_by_name, account_of_link, accounts_found, kept_hash
from perf.accounts.records import OneTimeLink, User
from perf.database import reading, transaction
from perf.departments.operations import DepartmentError, register_department
from perf.domain.roles import Role
from perf.people.operations import NewUser, add_user, link_for_user
from tests.domain_strategies import HOSTILE
from tests.signing_in import LIMITS

NOW = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
VISITOR = Actor(None, "192.0.2.7")


@pytest.fixture
def user_id(engine: Engine) -> int:
    """Somebody of a department who has no password yet."""
    with transaction(engine) as session:
        register_department(session, "156001", "某市委办公室", now=NOW)
        return add_user(session, COMMAND_LINE, NewUser("LiNa", "李娜", "156001"), now=NOW)


def issue(engine: Engine, user_id: int, now: datetime = NOW) -> str:
    with transaction(engine) as session:
        return passwords.issue_link(session, COMMAND_LINE, user_id, limits=LIMITS, now=now)


def use(engine: Engine, token: str, password: str, now: datetime = NOW) -> None:
    with transaction(engine) as session:
        passwords.use_link(session, VISITOR, token, hashed(password), now=now)


def test_a_link_sets_the_password_once(engine: Engine, user_id: int) -> None:
    token, password = issue(engine, user_id), generated()
    with reading(engine) as session:
        assert kept_hash(session, "lina") is None
        assert token not in session.exec(select(OneTimeLink.token_hash)).one()
    use(engine, token, password)
    with pytest.raises(AccountError, match="已经用过"):
        use(engine, token, generated())
    with reading(engine) as session:
        assert is_right(password, kept_hash(session, "lina"))
        assert account_of_link(session, token, NOW) is None


def test_of_two_uses_at_the_same_moment_one_wins(engine: Engine, user_id: int) -> None:
    token = issue(engine, user_id)
    outcomes: list[str] = []
    meeting = threading.Barrier(2)

    def work(password: str) -> None:
        meeting.wait()
        try:
            use(engine, token, password)
            outcomes.append(password)
        except AccountError:
            outcomes.append("refused")

    threads = [threading.Thread(target=work, args=(generated(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("refused") == 1
    winner = next(outcome for outcome in outcomes if outcome != "refused")
    with reading(engine) as session:
        assert is_right(winner, kept_hash(session, "lina"))


def test_a_link_ends_after_two_days_and_by_a_newer_one(engine: Engine, user_id: int) -> None:
    first = issue(engine, user_id)
    with pytest.raises(AccountError, match="已过期"):
        use(engine, first, generated(), NOW + LIMITS.link)
    second = issue(engine, user_id)
    with pytest.raises(AccountError, match="已过期"):
        use(engine, first, generated())
    use(engine, second, generated(), NOW + LIMITS.link - timedelta(seconds=1))


@pytest.mark.parametrize("token", ["", "unknown", "\x00", "\ud800", "' OR 1=1 --"])
def test_a_link_that_never_was_one_is_refused(engine: Engine, token: str) -> None:
    with pytest.raises(AccountError):
        use(engine, token, generated())


def test_a_deactivated_account_gets_no_link_and_loses_the_one_it_has(engine: Engine, user_id: int) -> None:
    token = issue(engine, user_id)
    with transaction(engine) as session:
        users.deactivate(session, COMMAND_LINE, user_id, now=NOW)
    with pytest.raises(AccountError):
        use(engine, token, generated())
    with pytest.raises(AccountError, match="已停用"):
        issue(engine, user_id)


def give(engine: Engine, user_id: int, *roles: Role, actor: Actor = COMMAND_LINE) -> None:
    with transaction(engine) as session:
        users.set_roles(session, actor, user_id, frozenset(roles), now=NOW)


def test_roles_are_given_and_taken_together(engine: Engine, user_id: int) -> None:
    give(engine, user_id, Role.DRAFTER, Role.UNIT_LEADER)
    give(engine, user_id, Role.UNIT_LEADER, Role.AUDITOR)
    with reading(engine) as session:
        account = account_by_id(session, user_id)
        assert account is not None
        assert account.roles == {Role.UNIT_LEADER, Role.AUDITOR}


def test_an_administrator_is_nothing_else(engine: Engine, user_id: int) -> None:
    for other in (Role.AUDIT_ADMINISTRATOR, Role.DRAFTER, Role.AUDITOR):
        with pytest.raises(AccountError, match="分别担任"):
            give(engine, user_id, Role.SYSTEM_ADMINISTRATOR, other)


def test_nobody_changes_their_own_roles(engine: Engine, user_id: int) -> None:
    give(engine, user_id, Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(AccountError, match="自己"):
        give(engine, user_id, Role.AUDITOR, actor=Actor(user_id, "192.0.2.7"))


def test_a_role_of_a_department_needs_one(engine: Engine) -> None:
    with transaction(engine) as session:
        without = add_user(session, COMMAND_LINE, NewUser("budget", "业务科室", ""), now=NOW)
    with pytest.raises(AccountError, match="“填报人”是单位里的角色"):
        give(engine, without, Role.DRAFTER)
    give(engine, without, Role.FINANCE_BUSINESS_REVIEWER)


def test_the_system_administrator_cannot_become_another_administrator(engine: Engine, user_id: int) -> None:
    token = issue(engine, user_id)
    give(engine, user_id, Role.AUDIT_ADMINISTRATOR)
    with pytest.raises(AccountError, match="已经用过"):
        use(engine, token, generated())
    with transaction(engine) as session:
        system = Actor(add_user(session, COMMAND_LINE, NewUser("system", "某某", ""), now=NOW), "192.0.2.7")
    with transaction(engine) as session, pytest.raises(AccountError, match="管理员的账号"):
        link_for_user(session, system, user_id, limits=LIMITS, now=NOW)
    with transaction(engine) as session, pytest.raises(AccountError, match="管理员的账号"):
        users.deactivate(session, system, user_id, now=NOW)
    with transaction(engine) as session, pytest.raises(AccountError, match="自己的账号"):
        users.deactivate(session, system, system.user_id or 0, now=NOW)


@pytest.mark.parametrize("name", ["lina", "LINA", "ｌｉｎａ"])
def test_a_name_that_differs_only_by_case_is_taken(engine: Engine, user_id: int, name: str) -> None:
    with transaction(engine) as session, pytest.raises(AccountError, match="已经有人用了"):
        add_user(session, COMMAND_LINE, NewUser(name, "另一人", ""), now=NOW)
    with reading(engine) as session:
        found = account_by_name(session, name)
        assert found is not None
        assert found.id == user_id


def test_an_unknown_department_is_refused_and_nobody_kept(engine: Engine) -> None:
    with pytest.raises(DepartmentError, match="还没有单位代码"), transaction(engine) as session:
        add_user(session, COMMAND_LINE, NewUser("somebody", "某某", "999"), now=NOW)
    with reading(engine) as session:
        assert session.exec(select(User)).all() == []


@pytest.mark.parametrize("name", [text for text in HOSTILE if "\n" not in text and len(text) <= 60])
def test_a_hostile_full_name_comes_back_exact_and_is_found(engine: Engine, name: str) -> None:
    with transaction(engine) as session:
        add_user(session, COMMAND_LINE, NewUser("somebody", name, ""), now=NOW)
    with reading(engine) as session:
        (found,) = accounts_found(session, name, offset=0, limit=50)
        assert found.full_name == name
        assert accounts_found(session, "没有%_这个\x00", offset=0, limit=50) == ()
