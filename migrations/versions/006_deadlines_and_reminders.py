"""Deadlines of budget years with their extensions and closed years, reminders that were sent, projects that ended."""

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None

_DUTIES = ("drafting", "unit_leader", "supervising_department", "finance_business", "finance_performance")


def upgrade() -> None:
    _create("deadline", ["fiscal_year", "duty"], _day("day"), _text("reminders"), *_set_by())
    _create(
        "deadline_extension",
        ["fiscal_year", "duty", "department_id"],
        _number("department_id"),
        _day("day"),
        _text("reason"),
        *_set_by(),
        _refers("deadline_extension", "department_id", "department", "id"),
    )
    op.create_table(
        "year_closing",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        _text("reason"),
        *_set_by(),
        sa.PrimaryKeyConstraint("fiscal_year", name="pk_year_closing"),
        _refers("year_closing", "fiscal_year", "fiscal_year", "year"),
        _refers("year_closing", "set_by_id", "user_account", "id"),
    )
    _create(
        "reminder_sent",
        ["user_id", "fiscal_year", "duty", "point"],
        _number("user_id"),
        _day("point"),
        _day("day"),
        _moment("at"),
        _refers("reminder_sent", "user_id", "user_account", "id"),
    )
    op.create_table(
        "ended_project",
        *(sa.Column(name, sa.Integer(), autoincrement=False, nullable=False) for name in ("project_id", "fiscal_year")),
        *_set_by(),
        sa.PrimaryKeyConstraint("project_id", "fiscal_year", name="pk_ended_project"),
        _refers("ended_project", "project_id", "project", "id"),
        _refers("ended_project", "fiscal_year", "fiscal_year", "year"),
        _refers("ended_project", "set_by_id", "user_account", "id"),
    )


def _create(table: str, unique: list[str], *more: sa.Column[object] | sa.Constraint) -> None:
    """Create a table about a duty of a year."""
    columns = {column.name for column in more if isinstance(column, sa.Column)}
    by_somebody = [_refers(table, "set_by_id", "user_account", "id")] if "set_by_id" in columns else []
    op.create_table(
        table,
        _number("id"),
        _number("fiscal_year"),
        _text("duty"),
        *more,
        *by_somebody,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _refers(table, "fiscal_year", "fiscal_year", "year"),
        sa.UniqueConstraint(*unique, name=f"uq_{table}_{'_'.join(unique)}"),
        sa.CheckConstraint(f"duty IN ({', '.join(map(repr, _DUTIES))})", name=f"ck_{table}_duty"),
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _set_by() -> tuple[sa.Column[object], sa.Column[object]]:
    return _number("set_by_id"), _moment("set_at")


def _refers(table: str, column: str, to: str, key: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.{key}"], name=f"fk_{table}_{column}_{to}")


def downgrade() -> None:
    for table in ("ended_project", "reminder_sent", "year_closing", "deadline_extension", "deadline"):
        op.drop_table(table)
