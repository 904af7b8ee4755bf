"""The worked examples of ``seed/`` into a database, by the same operations that serve people's own documents.

So do its demonstration accounts, and the indicators of the library.
"""

import json
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import give_generated_password
from perf.accounts.operations.users import set_roles
from perf.accounts.queries import account_by_name
from perf.database import transaction
from perf.departments.operations import register_department
from perf.departments.queries import department_by_code
from perf.domain.interchange import target_from_dict
from perf.domain.roles import Role
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import TableKind
from perf.library.operations import Loaded, bring_in_shipped
from perf.library.shipped import shipped_indicators
from perf.paths import shipped
from perf.people.operations import NewUser, add_user
from perf.targets.operations import Stored, store_target
from perf.targets.queries import targets_of_year


def load_seed(engine: Engine, now: datetime) -> tuple[Stored, ...]:
    """Keep every example that is missing, in one transaction, and say what was added.

    What is there already, be it another import of the same table or a corrected name, is never touched.
    """
    folder = shipped("seed")
    with transaction(engine) as session:
        departments = tomllib.loads((folder / "departments.toml").read_text("utf-8"))["departments"]
        return tuple(stored for entry in departments for stored in _load_department(session, folder, entry, now))


def load_library(engine: Engine, now: datetime) -> Loaded:
    """Bring the shipped indicators into the library, and say how many are new and how many got a new wording."""
    with transaction(engine) as session:
        return bring_in_shipped(session, shipped_indicators(), now=now)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account that was made to look around with, and its password, which is told once and kept nowhere."""

    sign_in_name: str
    role: Role
    password: str


def load_accounts(engine: Engine, now: datetime) -> tuple[DemonstrationAccount, ...]:
    """Make every demonstration account that is missing, one a role, each with a password made at random.

    The departments of :func:`load_seed` must be there. An account of the same sign-in name is never touched.
    """
    entries = tomllib.loads((shipped("seed") / "accounts.toml").read_text("utf-8"))["accounts"]
    with transaction(engine) as session:
        missing = [entry for entry in entries if account_by_name(session, entry["sign_in_name"]) is None]
        return tuple(_make_account(session, entry, now) for entry in missing)


def _make_account(session: Session, entry: dict[str, str], now: datetime) -> DemonstrationAccount:
    """Make one account."""
    name, role, code = entry["sign_in_name"], Role(entry["role"]), entry.get("department", "")
    user_id = add_user(session, COMMAND_LINE, NewUser(name, entry["full_name"], code), now=now)
    set_roles(session, COMMAND_LINE, user_id, frozenset({role}), now=now)
    return DemonstrationAccount(name, role, give_generated_password(session, COMMAND_LINE, user_id, now=now))


def seed_targets(path: Path) -> tuple[PerformanceTarget, ...]:
    """Read the targets of one example file."""
    return tuple(target_from_dict(table) for table in json.loads(path.read_text("utf-8"))["tables"])


def _load_department(session: Session, folder: Path, entry: dict[str, Any], now: datetime) -> list[Stored]:
    """Keep one department and those of its tables that are missing."""
    code = entry["code"]
    if department_by_code(session, code) is None:
        register_department(session, code, entry["name"], now=now)
    return [
        store_target(session, code, target, source_name=f"seed/{name}", now=now)
        for name in entry["tables"]
        for target in seed_targets(folder / name)
        if not _is_kept(session, code, target)
    ]


def _is_kept(session: Session, code: str, target: PerformanceTarget) -> bool:
    """Tell whether a department has a table already for what an example is about."""
    assert target.fiscal_year is not None, "every example says its year"
    project = None if target.kind is TableKind.DEPARTMENT else target.field_text("project_name")
    kept = targets_of_year(session, code, target.fiscal_year)
    return any((known.kind, known.project_name) == (target.kind, project) for known in kept)
