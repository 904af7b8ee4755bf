"""Accounts, their roles, sign-ins and links, and the log of security."""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None

_ROLES = (
    "drafter",
    "unit_leader",
    "department_reviewer",
    "finance_business_reviewer",
    "finance_performance_reviewer",
    "auditor",
    "system_administrator",
    "security_administrator",
    "audit_administrator",
)
_ACTS = (
    "signed_in",
    "sign_in_refused",
    "locked",
    "signed_out",
    "sign_ins_ended",
    "password_changed",
    "password_change_refused",
    "password_set_by_link",
    "password_generated",
    "link_issued",
    "user_created",
    "user_deactivated",
    "user_activated",
    "role_given",
    "role_taken",
)


def upgrade() -> None:
    _create_users()
    _create_secrets()
    _create_log()
    _make_log_append_only()


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _user_of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["user_account.id"], name=f"fk_{table}_{column}_user_account")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _create_users() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_name", sa.Text(), nullable=False),
        sa.Column("sign_in_key", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        _moment("locked_until", nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        _moment("created_at"),
        _key("user_account"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_user_account_department_id_department"),
        sa.UniqueConstraint("sign_in_key", name="uq_user_account_sign_in_key"),
    )
    op.create_index("ix_user_account_department_id", "user_account", ["department_id"])
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "role", name="pk_user_role"),
        _user_of("user_role", "user_id"),
        sa.CheckConstraint(_one_of("role", _ROLES), name="ck_user_role_role"),
    )


def _create_secrets() -> None:
    for table, moments in (
        ("sign_in_session", (_moment("created_at"), _moment("last_seen_at"), _moment("ended_at", nullable=True))),
        ("one_time_link", (_moment("expires_at"), _moment("used_at", nullable=True))),
    ):
        more = (sa.Column("browser", sa.Text(), nullable=False),) if table == "sign_in_session" else ()
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("token_hash", sa.Text(), nullable=False),
            sa.Column("user_id", sa.Integer(), nullable=False),
            *moments,
            *more,
            _key(table),
            _user_of(table, "user_id"),
            sa.UniqueConstraint("token_hash", name=f"uq_{table}_token_hash"),
        )
        op.create_index(f"ix_{table}_user_id", table, ["user_id"])


def _create_log() -> None:
    op.create_table(
        "security_event",
        sa.Column("id", sa.Integer(), nullable=False),
        _moment("at"),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        _key("security_event"),
        _user_of("security_event", "actor_id"),
        _user_of("security_event", "about_id"),
        sa.CheckConstraint(_one_of("act", _ACTS), name="ck_security_event_act"),
    )
    for column in ("at", "actor_id", "about_id"):
        op.create_index(f"ix_security_event_{column}", "security_event", [column])


def _make_log_append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_to_change_the_log() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'security_event is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER security_event_is_append_only BEFORE UPDATE OR DELETE ON security_event "
            "FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_log()"
        )
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER security_event_no_{verb.lower()} BEFORE {verb} ON security_event "
                "BEGIN SELECT RAISE(ABORT, 'security_event is append-only'); END"
            )


def downgrade() -> None:
    for table in ("security_event", "one_time_link", "sign_in_session", "user_role", "user_account"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_to_change_the_log()")
