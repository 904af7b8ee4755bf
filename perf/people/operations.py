"""What the pages about people do where accounts and departments meet. Callers open and commit the transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from perf.accounts.operations.log import Actor
from perf.accounts.operations.passwords import issue_link
from perf.accounts.operations.users import Particulars, change_user, create_user, require_no_administrator
from perf.departments.operations import department_id
from perf.settings import SignInLimits


@dataclass(frozen=True, slots=True)
class TypedParticulars:
    """What is typed about somebody; the department is named by its code, empty for none."""

    full_name: str
    department_code: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class NewUser:
    """What is typed about a new user; the department is named by its code, empty for none."""

    sign_in_name: str
    full_name: str
    department_code: str
    email: str = ""


def add_user(session: Session, actor: Actor, new: NewUser, *, now: datetime) -> int:
    """Keep a new account and give its number.

    Refuses, with ``AccountError``, what :func:`create_user` refuses; with ``DepartmentError``, an unknown code.
    """
    particulars = _particulars(session, new.full_name, new.department_code, new.email)
    return create_user(session, actor, new.sign_in_name, particulars, now=now)


def change_person(session: Session, actor: Actor, user_id: int, typed: TypedParticulars, *, now: datetime) -> None:
    """Change what is kept of somebody.

    Refuses, with ``AccountError``, what :func:`change_user` refuses; with ``DepartmentError``, an unknown code.
    """
    particulars = _particulars(session, typed.full_name, typed.department_code, typed.email)
    change_user(session, actor, user_id, particulars, now=now)


def _particulars(session: Session, full_name: str, department_code: str, email: str) -> Particulars:
    department = department_id(session, department_code) if department_code else None
    return Particulars(full_name, department, email)


def link_for_user(session: Session, actor: Actor, user_id: int, *, limits: SignInLimits, now: datetime) -> str:
    """Issue a link from a page and give its token; refuses, with ``AccountError``, to do so for an administrator."""
    require_no_administrator(session, user_id)
    return issue_link(session, actor, user_id, limits=limits, now=now)
