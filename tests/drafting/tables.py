"""Drafts for tests, in the words of those who fill them: each call is a press of a button, a transaction of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from sqlalchemy import Engine

from perf.accounts.operations.log import COMMAND_LINE
from perf.database import reading, transaction
from perf.departments.operations import register_department
from perf.domain.drafts.beginning import NewRow, empty_rows
from perf.domain.drafts.rows import INDICATORS, Draft, DraftRow
from perf.drafting.history import Change, ChangeFilter, changes_of
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.drafting.operations.lines import NewLines, SeenRow, add_lines, bring_back_line, move_line, remove_line
from perf.drafting.operations.restoring import restore_cell
from perf.drafting.operations.saving import RowEdit, Saved, save_rows
from perf.drafting.queries import kept_draft
from perf.drafting.records import TargetDraft
from perf.people.operations import NewUser, add_user
from perf.table_schemas import schema_by_id
from tests.pages import NOW

DEPARTMENT = "gansu-2026-department"
PROJECT = "gansu-2026-project"
_ORIGINS = count(1)
_EVERYTHING = 1_000_000


def a_person(engine: Engine, name: str = "drafter", full_name: str = "某甲") -> int:
    """Give the number of a new account of the department 999001, which is registered if need be."""
    with transaction(engine) as session:
        register_department(session, "999001", "示例市图书馆𬭎", now=NOW)
        return add_user(session, COMMAND_LINE, NewUser(name, full_name, "999001"), now=NOW)


@dataclass(frozen=True)
class Table:
    """A draft as one person has it before them."""

    engine: Engine
    id: int
    person: int

    def seen_by(self, person: int) -> "Table":
        """The same draft before somebody else."""
        return replace(self, person=person)

    def draft(self) -> Draft:
        """The draft as it is kept."""
        with reading(self.engine) as session:
            kept = kept_draft(session, self.id)
        assert kept is not None
        return kept.draft

    def lines(self, block: str = INDICATORS) -> tuple[DraftRow, ...]:
        """The rows of a block."""
        return self.draft().of_block(block)

    def names(self) -> list[str]:
        """What the indicator rows are called, from top to bottom."""
        return [row.text("name") for row in self.lines()]

    def slot(self, part: str) -> DraftRow:
        """The row of a fixed slot."""
        row = self.draft().slot(part)
        assert row is not None
        return row

    def history(self, row_id: int | None = None, cell: str | None = None) -> tuple[Change, ...]:
        """The changes, newest first."""
        with reading(self.engine) as session:
            return changes_of(session, self.id, ChangeFilter(row_id, cell), limit=_EVERYTHING)

    def save(self, row: DraftRow, **texts: str) -> Saved:
        """Save what was typed in a row as it was seen."""
        return self.save_all(RowEdit(row.id, row.version, texts))

    def save_all(self, *edits: RowEdit) -> Saved:
        """Save what was typed in several rows."""
        with transaction(self.engine) as session:
            return save_rows(session, self.id, edits, user_id=self.person, now=NOW)

    def add(
        self, *texts: Mapping[str, str], after: int | None = None, origin: str = "", block: str = INDICATORS
    ) -> tuple[int, ...]:
        """Add lines."""
        lines = [NewRow(block, each) for each in texts]
        new = NewLines(lines, after, origin or f"page-{next(_ORIGINS)}")
        with transaction(self.engine) as session:
            return add_lines(session, self.id, new, user_id=self.person, now=NOW)

    def remove(self, row: DraftRow) -> None:
        """Remove a line as it was seen."""
        with transaction(self.engine) as session:
            remove_line(session, self.id, SeenRow(row.id, row.version), user_id=self.person, now=NOW)

    def bring_back(self, row_id: int) -> None:
        """Bring a removed line back."""
        with transaction(self.engine) as session:
            bring_back_line(session, self.id, row_id, user_id=self.person, now=NOW)

    def up(self, row: DraftRow) -> None:
        """Move a line up."""
        with transaction(self.engine) as session:
            move_line(session, self.id, SeenRow(row.id, row.version), "up", user_id=self.person, now=NOW)

    def down(self, row: DraftRow) -> None:
        """Move a line down."""
        with transaction(self.engine) as session:
            move_line(session, self.id, SeenRow(row.id, row.version), "down", user_id=self.person, now=NOW)

    def restore(self, change: Change, version: int) -> Saved:
        """Give a cell back what it held before a change."""
        later = NOW + timedelta(minutes=1)
        with transaction(self.engine) as session:
            return restore_cell(session, self.id, change.id, version=version, user_id=self.person, now=later)

    def close(self) -> None:
        """Send it off, as reviews do: nothing may be changed now."""
        with transaction(self.engine) as session:
            draft = session.get_one(TargetDraft, self.id)
            draft.is_open = False


def a_table(engine: Engine, *names: str, person: int | None = None, project: str | None = None) -> Table:
    """Begin a draft with an indicator row of each name; a project's table where one is named."""
    person = person or a_person(engine)
    schema = schema_by_id(PROJECT if project else DEPARTMENT)
    assert schema is not None
    rows = [row for row in empty_rows(schema) if row.block != INDICATORS]
    rows += [NewRow(INDICATORS, {"name": name} if name else {}) for name in names or ("",)]
    with transaction(engine) as session:
        department = register_department(session, "999001", "示例市图书馆𬭎", now=NOW)
        new = NewDraft(department, 2026, schema, project)
        return Table(engine, begin_draft(session, new, rows, user_id=person, now=NOW), person)
