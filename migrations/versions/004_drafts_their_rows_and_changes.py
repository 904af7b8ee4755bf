"""Drafts of target tables, their rows, and every change of a cell."""

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None

_KINDS = ("begun", "typed", "pasted", "restored", "added", "removed", "moved", "brought_back")


def upgrade() -> None:
    _create_drafts()
    _create_rows()
    _create_changes()


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _refers(table: str, column: str, to: str, *, goes_with: bool = False) -> sa.ForeignKeyConstraint:
    target, _, _ = to.partition(".")
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [to], name=name, ondelete="CASCADE" if goes_with else None)


def _create_drafts() -> None:
    op.create_table(
        "target_draft",
        _number("id"),
        _number("department_id"),
        _number("project_id", nullable=True),
        _number("fiscal_year"),
        *(_text(name) for name in ("kind", "schema_id", "title", "state")),
        _flag("is_open"),
        _number("created_by"),
        _moment("created_at"),
        _moment("changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_target_draft"),
        _refers("target_draft", "department_id", "department.id"),
        _refers("target_draft", "project_id", "project.id"),
        _refers("target_draft", "fiscal_year", "fiscal_year.year"),
        _refers("target_draft", "created_by", "user_account.id"),
        sa.UniqueConstraint("project_id", "fiscal_year", name="uq_target_draft_project_id_fiscal_year"),
        sa.CheckConstraint("(kind = 'project') = (project_id IS NOT NULL)", name="ck_target_draft_kind_has_project"),
        sa.CheckConstraint("kind IN ('department', 'project')", name="ck_target_draft_kind"),
    )
    own = sa.text("project_id IS NULL")
    op.create_index(
        "uq_target_draft_department_id_fiscal_year",
        "target_draft",
        ["department_id", "fiscal_year"],
        unique=True,
        sqlite_where=own,
        postgresql_where=own,
    )
    for column in ("department_id", "fiscal_year", "state"):
        op.create_index(f"ix_target_draft_{column}", "target_draft", [column])


def _create_rows() -> None:
    op.create_table(
        "draft_row",
        _number("id"),
        _number("draft_id"),
        _text("block"),
        _number("position"),
        _number("version"),
        _text("texts"),
        _text("origin", nullable=True),
        _flag("is_locked"),
        _flag("is_removed"),
        sa.PrimaryKeyConstraint("id", name="pk_draft_row"),
        _refers("draft_row", "draft_id", "target_draft.id", goes_with=True),
        sa.UniqueConstraint("draft_id", "origin", name="uq_draft_row_draft_id_origin"),
    )
    op.create_index("ix_draft_row_draft_id", "draft_row", ["draft_id"])


def _create_changes() -> None:
    op.create_table(
        "draft_change",
        _number("id"),
        _number("draft_id"),
        _number("row_id"),
        _number("version"),
        _text("kind"),
        _text("cell", nullable=True),
        _text("before"),
        _text("after"),
        _number("user_id"),
        _moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_draft_change"),
        _refers("draft_change", "draft_id", "target_draft.id", goes_with=True),
        _refers("draft_change", "row_id", "draft_row.id", goes_with=True),
        _refers("draft_change", "user_id", "user_account.id"),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, _KINDS))})", name="ck_draft_change_kind"),
    )
    op.create_index("ix_draft_change_draft_id", "draft_change", ["draft_id"])
    op.create_index("ix_draft_change_row_id_version", "draft_change", ["row_id", "version"])


def downgrade() -> None:
    for table in ("draft_change", "draft_row", "target_draft"):
        op.drop_table(table)
