"""Which findings somebody asked to let stand, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from perf.accounts.records import User
from perf.domain.review.waivers import Waiver
from perf.reviews.records import FindingWaiver


@dataclass(frozen=True, slots=True)
class WaiverRequest:
    """A request to let a finding stand, with the decision once there is one.

    Attributes:
        rule: id of the finding's rule.
        cells: names of the cells that it named; none for the table as a whole.
        message: the finding's wording then.
        is_granted: the decision, ``None`` while it waits.
        was_withdrawn: whether it was taken back, having become needless, before anybody decided.
        note: what was written with the decision.
        until: the last day on which it counts.
    """

    id: int
    rule: str
    cells: tuple[str, ...]
    message: str
    reason: str
    requested_by: str
    requested_at: datetime
    is_granted: bool | None
    was_withdrawn: bool
    note: str | None
    decided_by: str | None
    decided_at: datetime | None
    until: date | None

    def state_on(self, today: date) -> str:
        """Say where it stands on a day."""
        if self.is_granted is None:
            return "等绩效科决定"
        if self.was_withdrawn:
            return "已撤回"
        if not self.is_granted:
            return "没有同意"
        return "已同意" if self.until is not None and today <= self.until else "已同意，但已过期"


def waivers_of(session: Session, draft_id: int) -> tuple[WaiverRequest, ...]:
    """Give the requests of a draft, oldest first."""
    return _requests(session, draft_id, true())


def waiver_by_id(session: Session, draft_id: int, waiver_id: int) -> WaiverRequest | None:
    """Find one request of a draft, or ``None``."""
    if waiver_id not in range(1, 2**31):
        return None
    return next(iter(_requests(session, draft_id, col(FindingWaiver.id) == waiver_id)), None)


def granted(requests: tuple[WaiverRequest, ...]) -> tuple[Waiver, ...]:
    """Give what was granted."""
    return tuple(
        Waiver(each.rule, frozenset(each.cells), each.until) for each in requests if each.is_granted and each.until
    )


def _requests(session: Session, draft_id: int, wanted: ColumnElement[bool]) -> tuple[WaiverRequest, ...]:
    asking, deciding = aliased(User), aliased(User)
    record = FindingWaiver
    rows = session.connection().execute(
        select(
            SQLModel.metadata.tables[str(record.__tablename__)],
            col(asking.full_name).label("requested_by"),
            col(deciding.full_name).label("decided_by"),
        )
        .join(asking, col(asking.id) == col(record.requested_by_id))
        .outerjoin(deciding, col(deciding.id) == col(record.decided_by_id))
        .where(col(record.draft_id) == draft_id, wanted)
        .order_by(col(record.id))
    )
    return tuple(map(_request, rows))


def _request(row: Row[Any]) -> WaiverRequest:
    return WaiverRequest(
        row.id,
        row.rule,
        tuple(row.cells.split()),
        row.message,
        row.reason,
        row.requested_by,
        row.requested_at,
        row.is_granted,
        row.decided_by_id == row.requested_by_id,
        row.note,
        row.decided_by,
        row.decided_at,
        row.until,
    )
