"""The requests to let findings stand that wait for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from perf.departments.records import Department, Project
from perf.drafting.records import TargetDraft
from perf.reviews.records import FindingWaiver


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A request that nobody has decided.

    Attributes:
        name: what its table is about.
        message: the finding.
        reason: why it should stand.
    """

    id: int
    draft_id: int
    fiscal_year: int
    name: str
    department_name: str
    message: str
    reason: str
    requested_at: datetime


def count_requests(session: Session) -> int:
    """Count the requests that wait."""
    asked = select(func.count()).select_from(FindingWaiver).where(col(FindingWaiver.is_granted).is_(None))
    found: int = session.connection().execute(asked).scalar_one()
    return found


def waiting_requests(session: Session, *, limit: int) -> tuple[WaitingRequest, ...]:
    """Give the requests that wait, the oldest first."""
    record = FindingWaiver
    rows: Iterable[Any] = session.connection().execute(
        select(
            col(record.id),
            col(record.draft_id),
            col(TargetDraft.fiscal_year),
            func.coalesce(col(Project.name), col(Department.name)),
            col(Department.name),
            col(record.message),
            col(record.reason),
            col(record.requested_at),
        )
        .join(TargetDraft, col(TargetDraft.id) == col(record.draft_id))
        .join(Department, col(Department.id) == col(TargetDraft.department_id))
        .outerjoin(Project, col(Project.id) == col(TargetDraft.project_id))
        .where(col(record.is_granted).is_(None))
        .order_by(col(record.id))
        .limit(limit)
    )
    return tuple(WaitingRequest(*row) for row in rows)
