"""What is to be looked at in a draft that was begun from a file or a former table."""

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("must_be_answered", sa.Boolean(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft_question"),
        _refers("draft_id", "target_draft", goes_with=True),
        _refers("row_id", "draft_row", goes_with=True),
        _refers("answered_by", "user_account"),
        _check("(row_id IS NULL) = (cell IS NULL)", "cell_has_row"),
        _check("(answered_by IS NULL) = (answered_at IS NULL)", "answer_has_time"),
    )
    op.create_index("ix_draft_question_draft_id", "draft_question", ["draft_id"])


def _refers(column: str, table: str, *, goes_with: bool = False) -> sa.ForeignKeyConstraint:
    name = f"fk_draft_question_{column}_{table}"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE" if goes_with else None)


def _check(sentence: str, name: str) -> sa.CheckConstraint:
    # The naming convention of the records puts its own part before the name.
    return sa.CheckConstraint(sentence, name=op.f(f"ck_draft_question_{name}"))


def downgrade() -> None:
    op.drop_table("draft_question")
