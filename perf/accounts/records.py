"""Tables of accounts. Rules are kept in operations, not here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, Text
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime
from perf.domain.roles import Role
from perf.domain.security_log import SecurityAct


def _one_of(column: str, values: type[Role] | type[SecurityAct]) -> str:
    """Write the condition that a column holds a known value."""
    return f"{column} IN ({', '.join(repr(value.value) for value in values)})"


class User(SQLModel, table=True):
    """Somebody who may sign in.

    Attributes:
        sign_in_name: 登录名 as it was given.
        sign_in_key: the same folded, so that no two names differ by upper and lower case only.
        full_name: 姓名.
        department_id: the department (单位) whose tables concern them, if any.
        email: where they are written to, if anywhere.
        password_hash: Argon2id with its parameters; none until a password was set.
        must_change: whether the password was made by somebody else and has to be changed first.
        failed_attempts: wrong passwords since the last right one.
        locked_until: until when no password is taken.
    """

    __tablename__ = "user_account"

    id: int | None = Field(default=None, primary_key=True)
    sign_in_name: str = Field(sa_column=Column(Text, nullable=False))
    sign_in_key: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    full_name: str = Field(sa_column=Column(Text, nullable=False))
    department_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    email: str | None = Field(default=None, sa_column=Column(Text))
    password_hash: str | None = Field(default=None, sa_column=Column(Text))
    must_change: bool = Field(default=False)
    failed_attempts: int = Field(default=0)
    locked_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    is_active: bool = Field(default=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class UserRole(SQLModel, table=True):
    """A role that somebody holds."""

    __tablename__ = "user_role"
    __table_args__ = (CheckConstraint(_one_of("role", Role), name="role"),)

    user_id: int = Field(primary_key=True, foreign_key="user_account.id")
    role: str = Field(sa_column=Column(Text, primary_key=True))


class SignInSession(SQLModel, table=True):
    """One sign-in of one browser; who presents its token is the user, until it ends.

    Attributes:
        token_hash: SHA-256 of the random token; the token itself is only in the browser's cookie.
        last_seen_at: the last time something was done, that is, written; reading does not write.
        browser: which browser on which system, as far as it says so.
    """

    __tablename__ = "sign_in_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    user_id: int = Field(foreign_key="user_account.id", index=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_seen_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    browser: str = Field(sa_column=Column(Text, nullable=False))


class OneTimeLink(SQLModel, table=True):
    """A link by which somebody sets a password, once."""

    __tablename__ = "one_time_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    user_id: int = Field(foreign_key="user_account.id", index=True)
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class SecurityEvent(SQLModel, table=True):
    """An entry of the log; the database itself refuses to change or delete one.

    Attributes:
        actor_id: who did it; none when nobody was signed in, or on the command line.
        about_id: whose account it concerns, if it is known.
        address: from where, as the server sees it.
        detail: what else belongs to it, such as the role that was given.
    """

    __tablename__ = "security_event"
    __table_args__ = (
        CheckConstraint(_one_of("act", SecurityAct), name="act"),
        # Each attempt to sign in asks how many from its address failed lately.
        Index("ix_security_event_address_at", "address", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    actor_id: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    act: str = Field(sa_column=Column(Text, nullable=False))
    about_id: int | None = Field(default=None, foreign_key="user_account.id", index=True)
    address: str = Field(sa_column=Column(Text, nullable=False))
    detail: str | None = Field(default=None, sa_column=Column(Text))
