"""The e-mail addresses of people, and what else the log of security tells: departments, and attempts by address."""

import sqlalchemy as sa
from alembic import op

revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None

_KNOWN_BEFORE = (
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
_NEW = ("sign_in_shut", "address_paused", "user_changed", "department_registered", "department_changed")
_CHECK = "ck_security_event_act"
_CHECK_BEFORE = "ck_security_event_ck_security_event_act"
"""What the naming convention made of the name that an earlier migration gave."""


def upgrade() -> None:
    op.add_column("user_account", sa.Column("email", sa.Text(), nullable=True))
    _let_the_log_know((*_KNOWN_BEFORE, *_NEW), _CHECK, in_place_of=_CHECK_BEFORE)
    op.create_index("ix_security_event_address_at", "security_event", ["address", "at"])


def downgrade() -> None:
    op.drop_index("ix_security_event_address_at", "security_event")
    _drop_entries(_NEW)
    _let_the_log_know(_KNOWN_BEFORE, _CHECK_BEFORE, in_place_of=_CHECK)
    op.drop_column("user_account", "email")


def _let_the_log_know(acts: tuple[str, ...], check: str, *, in_place_of: str) -> None:
    """Change which acts the log takes."""
    condition = f"act IN ({', '.join(repr(act) for act in acts)})"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(in_place_of), "security_event", type_="check")
        op.create_check_constraint(op.f(check), "security_event", condition)
    else:
        # SQLite changes a condition only with the whole table, which takes the triggers with it.
        _build_the_log_anew(check, condition)
        _refuse_changes_on_sqlite()


def _drop_entries(acts: tuple[str, ...]) -> None:
    """Drop the entries that an older version could not read; nothing else may ever do so."""
    log = sa.table("security_event", sa.column("act", sa.Text()))
    statement = sa.delete(log).where(log.c.act.in_(acts))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE security_event DISABLE TRIGGER security_event_is_append_only")
        op.execute(statement)
        op.execute("ALTER TABLE security_event ENABLE TRIGGER security_event_is_append_only")
    else:
        op.execute("DROP TRIGGER security_event_no_delete")
        op.execute(statement)


def _refuse_changes_on_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER security_event_no_{verb.lower()} BEFORE {verb} ON security_event "
            "BEGIN SELECT RAISE(ABORT, 'security_event is append-only'); END"
        )


def _build_the_log_anew(check: str, condition: str) -> None:
    """Copy the log into a table with another condition: SQLite cannot change the one it has."""
    op.create_table(
        "new_security_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_security_event"),
        *(
            sa.ForeignKeyConstraint(
                [column], ["user_account.id"], name=op.f(f"fk_security_event_{column}_user_account")
            )
            for column in ("actor_id", "about_id")
        ),
        sa.CheckConstraint(condition, name=op.f(check)),
    )
    op.execute(
        "INSERT INTO new_security_event SELECT id, at, actor_id, act, about_id, address, detail FROM security_event"
    )
    op.drop_table("security_event")
    op.rename_table("new_security_event", "security_event")
    for column in ("at", "actor_id", "about_id"):
        op.create_index(f"ix_security_event_{column}", "security_event", [column])
