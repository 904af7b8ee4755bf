"""What somebody owes today."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from perf.accounts.queries import Account
from perf.departments.queries import reach_of
from perf.domain.duties import Duties, duties_of
from perf.domain.reach import Reach
from perf.reviews.queries.delegations import leaders_represented


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody with what they reach and owe today.

    Attributes:
        leaders: the leaders of their department in whose stead they may sign.
    """

    account: Account
    reach: Reach
    duties: Duties
    leaders: tuple[int, ...]


def on_duty(session: Session, account: Account, today: date) -> OnDuty:
    """Say what somebody reaches and owes today."""
    reach, own = reach_of(session, account), account.department_id
    leaders = () if own is None else leaders_represented(session, account, own, today)
    return OnDuty(account, reach, duties_of(reach, represents_leader=bool(leaders)), leaders)
