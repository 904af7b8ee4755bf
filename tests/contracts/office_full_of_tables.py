"""An office with a table in every state, and everybody around them signed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import Engine

from perf.accounts.operations.log import COMMAND_LINE, Actor
from perf.accounts.operations.users import set_roles
from perf.checking.drafts import check_draft
from perf.database import transaction
from perf.domain.drafts.rows import cell_name
from perf.domain.library_entry import LibraryIndicator
from perf.domain.roles import Role
from perf.drafting.records import ChangeKind
from perf.library.operations import accept, propose
from perf.people.operations import NewUser, add_user
from perf.table_schemas import schema_by_id
from tests.pages import NOW, engine_of
from tests.reviews.circulation import STEPS, WHO, Circulation, begin_sound_draft, everybody
from tests.reviews.visiting import with_password
from tests.signing_in import TestUser

ADMINISTRATORS = {"security": Role.SECURITY_ADMINISTRATOR, "audit": Role.AUDIT_ADMINISTRATOR}
PEOPLE = {
    **{who: role for who, (_, role) in WHO.items() if who not in {"second_drafter", "colleague"}},
    **ADMINISTRATORS,
}
"""Everybody who asks, and their role; see :data:`tests.reviews.circulation.WHO` for where they belong."""

READERS = frozenset({"drafter", "leader", "supervisor", "own_reviewer", "business", "performance", "auditor"})
"""Those for whom the tables of the department 999001 exist."""

ENTRY = LibraryIndicator("通用", "图书采购", "产出指标", "数量指标", "新购图书册数", "≥", "1000", "册")
PROPOSED = replace(ENTRY, name="到馆读者人次", value="8000", unit="人次")
"""What the indicator library holds, and what is proposed for it."""

NAME = "新增图书数量"
"""The indicator that people write about."""


@dataclass(frozen=True)
class Case:
    """A table in some state, and what belongs to it.

    Attributes:
        table: the table.
        row, version: the indicator that people write about.
        removed: a row that was removed.
        change: a change of the indicator's value.
        comment: a comment on it, 0 for none.
        waiver: a request to let an error stand, 0 for none.
        error: rule and cells of an error, if there is one.
        count: how often something happened to it in review.
    """

    table: Circulation
    row: int
    version: int
    removed: int
    change: int
    comment: int
    waiver: int
    error: tuple[str, str]
    count: int

    @property
    def number(self) -> int:
        """The number of the table."""
        return self.table.draft_id

    @property
    def cell(self) -> str:
        """The name of the cell with the indicator's value."""
        return cell_name(self.row, "value")


def _opened(table: Circulation, who: str) -> None:
    """Let it come to somebody, who opens it and comments."""
    table.submit()
    for before in STEPS[: STEPS.index(who)]:
        table.pass_on(before)
    table.open(who)
    table.comment(who, cell_name(table.row(NAME).id, "value"), "请核对")


def _in_state(table: Circulation, state: str) -> None:
    """Bring a new table into a state."""
    match state:
        case "faulty" | "asked":
            table.table().save(table.table().slot("funding-annual-total"), text="35")
        case "waiting":
            table.submit()
        case "opened" | "returned":
            _opened(table, "leader")
            if state == "returned":
                table.give_back("leader")
        case "opened for performance":
            _opened(table, "performance")
        case "approved" | "adjusting":
            table.approve()
            if state == "adjusting":
                table.adjust(table.row(NAME).id)
        case _:
            pass


STATES = (
    "drafting",
    "faulty",
    "asked",
    "waiting",
    "opened",
    "returned",
    "opened for performance",
    "approved",
    "adjusting",
)
"""``asked`` is a faulty one with a request to let the fault stand."""


@dataclass(frozen=True)
class FullOffice:
    """The office.

    Attributes:
        users: the accounts of everybody, by who they are.
        cases: a table of the department 999001 in every state.
        other: a table of another department.
        entry, proposal: an entry of the indicator library, and one that is proposed.
    """

    users: Mapping[str, TestUser]
    cases: Mapping[str, Case]
    other: Case
    entry: int
    proposal: int


def full_office(app: Flask) -> FullOffice:
    """Fill the database of an application."""
    engine = engine_of(app)
    people = everybody(engine)
    with transaction(engine) as session:
        for who, role in ADMINISTRATORS.items():
            people[who] = add_user(session, COMMAND_LINE, NewUser(who, f"某{who}", ""), now=NOW)
            set_roles(session, COMMAND_LINE, people[who], frozenset({role}), now=NOW)
        actor = Actor(people["performance"], "127.0.0.1")
        entry, proposal = (propose(session, each, actor, department_id=None, now=NOW) for each in (ENTRY, PROPOSED))
        accept(session, entry, ENTRY, actor, now=NOW)
    cases = {state: a_case(engine, people, state) for state in STATES}
    users = {who: with_password(app, people[who], who) for who in PEOPLE}
    return FullOffice(users, cases, other_case(engine, people), entry, proposal)


def a_case(engine: Engine, people: Mapping[str, int], state: str) -> Case:
    """Make a table of the department 999001 in a state."""
    return _case(Circulation(engine, dict(people), begin_sound_draft(engine, people["drafter"], project=state)), state)


def other_case(engine: Engine, people: Mapping[str, int]) -> Case:
    """Make a table of the department 999002, which stands alone."""
    number = begin_sound_draft(engine, people["stranger"], "999002", supervising=None, project="别人的项目")
    return _case(Circulation(engine, {**people, "drafter": people["stranger"]}, number), "drafting")


def _case(table: Circulation, state: str) -> Case:
    sheet = table.table()
    [extra] = sheet.add({"name": "多出来的一行"})
    sheet.remove(next(row for row in sheet.lines() if row.id == extra))
    sheet.save(table.row(NAME), value="≥3200册")
    _in_state(table, state)
    row = table.row(NAME)
    error = _error(table)
    return Case(
        table,
        row.id,
        row.version,
        extra,
        next(change.id for change in sheet.history(row.id, "value") if change.kind is ChangeKind.TYPED),
        next((comment.id for comment in table.comments()), 0),
        table.ask(error[0], error[1].split()) if state == "asked" else 0,
        error,
        table.state().count,
    )


def _error(table: Circulation) -> tuple[str, str]:
    """Give rule and cells of the error in a table, blank where it has none."""
    draft = table.table().draft()
    schema = schema_by_id(draft.schema)
    assert schema is not None
    checked = check_draft(draft, schema)
    found = (each for each in checked.findings if each.severity.value == "error")
    return next(((each.rule, " ".join(checked.cells_of(each))) for each in found), ("", ""))
