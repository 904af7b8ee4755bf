"""The first administrators of an installation, from the command line; on the pages nobody can become one."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from perf.accounts.names import AccountError
from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import issue_link
from perf.accounts.operations.users import set_roles
from perf.accounts.queries import account_by_name
from perf.database import transaction
from perf.domain.roles import Role
from perf.people.operations import NewUser, add_user
from perf.settings import SignInLimits

ADMINISTRATORS = {
    "system": Role.SYSTEM_ADMINISTRATOR,
    "security": Role.SECURITY_ADMINISTRATOR,
    "audit": Role.AUDIT_ADMINISTRATOR,
}
"""The administrators as the command names them."""


def administrator_link(
    engine: Engine, name: str, role: Role, *, url: str, limits: SignInLimits, now: datetime
) -> Iterator[str]:
    """Make an administrator's account, or take the one of that name, and say the link that sets its password.

    Refuses, with ``AccountError``, a name that is none, and one of somebody who is not that administrator.
    """
    with transaction(engine) as session:
        known = account_by_name(session, name)
        if known is not None and known.roles != {role}:
            raise AccountError(f"登录名“{known.sign_in_name}”已经有人用了，而且不是{role.label}，请换一个登录名")
        if known is not None:
            user_id = known.id
        else:
            user_id = add_user(session, COMMAND_LINE, NewUser(name, role.label, ""), now=now)
            set_roles(session, COMMAND_LINE, user_id, frozenset({role}), now=now)
        token = issue_link(session, COMMAND_LINE, user_id, limits=limits, now=now)
    hours = int(limits.link.total_seconds()) // 3600
    yield f"{role.label} {name}：请用浏览器打开下面的链接设密码，{hours} 小时内有效，只能用一次"
    yield f"{url.rstrip('/')}/links/{token}"
