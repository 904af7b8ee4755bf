"""Tables of departments, their projects and fiscal years. Rules are kept in operations, not here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlalchemy.schema import SchemaItem
from sqlmodel import Field, SQLModel

from perf.database import UtcDateTime


class Department(SQLModel, table=True):
    """A department or unit (部门、单位) that has a budget of its own.

    Attributes:
        code: 单位代码, such as 156001.
        supervising_id: the department that supervises it (主管部门), if it is kept too.
    """

    __tablename__ = "department"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    name: str = Field(sa_column=Column(Text, nullable=False))
    supervising_id: int | None = Field(default=None, foreign_key="department.id", index=True)
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FiscalYear(SQLModel, table=True):
    """A budget year that tables are kept for."""

    __tablename__ = "fiscal_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


class Project(SQLModel, table=True):
    """A project (项目) of a department, the same one over the years."""

    __tablename__ = "project"
    __table_args__ = (UniqueConstraint("department_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    department_id: int = Field(foreign_key="department.id")
    name: str = Field(sa_column=Column(Text, nullable=False))
    code: str | None = Field(default=None, sa_column=Column(Text))


def one_a_year(table: str) -> tuple[SchemaItem, ...]:
    """Give the conditions of a table of target tables: one a year for each project, and one for a department itself.

    The table has the columns ``department_id``, ``project_id`` (none for a department's own), ``fiscal_year`` and kind.
    """
    return (
        UniqueConstraint("project_id", "fiscal_year"),
        Index(
            f"uq_{table}_department_id_fiscal_year",
            "department_id",
            "fiscal_year",
            unique=True,
            sqlite_where=Column("project_id").is_(None),
            postgresql_where=Column("project_id").is_(None),
        ),
        CheckConstraint("(kind = 'project') = (project_id IS NOT NULL)", name="kind_has_project"),
        CheckConstraint("kind IN ('department', 'project')", name="kind"),
    )
