"""Tables on their way through review, in the words of those who move them: each call is one press of a button."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from perf.accounts.queries import Account, account_by_id
from perf.accounts.records import User, UserRole
from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.rows import INDICATORS, SLOT, DraftRow
from perf.domain.review import Action, ReviewState, Step
from perf.domain.review.form import OVERALL, Grade, Judgement, Review
from perf.domain.roles import Role
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.drafting.records import TargetDraft
from perf.reviews.operations.chains import set_chain
from perf.reviews.operations.comments import answer_comment, comment_on_cell, take_back_comment
from perf.reviews.operations.moving import Move, move
from perf.reviews.operations.waivers import Decision, ask_for_waiver, decide_waiver
from perf.reviews.queries.comments import Comment, comments_of
from perf.reviews.queries.events import KeptEvent, events_of, states_of
from perf.reviews.queries.versions import VersionSummary, versions_of
from perf.table_schemas import review_form, schema_by_id
from tests.drafting.tables import Table
from tests.pages import NOW

UNIT = "示例市图书馆𬭎"

SLOTS = {
    "fields-project_name": "社区图书角建设",
    "fields-supervising_department": "示例市文化局 999",
    "fields-implementing_unit": UNIT,
    "funding-annual-total": "20",
    "funding-annual-appropriation": "20",
    "funding-annual-carried_over": "",
    "funding-annual-other_funds": "",
    "goals-annual": "建成 5 个社区图书角，新增图书 3000 册，方便居民就近借阅。",
}
LINES = (
    ("成本指标", "经济成本指标", "每个图书角建设成本", "≤4万元"),
    ("产出指标", "数量指标", "建成图书角数量", "≥5个"),
    ("产出指标", "数量指标", "新增图书数量", "≥3000册"),
    ("产出指标", "质量指标", "图书角验收合格率", "≥95%"),
    ("产出指标", "时效指标", "图书角建成时间", "2026年10月底前"),
    ("效益指标", "社会效益指标", "年借阅人次", "≥8000人次"),
    ("满意度指标", "服务对象满意度指标", "读者满意度", "≥90%"),
)
_COLUMNS = ("first_level", "second_level", "name", "value")

WHO = {
    "drafter": ("999001", Role.DRAFTER),
    "second_drafter": ("999001", Role.DRAFTER),
    "leader": ("999001", Role.UNIT_LEADER),
    "supervisor": ("999", Role.DEPARTMENT_REVIEWER),
    "business": ("", Role.FINANCE_BUSINESS_REVIEWER),
    "performance": ("", Role.FINANCE_PERFORMANCE_REVIEWER),
    "colleague": ("", Role.FINANCE_PERFORMANCE_REVIEWER),
    "auditor": ("", Role.AUDITOR),
    "stranger": ("999002", Role.DRAFTER),
    "other_supervisor": ("999002", Role.DEPARTMENT_REVIEWER),
    "own_reviewer": ("999001", Role.DEPARTMENT_REVIEWER),
    "administrator": ("", Role.SYSTEM_ADMINISTRATOR),
}
"""Everybody around a table of the department 999001, which 999 supervises: their department and role."""

STEPS = ("leader", "supervisor", "business", "performance")
"""Who acts at each step of the whole chain."""


def everybody(engine: Engine) -> dict[str, int]:
    """Register the departments and people, who have no passwords, and give the numbers of these."""
    with transaction(engine) as session:
        departments: dict[str, int | None] = {"": None}
        departments["999"] = register_department(session, "999", "示例市文化局", now=NOW)
        departments["999001"] = register_department(session, "999001", UNIT, supervising_code="999", now=NOW)
        departments["999002"] = register_department(session, "999002", "示例市档案馆", now=NOW)
        users = [
            User(
                sign_in_name=name,
                sign_in_key=name,
                full_name=f"某{name}",
                department_id=departments[code],
                created_at=NOW,
            )
            for name, (code, _) in WHO.items()
        ]
        session.add_all(users)
        session.flush()
        session.add_all(UserRole(user_id=user.id or 0, role=WHO[user.sign_in_name][1].value) for user in users)
        return {user.sign_in_name: user.id or 0 for user in users}


def account_of(engine: Engine, user_id: int) -> Account:
    """The account of a number."""
    with reading(engine) as session:
        account = account_by_id(session, user_id)
    assert account is not None
    return account


def filled(grade: Grade = Grade.GOOD, opinion: str = "目标明确，同意", *, points: Grade | None = Grade.GOOD) -> Review:
    """A form of review with one grade for every point."""
    judged = {point.key: Judgement(points) for point in review_form().points} if points else {}
    return Review(judged | {OVERALL: Judgement(grade, opinion)})


@dataclass
class Circulation:
    """A table on its way, and everybody around it."""

    engine: Engine
    people: dict[str, int]
    draft_id: int
    now: datetime = field(default=NOW)

    def events(self) -> tuple[KeptEvent, ...]:
        """What happened to it."""
        with reading(self.engine) as session:
            return events_of(session, self.draft_id)

    def state(self) -> ReviewState:
        """Where it stands."""
        return states_of(self.events())[-1]

    def kept(self) -> tuple[str, str | None, bool]:
        """What lists know of where it stands."""
        with reading(self.engine) as session:
            draft = session.get_one(TargetDraft, self.draft_id)
            return draft.state, draft.step, draft.is_open

    def table(self, who: str = "drafter") -> Table:
        """The table before somebody who fills it in."""
        return Table(self.engine, self.draft_id, self.people[who])

    def row(self, name: str) -> DraftRow:
        """The indicator row of a name."""
        return next(row for row in self.table().lines() if row.text("name") == name)

    def do(self, who: str, action: Action, expected: int | None = None, **more: object) -> ReviewState:
        """Let somebody do something, seen a moment ago or at an earlier state."""
        seen = self.state().count if expected is None else expected
        self.now += timedelta(minutes=1)
        with transaction(self.engine) as session:
            wanted = Move(action, seen, **more)  # type: ignore[arg-type]
            return move(session, self.draft_id, wanted, user_id=self.people[who], now=self.now)

    def submit(self, who: str = "drafter") -> ReviewState:
        """Let the drafter submit it."""
        return self.do(who, Action.SUBMIT)

    def open(self, who: str) -> ReviewState:
        """Let a reviewer open it."""
        return self.do(who, Action.OPEN)

    def pass_on(self, who: str) -> ReviewState:
        """Let a reviewer open and pass it."""
        self.open(who)
        return self.do(who, Action.PASS, review=filled())

    def give_back(self, who: str, opinion: str = "指标值缺依据") -> ReviewState:
        """Let a reviewer who has opened it return it."""
        return self.do(who, Action.RETURN, note=opinion, review=filled(Grade.FAIR, opinion, points=None))

    def approve(self) -> ReviewState:
        """Let it pass a chain of two steps, which is as good as a longer one and sooner done."""
        with transaction(self.engine) as session:
            set_chain(session, "999001", [Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE])
        self.submit()
        self.pass_on("leader")
        return self.pass_on("performance")

    def approve_by_all(self) -> ReviewState:
        """Let it pass the whole chain."""
        self.submit()
        for who in STEPS:
            self.pass_on(who)
        return self.state()

    def adjust(self, *rows: int, reason: str = "年中追加预算") -> ReviewState:
        """Let the drafter ask for an adjustment of some rows."""
        return self.do("drafter", Action.BEGIN_ADJUSTMENT, note=reason, rows=rows)

    def comment(self, who: str, cell: str, text: str) -> int:
        """Let a reviewer comment on a cell."""
        with transaction(self.engine) as session:
            return comment_on_cell(session, self.draft_id, cell, text, user_id=self.people[who], now=self.now)

    def take_back(self, who: str, comment_id: int) -> None:
        """Let a reviewer take a comment back."""
        with transaction(self.engine) as session:
            take_back_comment(session, self.draft_id, comment_id, user_id=self.people[who], now=self.now)

    def answer(self, comment_id: int, text: str, who: str = "drafter") -> None:
        """Let the drafter answer a comment."""
        with transaction(self.engine) as session:
            answer_comment(session, self.draft_id, comment_id, text, user_id=self.people[who], now=self.now)

    def comments(self) -> tuple[Comment, ...]:
        """What was commented."""
        with reading(self.engine) as session:
            return comments_of(session, self.draft_id)

    def versions(self) -> tuple[VersionSummary, ...]:
        """What was submitted, the latest first."""
        with reading(self.engine) as session:
            return versions_of(session, self.draft_id, events_of(session, self.draft_id))

    def ask(self, rule: str, cells: Collection[str], reason: str = "按财政要求填写", who: str = "drafter") -> int:
        """Let the drafter ask to let a finding stand."""
        with transaction(self.engine) as session:
            finding = (rule, tuple(cells))
            return ask_for_waiver(session, self.draft_id, finding, reason, user_id=self.people[who], now=self.now)

    def decide(self, waiver_id: int, decision: Decision, who: str = "performance") -> None:
        """Let the performance office decide."""
        with transaction(self.engine) as session:
            decide_waiver(session, self.draft_id, waiver_id, decision, user_id=self.people[who], now=self.now)


def a_circulation(engine: Engine, *, department: str = "999001") -> Circulation:
    """Begin a project's table in which nothing is wrong."""
    people = everybody(engine)
    return Circulation(engine, people, begin_sound_draft(engine, people["drafter"], department))


def begin_sound_draft(
    engine: Engine,
    user_id: int,
    department: str = "999001",
    *,
    supervising: str | None = "999",
    project: str = SLOTS["fields-project_name"],
) -> int:
    """Begin a project's table in which nothing is wrong, and give its number."""
    schema = schema_by_id("gansu-2024-project")
    assert schema is not None
    slots = {**SLOTS, "fields-project_name": project}
    rows = [NewRow(part, {SLOT: text} if text else {}) for part, text in slots.items()]
    rows += [NewRow(INDICATORS, dict(zip(_COLUMNS, line, strict=True))) for line in LINES]
    with transaction(engine) as session:
        department_id = register_department(session, department, UNIT, supervising_code=supervising, now=NOW)
        return begin_draft(session, NewDraft(department_id, 2026, schema, project), rows, user_id=user_id, now=NOW)
