"""Whose turn a table is, since when and until when, in the words of the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, func, literal, null, select
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col

from perf.deadlines.records import DeadlineExtension, DeadlineRecord
from perf.departments.records import Department, Project
from perf.domain.duties import EDITABLE_STATES, Duty
from perf.domain.review import Action, State
from perf.drafting.records import TargetDraft
from perf.reviews.records import ReviewEventRecord

drafts = SQLModel.metadata.tables[str(TargetDraft.__tablename__)]
"""The drafts that all of this is about."""

_EDITABLE = sorted(state.value for state in EDITABLE_STATES)


def _event(*wanted: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """Write the conditions of events of the draft at hand."""
    return col(ReviewEventRecord.draft_id) == drafts.c.id, *wanted


def _did(*actions: Action) -> ColumnElement[bool]:
    return col(ReviewEventRecord.action).in_([action.value for action in actions])


is_adjusting: ColumnElement[bool] = (
    select(literal(1)).where(*_event(_did(Action.BEGIN_ADJUSTMENT))).correlate(drafts).exists()
)
first_submitted = (
    select(func.min(col(ReviewEventRecord.at))).where(*_event(_did(Action.SUBMIT))).correlate(drafts).scalar_subquery()
)
submitted_by = (
    select(col(ReviewEventRecord.actor_id))
    .where(*_event(_did(Action.SUBMIT)))
    .order_by(col(ReviewEventRecord.number).desc())
    .limit(1)
    .correlate(drafts)
    .scalar_subquery()
)


def _last(wanted: ColumnElement[bool]) -> ScalarSelect[datetime]:
    """Ask when something last happened to the draft at hand."""
    return select(func.max(col(ReviewEventRecord.at))).where(*_event(wanted)).correlate(drafts).scalar_subquery()


since = func.coalesce(
    case(
        (drafts.c.state == State.APPROVED.value, _last(_did(Action.PASS))),
        else_=_last(col(ReviewEventRecord.action) != Action.OPEN.value),
    ),
    drafts.c.created_at,
)
"""Since when it stands where it stands; to be opened does not make it wait anew."""

turn = case((drafts.c.state.in_(_EDITABLE), Duty.DRAFTING.value), else_=drafts.c.step)
"""Whose turn it is (:func:`perf.domain.duties.duty_of`), in the words of the database."""

_USUAL, _EXTENDED = aliased(DeadlineRecord), aliased(DeadlineExtension)
_USUAL_DRAFTING, _EXTENDED_DRAFTING = aliased(DeadlineRecord), aliased(DeadlineExtension)
day = case((is_adjusting, null()), else_=func.coalesce(_EXTENDED.day, _USUAL.day))
drafting_day = func.coalesce(_EXTENDED_DRAFTING.day, _USUAL_DRAFTING.day)


def joined(asked: Select[Any]) -> Select[Any]:
    """Join to drafts what belongs to them: unit, project, and the deadlines of whose turn it is and of drafting."""
    wider = asked.select_from(drafts).join(Department, col(Department.id) == drafts.c.department_id)
    wider = wider.outerjoin(Project, col(Project.id) == drafts.c.project_id)
    pairs = ((_USUAL, _EXTENDED, turn), (_USUAL_DRAFTING, _EXTENDED_DRAFTING, literal(Duty.DRAFTING.value)))
    for usual, extended, duty in pairs:
        wider = wider.outerjoin(
            usual, and_(col(usual.fiscal_year) == drafts.c.fiscal_year, col(usual.duty) == duty)
        ).outerjoin(
            extended,
            and_(
                col(extended.fiscal_year) == drafts.c.fiscal_year,
                col(extended.duty) == duty,
                col(extended.department_id) == drafts.c.department_id,
            ),
        )
    return wider
