"""What may be done to departments, their projects and fiscal years. Callers open and commit the transaction."""

import re
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, select

from perf.accounts.operations.log import Actor, note
from perf.departments.queries import departments_above
from perf.departments.records import Department, FiscalYear, Project
from perf.domain.security_log import SecurityAct
from perf.domain.text import clean_text, is_clean
from perf.plain_words import PlainWordsError

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
_NAME_LIMIT = 200
_YEARS = range(2000, 2100)


class DepartmentError(PlainWordsError):
    """Something about a department that cannot be kept; its text is a Chinese sentence for the user.

    Attributes:
        field: what it is about: ``code``, ``name`` or ``supervising_code``.
    """

    def __init__(self, sentence: str, field: str = "code") -> None:
        super().__init__(sentence)
        self.field = field


def register_department(
    session: Session, code: str, name: str, *, supervising_code: str | None = None, now: datetime
) -> int:
    """Keep a department under its code and give its id; one that is known gets the given name and supervisor.

    Refuses, with :class:`DepartmentError`, a code that is none, a missing name, a supervising department that is
    not known, that is the department itself, or that stands below it.
    """
    if not _CODE.fullmatch(code):
        raise DepartmentError(f"单位代码“{code[:40]}”不对：应是 1 到 32 位数字、字母，中间可有点、横线")
    _require_name(code, name)
    if supervising_code == code:
        raise DepartmentError(f"单位 {code} 不能是自己的主管部门，请改正主管部门代码", "supervising_code")
    supervising_id = _supervising_id(session, supervising_code) if supervising_code else None
    _insert_if_absent(session, Department, {"code": code, "name": name, "created_at": now})
    department = session.exec(select(Department).where(Department.code == code)).one()
    assert department.id is not None
    if supervising_id is not None and department.id in departments_above(session, supervising_id):
        raise DepartmentError(
            f"{code} 不能归到 {supervising_code} 下面：{supervising_code} 自己就在 {code} 下面，"
            f"请先改 {supervising_code} 的主管部门",
            "supervising_code",
        )
    department.name, department.supervising_id = name, supervising_id
    session.flush()
    return department.id


def _require_name(code: str, name: str) -> None:
    """Refuse a name that cannot be kept."""
    clean = clean_text(name)
    if clean is None or clean != name or len(name) > _NAME_LIMIT or "\n" in name:
        raise DepartmentError(
            f"单位 {code} 的名称“{name[:40]}”不对：应是一行 1 到 {_NAME_LIMIT} 个字，前后不留空格", "name"
        )


def add_department(
    session: Session, actor: Actor, code: str, name: str, *, supervising_code: str | None, now: datetime
) -> int:
    """Register a department from a page and give its number; refuses also a code that is registered already."""
    _hold_the_tree(session)
    known = session.exec(select(Department.name).where(Department.code == code)).first() if is_clean(code) else None
    if known is not None:
        raise DepartmentError(f"单位代码 {code} 已经登记过，是“{known}”；要改它的名称，请从单位列表打开它")
    number = register_department(session, code, name, supervising_code=supervising_code, now=now)
    detail = f"{code} {name}，主管部门 {supervising_code or '无'}"
    note(session, actor, SecurityAct.DEPARTMENT_REGISTERED, about=None, now=now, detail=detail)
    return number


def change_department(
    session: Session, actor: Actor, number: int, name: str, *, supervising_code: str | None, now: datetime
) -> None:
    """Change the name of a department and which one supervises it; the code stays for ever.

    Whoever reviews for the one above sees what is below it from now on, so that the log tells of it.
    """
    _hold_the_tree(session)
    department = session.exec(select(Department).where(Department.id == number).with_for_update()).one()
    before = (department.name, _code_of(session, department.supervising_id))
    register_department(session, department.code, name, supervising_code=supervising_code, now=now)
    changes = [
        f"{what}“{old or '无'}”改为“{new or '无'}”"
        for what, old, new in zip(("名称", "主管部门"), before, (name, supervising_code), strict=True)
        if (old or "") != (new or "")
    ]
    if changes:
        detail = f"{department.code} {'；'.join(changes)}"
        note(session, actor, SecurityAct.DEPARTMENT_CHANGED, about=None, now=now, detail=detail)


def _code_of(session: Session, number: int | None) -> str | None:
    return session.exec(select(Department.code).where(Department.id == number)).one_or_none()


def _supervising_id(session: Session, code: str) -> int:
    """Give the number of the department that is to supervise another."""
    _hold_the_tree(session)
    try:
        return department_id(session, code)
    except DepartmentError as error:
        raise DepartmentError(str(error), "supervising_code") from None


def _hold_the_tree(session: Session) -> None:
    """Let one transaction at a time move departments: two moves that are right by themselves may close a circle.

    SQLite has one writer at a time anyway.
    """
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(hashtext('jixiao departments'))"))


def department_id(session: Session, code: str) -> int:
    """Give a department's id, holding it until the transaction ends so that its tables are stored one at a time.

    Refuses, with :class:`DepartmentError`, a code that is not known.
    """
    known = select(Department.id).where(Department.code == code).with_for_update()
    found = session.exec(known).one_or_none() if is_clean(code) else None
    if found is None:
        raise DepartmentError(f"还没有单位代码为“{code[:40]}”的单位，请核对代码，或者先登记这个单位")
    return found


def require_fiscal_year(session: Session, year: int) -> None:
    """Make sure that a budget year is kept; refuses, with :class:`DepartmentError`, what is no budget year."""
    if year not in _YEARS:
        raise DepartmentError(f"预算年度 {year} 不对，应在 {_YEARS[0]} 到 {_YEARS[-1]} 之间")
    _insert_if_absent(session, FiscalYear, {"year": year})


def require_project(session: Session, owner_id: int, name: str) -> int:
    """Give the id of a department's project of that name; a new name is a new project."""
    project = session.exec(select(Project).where(Project.department_id == owner_id, Project.name == name)).one_or_none()
    if project is None:
        project = Project(department_id=owner_id, name=name)
        session.add(project)
        session.flush()
    assert project.id is not None
    return project.id


def _insert_if_absent(session: Session, record: type[SQLModel], values: dict[str, object]) -> None:
    """Insert a row unless one of the same key is there, also when another transaction is inserting it just now."""
    connection = session.connection()
    table = SQLModel.metadata.tables[str(record.__tablename__)]
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(table).values(values).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(table).values(values).on_conflict_do_nothing())
