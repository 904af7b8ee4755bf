"""The indicator library: entries that came with the system, proposals, and what was decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None

_TABLE = "library_entry"
_STATED = ("field", "use_of_funds", "first_level", "second_level", "name", "state", "identity", "search_text")
_OPTIONAL = (
    "shipped_key",
    "comparison",
    "value",
    "unit",
    "explanation",
    "planned_standard",
    "historical_standard",
    "industry_standard",
    "scoring_method",
    "data_source",
    "evidence",
    "keywords",
    "reason",
)
_REFERENCES = (("proposed_by", "user_account"), ("department_id", "department"), ("decided_by", "user_account"))


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _STATED),
        *(sa.Column(name, sa.Text(), nullable=True) for name in _OPTIONAL),
        *(sa.Column(name, sa.Integer(), nullable=True) for name, _ in _REFERENCES),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_TABLE}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_{_TABLE}_{name}_{table}")
            for name, table in _REFERENCES
        ),
        sa.UniqueConstraint("shipped_key", name=f"uq_{_TABLE}_shipped_key"),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'refused', 'retired')", name=f"ck_{_TABLE}_state"),
        sa.CheckConstraint("state NOT IN ('refused', 'retired') OR reason IS NOT NULL", name=f"ck_{_TABLE}_reason"),
    )
    for column in ("state", "proposed_by", "department_id"):
        op.create_index(f"ix_{_TABLE}_{column}", _TABLE, [column])
    accepted = sa.text("state = 'accepted'")
    op.create_index(
        f"uq_{_TABLE}_identity", _TABLE, ["identity"], unique=True, sqlite_where=accepted, postgresql_where=accepted
    )


def downgrade() -> None:
    op.drop_table(_TABLE)
