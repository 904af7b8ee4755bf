"""Tables of departments, their projects and fiscal years. Rules are kept in operations, not here."""

from datetime import datetime

from sqlalchemy import Column, Text, UniqueConstraint
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
