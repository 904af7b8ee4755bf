"""Tables of target tables (绩效目标表) and their rows. Rules are kept in the domain and in operations, not here.

Each row table is keyed by the target and the row's position in it, so that rows come back in the form's order.
Places (``source``) and a row's further columns are JSON texts: they are only ever read whole.
"""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Column, ForeignKey, Integer, Text
from sqlmodel import Field, SQLModel

from perf.database import DecimalText, UtcDateTime
from perf.departments.records import one_a_year


def _text(*, nullable: bool = False) -> Column[str]:
    """Make a column of free text: no length that one database enforces and the other does not."""
    return Column(Text, nullable=nullable)


def _target_key() -> Column[int]:
    """Make the key part that names the target; rows go when their target goes."""
    return Column(Integer, ForeignKey("target_table.id", ondelete="CASCADE"), primary_key=True)


def _position_key() -> Column[int]:
    """Make the key part that numbers the rows of a target from 0."""
    return Column(Integer, primary_key=True, autoincrement=False)


class TargetTable(SQLModel, table=True):
    """One filled target table.

    Attributes:
        project_id: the project it is about; absent for a department's own table.
        kind: ``department`` or ``project``.
        schema_id: the form it is filled in; absent when it fits none.
        source_name: name of the file it was read from.
        digest: SHA-256 over everything the table states, hexadecimal.
    """

    __tablename__ = "target_table"
    __table_args__ = one_a_year("target_table")

    id: int | None = Field(default=None, primary_key=True)
    department_id: int = Field(foreign_key="department.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id")
    fiscal_year: int = Field(foreign_key="fiscal_year.year", index=True)
    kind: str = Field(sa_column=_text())
    schema_id: str | None = Field(default=None, sa_column=_text(nullable=True))
    title: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))
    source_name: str = Field(sa_column=_text())
    digest: str = Field(sa_column=_text())
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    updated_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class TargetField(SQLModel, table=True):
    """One filled head or foot field."""

    __tablename__ = "target_field"

    target_id: int = Field(sa_column=_target_key())
    position: int = Field(sa_column=_position_key())
    key: str = Field(sa_column=_text())
    text: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))


class TargetGoal(SQLModel, table=True):
    """The goal text of one half."""

    __tablename__ = "target_goal"

    target_id: int = Field(sa_column=_target_key())
    position: int = Field(sa_column=_position_key())
    period: str = Field(sa_column=_text())
    text: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))


class TargetFunding(SQLModel, table=True):
    """One amount of the money block; ``unit`` is 万元 or 元."""

    __tablename__ = "target_funding"

    target_id: int = Field(sa_column=_target_key())
    position: int = Field(sa_column=_position_key())
    key: str = Field(sa_column=_text())
    label: str = Field(sa_column=_text())
    amount: Decimal | None = Field(default=None, sa_column=Column(DecimalText))
    unit: str | None = Field(default=None, sa_column=_text(nullable=True))
    text: str | None = Field(default=None, sa_column=_text(nullable=True))
    period: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))


class TargetListRow(SQLModel, table=True):
    """One row of a list block; ``cells`` is a JSON list of [column key, text]."""

    __tablename__ = "target_list_row"

    target_id: int = Field(sa_column=_target_key())
    position: int = Field(sa_column=_position_key())
    block: str = Field(sa_column=_text())
    cells: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))


class TargetIndicator(SQLModel, table=True):
    """One third-level indicator; ``details`` is a JSON list of [column key, text].

    The target value is ``comparison``, ``number``, ``upper``, ``unit`` and ``text``; all absent when its cell is blank.
    """

    __tablename__ = "target_indicator"

    target_id: int = Field(sa_column=_target_key())
    position: int = Field(sa_column=_position_key())
    period: str = Field(sa_column=_text())
    first_level: str | None = Field(default=None, sa_column=_text(nullable=True))
    first_level_weight: Decimal | None = Field(default=None, sa_column=Column(DecimalText))
    second_level: str | None = Field(default=None, sa_column=_text(nullable=True))
    name: str = Field(sa_column=_text())
    comparison: str | None = Field(default=None, sa_column=_text(nullable=True))
    number: Decimal | None = Field(default=None, sa_column=Column(DecimalText))
    upper: Decimal | None = Field(default=None, sa_column=Column(DecimalText))
    unit: str | None = Field(default=None, sa_column=_text(nullable=True))
    text: str | None = Field(default=None, sa_column=_text(nullable=True))
    remark: str | None = Field(default=None, sa_column=_text(nullable=True))
    details: str = Field(sa_column=_text())
    source: str | None = Field(default=None, sa_column=_text(nullable=True))
