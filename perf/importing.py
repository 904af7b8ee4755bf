"""Published documents into the database, and kept targets out of it, for the command line."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from perf.conversion import FileReading
from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.departments.queries import department_by_code, department_by_name
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import TableKind
from perf.targets.operations import Outcome, TargetError, store_target
from perf.targets.queries import stored_targets_of_year

_OUTCOMES = {Outcome.ADDED: "已存入", Outcome.REPLACED: "已替换原有的表", Outcome.UNCHANGED: "与库里相同，没有改动"}


def import_reading(engine: Engine, file: FileReading, *, unit_code: str | None, now: datetime) -> tuple[str, ...]:
    """Keep all targets of one file, in one transaction, and say what was done.

    The unit is the one of ``unit_code``, else of the code the document prints, else the known unit of the name that
    the tables state. Refuses, with ``TargetError`` or ``DepartmentError``, what cannot be kept; nothing of the file
    is kept then.
    """
    if not file.targets:
        raise TargetError(f"“{file.name}”里没有可以存的绩效目标表")
    lines = []
    with transaction(engine) as session:
        code, name = _unit(session, file, unit_code)
        if department_by_code(session, code) is None:
            register_department(session, code, name, now=now)
            lines.append(f"登记了新单位 {code} {name}")
        for target in file.targets:
            stored = store_target(session, code, target, source_name=file.name, now=now)
            lines.append(f"{code} {target.fiscal_year} 年 {target.title}：{_OUTCOMES[stored.outcome]}")
    return tuple(lines)


def _unit(session: Session, file: FileReading, given: str | None) -> tuple[str, str]:
    """Find the code and the name of the unit whose tables a file holds."""
    name = unit_name(file.targets)
    code = given or file.unit_code
    known = department_by_code(session, code) if code else department_by_name(session, name) if name else None
    if known is not None:
        return known.code, known.name
    if code is None:
        raise TargetError(f"“{file.name}”里没有单位代码，库里也没有同名单位，请用 --unit 写明单位代码再导入")
    return code, name or code


def unit_name(targets: Sequence[PerformanceTarget]) -> str | None:
    """Give the name of the unit that tables state: a department's own name, else the one that carries out a project."""
    ordered = sorted(targets, key=lambda target: target.kind is not TableKind.DEPARTMENT)
    names = (target.field_text("department_name") or target.field_text("implementing_unit") for target in ordered)
    return next((" ".join(re.split(r"\s+", name)) for name in names if name), None)


def stored_targets(engine: Engine, code: str, year: int) -> tuple[PerformanceTarget, ...]:
    """Give the kept targets of a unit and year, its own first."""
    with reading(engine) as session:
        return tuple(stored.target for stored in stored_targets_of_year(session, code, year))
