"""What somebody is to a draft: whether it exists for them at all, and what they may do in its review."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from perf.accounts.queries import Account
from perf.departments.queries import reach_of
from perf.domain.duties import Duty, duties_of
from perf.domain.review import Standing, Step
from perf.domain.roles import Permission
from perf.reviews.queries.delegations import leaders_represented


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody is to the tables of a department.

    Attributes:
        standing: what they may do in a review.
        may_read: whether they may see the tables; to who may not, these look as if they were missing.
        decides_waivers: whether it is theirs to let findings stand.
    """

    standing: Standing
    may_read: bool
    decides_waivers: bool


def access_to(session: Session, account: Account, department_id: int, today: date) -> Access:
    """Say what somebody is to the tables of a department today."""
    reach = reach_of(session, account)
    leaders = leaders_represented(session, account, department_id, today)
    duties = duties_of(reach)
    steps = {step for step in Step if duties.has(Duty(step.value), department_id)}
    standing = Standing(account.id, reach.may(Permission.DRAFT_TARGETS, department_id), frozenset(steps), leaders)
    may_read = reach.may_read(department_id) or bool(leaders)
    return Access(standing, may_read, reach.may(Permission.REVIEW_TARGETS_FOR_PERFORMANCE, department_id))
