"""Departments, their projects and fiscal years, and target tables with their rows."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_departments()
    _create_target_table()
    _create_rows("target_field", _filled("key"), _filled("text"))
    _create_rows("target_goal", _filled("period"), _filled("text"))
    _create_rows(
        "target_funding",
        _filled("key"),
        _filled("label"),
        _optional("amount"),
        _optional("unit"),
        _optional("text"),
        _filled("period"),
    )
    _create_rows("target_list_row", _filled("block"), _filled("cells"))
    _create_rows(
        "target_indicator",
        _filled("period"),
        _optional("first_level"),
        _optional("first_level_weight"),
        _optional("second_level"),
        _filled("name"),
        _optional("comparison"),
        _optional("number"),
        _optional("upper"),
        _optional("unit"),
        _optional("text"),
        _optional("remark"),
        _filled("details"),
    )


def downgrade() -> None:
    # Indexes go with their tables.
    for table in ("target_indicator", "target_list_row", "target_funding", "target_goal", "target_field"):
        op.drop_table(table)
    for table in ("target_table", "project", "fiscal_year", "department"):
        op.drop_table(table)


def _filled(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _optional(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=True)


def _create_departments() -> None:
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        _filled("code"),
        _filled("name"),
        sa.Column("supervising_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["supervising_id"], ["department.id"], name=op.f("fk_department_supervising_id_department")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("code", name=op.f("uq_department_code")),
    )
    op.create_index(op.f("ix_department_supervising_id"), "department", ["supervising_id"])
    op.create_table(
        "fiscal_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_fiscal_year")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        _filled("name"),
        _optional("code"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_project_department_id_department")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("department_id", "name", name=op.f("uq_project_department_id_name")),
    )


def _create_target_table() -> None:
    op.create_table(
        "target_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        _filled("kind"),
        _optional("schema_id"),
        _filled("title"),
        _optional("source"),
        _filled("source_name"),
        _filled("digest"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('department', 'project')", name=op.f("ck_target_table_kind")),
        sa.CheckConstraint(
            "(kind = 'project') = (project_id IS NOT NULL)", name=op.f("ck_target_table_kind_has_project")
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_target_table_department_id_department")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_target_table_project_id_project")),
        sa.ForeignKeyConstraint(
            ["fiscal_year"], ["fiscal_year.year"], name=op.f("fk_target_table_fiscal_year_fiscal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_table")),
        sa.UniqueConstraint("project_id", "fiscal_year", name=op.f("uq_target_table_project_id_fiscal_year")),
    )
    op.create_index(op.f("ix_target_table_department_id"), "target_table", ["department_id"])
    op.create_index(op.f("ix_target_table_fiscal_year"), "target_table", ["fiscal_year"])
    op.create_index(
        "uq_target_table_department_id_fiscal_year",
        "target_table",
        ["department_id", "fiscal_year"],
        unique=True,
        sqlite_where=sa.text("project_id IS NULL"),
        postgresql_where=sa.text("project_id IS NULL"),
    )


def _create_rows(table: str, *columns: sa.Column[str]) -> None:
    """Create a table of rows that belong to a target and go when it goes."""
    op.create_table(
        table,
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        _optional("source"),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["target_table.id"],
            name=op.f(f"fk_{table}_target_id_target_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("target_id", "position", name=op.f(f"pk_{table}")),
    )
