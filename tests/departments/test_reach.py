"""The tree of departments: who is below whom, that it stays a tree, and how far somebody's account reaches."""

import threading
from datetime import UTC, datetime
from itertools import combinations, permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, update

from perf.accounts.queries import account_by_id
from perf.database import reading, transaction
from perf.departments.operations import DepartmentError, register_department
from perf.departments.queries import departments_above, departments_below, reach_of
from perf.departments.records import Department
from perf.domain.reach import Reach
from perf.domain.roles import Permission, Role
from tests.signing_in import make_user

NOW = datetime(2026, 3, 1, tzinfo=UTC)

Tree = dict[str, int]


def register(session: Session, code: str, above: str | None = None) -> int:
    return register_department(session, code, f"单位{code}", supervising_code=above, now=NOW)


@pytest.fixture
def tree(engine: Engine) -> Tree:
    """Two main departments; the first has two units, one of which has a unit of its own."""
    with transaction(engine) as session:
        return {
            code: register(session, code, above)
            for code, above in (("1", None), ("11", "1"), ("12", "1"), ("121", "12"), ("2", None))
        }


def codes(tree: Tree, ids: frozenset[int] | tuple[int, ...]) -> list[str]:
    by_id = {number: code for code, number in tree.items()}
    return [by_id[number] for number in ids]


@pytest.mark.parametrize(
    ("code", "below", "above"),
    [
        ("1", ["1", "11", "12", "121"], ["1"]),
        ("12", ["12", "121"], ["12", "1"]),
        ("121", ["121"], ["121", "12", "1"]),
        ("2", ["2"], ["2"]),
    ],
)
def test_a_department_knows_all_below_and_above_it(
    engine: Engine, tree: Tree, code: str, below: list[str], above: list[str]
) -> None:
    with reading(engine) as session:
        assert sorted(codes(tree, departments_below(session, tree[code]))) == below
        assert codes(tree, departments_above(session, tree[code])) == above


def test_a_department_that_is_not_there_has_nothing_below_or_above(engine: Engine) -> None:
    with reading(engine) as session:
        assert departments_below(session, 2_000_000_000) == frozenset()
        assert departments_above(session, 2_000_000_000) == ()


@pytest.mark.parametrize(("code", "above"), [("1", "11"), ("1", "121"), ("12", "121")])
def test_no_department_comes_below_itself(engine: Engine, tree: Tree, code: str, above: str) -> None:
    with pytest.raises(DepartmentError, match=f"{above} 自己就在 {code} 下面"), transaction(engine) as session:
        register(session, code, above)
    with reading(engine) as session:
        assert sorted(codes(tree, departments_below(session, tree["1"]))) == ["1", "11", "12", "121"]


def test_a_circle_that_an_older_version_kept_ends(engine: Engine, tree: Tree) -> None:
    with transaction(engine) as session:
        session.exec(update(Department).where(col(Department.code) == "1").values(supervising_id=tree["121"]))
    with reading(engine) as session:
        assert sorted(codes(tree, departments_below(session, tree["12"]))) == ["1", "11", "12", "121"]
        assert codes(tree, departments_above(session, tree["12"])) == ["12", "1", "121"]


def test_two_moves_at_once_close_no_circle(engine: Engine, tree: Tree) -> None:
    refused: list[Exception] = []
    meeting = threading.Barrier(2)

    def move(code: str, above: str) -> None:
        meeting.wait()
        try:
            with transaction(engine) as session:
                register(session, code, above)
        except DepartmentError as error:
            refused.append(error)

    threads = [threading.Thread(target=move, args=pair) for pair in (("1", "2"), ("2", "121"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    with reading(engine) as session:
        assert {tree["1"], tree["2"]} & {departments_above(session, tree["121"])[-1]}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(list(permutations("ABCD", 2))), max_size=6))
def test_whatever_is_moved_the_departments_stay_a_tree(engine: Engine, moves: list[tuple[str, str]]) -> None:
    # One database for all examples: each begins by taking every department out from under the others.
    with transaction(engine) as session:
        ids = {code: register(session, code) for code in "ABCD"}
    for code, above in moves:
        try:
            with transaction(engine) as session:
                register(session, code, above)
        except DepartmentError:
            with reading(engine) as session:
                assert ids[above] in departments_below(session, ids[code])
    with reading(engine) as session:
        for one, other in combinations(ids.values(), 2):
            below, above_ids = departments_below(session, one), departments_above(session, other)
            assert (other in below) == (one in above_ids)
            assert not (other in below and one in departments_below(session, other))


def test_a_circle_is_refused_before_anything_is_kept(engine: Engine, tree: Tree) -> None:
    with transaction(engine) as session:
        with pytest.raises(DepartmentError, match="自己就在"):
            register_department(session, "1", "新名", supervising_code="121", now=NOW)
        assert session.get_one(Department, tree["1"]).name == "单位1"


@pytest.mark.parametrize(
    ("role", "readable"),
    [
        (Role.DRAFTER, ["12"]),
        (Role.UNIT_LEADER, ["12"]),
        (Role.DEPARTMENT_REVIEWER, ["12", "121"]),
        (Role.AUDITOR, None),
        (Role.FINANCE_PERFORMANCE_REVIEWER, None),
        (Role.SYSTEM_ADMINISTRATOR, []),
    ],
)
def test_an_account_reaches_what_its_role_and_department_say(
    engine: Engine, tree: Tree, role: Role, readable: list[str] | None
) -> None:
    reach = _reach(engine, role, department="12")
    ids = reach.readable_ids
    assert (None if ids is None else sorted(codes(tree, ids))) == readable
    assert reach.may(Permission.DRAFT_TARGETS, tree["12"]) == (role is Role.DRAFTER)
    assert not reach.may(Permission.DRAFT_TARGETS, tree["121"])


def test_an_account_without_department_reaches_none_of_them_unless_all(engine: Engine, tree: Tree) -> None:
    assert _reach(engine, Role.FINANCE_BUSINESS_REVIEWER).may_read(tree["2"])
    assert _reach(engine, Role.SECURITY_ADMINISTRATOR).readable_ids == frozenset()


def _reach(engine: Engine, role: Role, department: str = "") -> Reach:
    user = make_user(engine, role.value, role, now=NOW, department=department)
    with reading(engine) as session:
        account = account_by_id(session, user.id)
        assert account is not None
        return reach_of(session, account)
