"""Indicators for tests, and a library with some of them."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from perf.accounts.operations.log import COMMAND_LINE, Actor
from perf.accounts.operations.users import set_roles
from perf.database import transaction
from perf.departments.operations import register_department
from perf.domain.library_entry import LibraryIndicator
from perf.domain.roles import Role
from perf.library.operations import bring_in_shipped, propose
from perf.people.operations import NewUser, add_user

NOW = datetime(2026, 3, 1, tzinfo=UTC)

MILEAGE = LibraryIndicator(
    field="交通运输",
    use_of_funds="公路养护",
    first_level="产出指标",
    second_level="数量指标",
    name="公路养护里程",
    comparison="≥",
    value="200",
    unit="公里",
    explanation="年内养护并通过考核的里程。",
    keywords="道路 GPS",
)
QUALITY = replace(
    MILEAGE, second_level="质量指标", name="优良路率", value="85", unit="%", explanation="达标里程÷养护里程。"
)
TEACHING = replace(
    MILEAGE, field="教育", use_of_funds="师资培训", name="培训教师人次", unit="人次", explanation=None, keywords=None
)


def fill(engine: Engine, *indicators: LibraryIndicator) -> None:
    """Bring indicators into the library as shipped ones, under their names as keys."""
    with transaction(engine) as session:
        bring_in_shipped(session, {each.name: each for each in indicators}, now=NOW)


def actor(user_id: int) -> Actor:
    """Somebody as operations know them."""
    return Actor(user_id, "")


def drafter(engine: Engine, name: str = "drafter") -> int:
    """Somebody of a department who proposes; they have no password, as nobody signs in."""
    with transaction(engine) as session:
        register_department(session, "999001", "示例市图书馆", now=NOW)
        user_id = add_user(session, COMMAND_LINE, NewUser(name, "某某", "999001"), now=NOW)
        set_roles(session, COMMAND_LINE, user_id, frozenset({Role.DRAFTER}), now=NOW)
    return user_id


def keeper(engine: Engine, name: str = "keeper") -> int:
    """Somebody who decides."""
    with transaction(engine) as session:
        user_id = add_user(session, COMMAND_LINE, NewUser(name, "某某", ""), now=NOW)
        set_roles(session, COMMAND_LINE, user_id, frozenset({Role.FINANCE_PERFORMANCE_REVIEWER}), now=NOW)
    return user_id


def proposed(engine: Engine, user_id: int, indicator: LibraryIndicator = MILEAGE) -> int:
    """Propose an indicator and give its number."""
    with transaction(engine) as session:
        return propose(session, indicator, actor(user_id), department_id=1, now=NOW)
