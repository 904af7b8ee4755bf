"""Reviews of drafts: events, snapshots, comments, waivers, delegations, and the chain of each department."""

import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None

_ACTIONS = ("submit", "withdraw", "open", "pass", "return", "begin_adjustment", "abandon_adjustment", "disclose")
_STEPS = ("unit_leader", "supervising_department", "finance_business", "finance_performance")
_APPEND_ONLY = ("review_event", "target_snapshot")


def upgrade() -> None:
    op.add_column("target_draft", sa.Column("step", sa.Text(), nullable=True))
    _create_events()
    _create_snapshots()
    _create_comments()
    _create_waivers()
    _create_delegations_and_chains()
    _make_append_only()


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _create_events() -> None:
    op.create_table(
        "review_event",
        _number("id"),
        _number("draft_id"),
        _number("number"),
        _text("action"),
        _text("step", nullable=True),
        _number("actor_id"),
        _number("on_behalf_of_id", nullable=True),
        _moment("at"),
        *(_text(name, nullable=True) for name in ("note", "chain", "review")),
        sa.PrimaryKeyConstraint("id", name="pk_review_event"),
        _refers("review_event", "draft_id", "target_draft"),
        _refers("review_event", "actor_id", "user_account"),
        _refers("review_event", "on_behalf_of_id", "user_account"),
        sa.UniqueConstraint("draft_id", "number", name="uq_review_event_draft_id_number"),
        sa.CheckConstraint(_one_of("action", _ACTIONS), name="ck_review_event_action"),
        sa.CheckConstraint(_one_of("step", _STEPS), name="ck_review_event_step"),
        sa.CheckConstraint("(action = 'submit') = (chain IS NOT NULL)", name="ck_review_event_submission_has_chain"),
    )


def _create_snapshots() -> None:
    op.create_table(
        "target_snapshot",
        *(_number(name) for name in ("id", "draft_id", "number", "event_number", "adjustment")),
        *(_text(name) for name in ("schema_id", "draft_rows", "target", "digest")),
        sa.PrimaryKeyConstraint("id", name="pk_target_snapshot"),
        _refers("target_snapshot", "draft_id", "target_draft"),
        sa.UniqueConstraint("draft_id", "number", name="uq_target_snapshot_draft_id_number"),
        sa.UniqueConstraint("draft_id", "event_number", name="uq_target_snapshot_draft_id_event_number"),
    )


def _create_comments() -> None:
    op.create_table(
        "cell_comment",
        *(_number(name) for name in ("id", "draft_id", "event_number")),
        _number("row_id", nullable=True),
        _text("cell", nullable=True),
        *(_text(name) for name in ("place", "read", "text", "step")),
        _number("author_id"),
        _moment("at"),
        _text("answer", nullable=True),
        _number("answered_by_id", nullable=True),
        _moment("answered_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_cell_comment"),
        _refers("cell_comment", "draft_id", "target_draft"),
        _refers("cell_comment", "row_id", "draft_row"),
        _refers("cell_comment", "author_id", "user_account"),
        _refers("cell_comment", "answered_by_id", "user_account"),
        sa.CheckConstraint("(row_id IS NULL) = (cell IS NULL)", name="ck_cell_comment_cell_has_row"),
    )
    op.create_index("ix_cell_comment_draft_id", "cell_comment", ["draft_id"])


def _create_waivers() -> None:
    op.create_table(
        "finding_waiver",
        _number("id"),
        _number("draft_id"),
        *(_text(name) for name in ("rule", "cells", "message", "reason")),
        _number("requested_by_id"),
        _moment("requested_at"),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        _text("note", nullable=True),
        _number("decided_by_id", nullable=True),
        _moment("decided_at", nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_finding_waiver"),
        _refers("finding_waiver", "draft_id", "target_draft"),
        _refers("finding_waiver", "requested_by_id", "user_account"),
        _refers("finding_waiver", "decided_by_id", "user_account"),
        sa.CheckConstraint("(is_granted IS NULL) = (decided_at IS NULL)", name="ck_finding_waiver_decision_has_time"),
        sa.CheckConstraint(
            "(is_granted IS NULL) = (decided_by_id IS NULL)", name="ck_finding_waiver_decision_has_person"
        ),
    )
    op.create_index("ix_finding_waiver_draft_id", "finding_waiver", ["draft_id"])


def _create_delegations_and_chains() -> None:
    op.create_table(
        "delegation",
        *(_number(name) for name in ("id", "leader_id", "delegate_id")),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        _moment("created_at"),
        _moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
        _refers("delegation", "leader_id", "user_account"),
        _refers("delegation", "delegate_id", "user_account"),
        sa.CheckConstraint("leader_id <> delegate_id", name="ck_delegation_two_people"),
        sa.CheckConstraint("from_day <= until_day", name="ck_delegation_days_in_order"),
    )
    for column in ("leader_id", "delegate_id"):
        op.create_index(f"ix_delegation_{column}", "delegation", [column])
    op.create_table(
        "review_chain",
        sa.Column("department_id", sa.Integer(), autoincrement=False, nullable=False),
        _text("steps"),
        sa.PrimaryKeyConstraint("department_id", name="pk_review_chain"),
        _refers("review_chain", "department_id", "department"),
    )


def _make_append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_to_change_a_review() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
        for table in _APPEND_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_review()"
            )
        return
    for table in _APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    for table in ("review_chain", "delegation", "finding_waiver", "cell_comment", "target_snapshot", "review_event"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_to_change_a_review()")
    with op.batch_alter_table("target_draft") as draft:
        draft.drop_column("step")
