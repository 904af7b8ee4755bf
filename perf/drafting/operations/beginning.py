"""Beginning a draft, with what is to be looked at in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from perf.departments.operations import require_fiscal_year, require_project
from perf.departments.records import Department
from perf.domain.drafts.beginning import NewRow
from perf.domain.drafts.carrying import Cell
from perf.domain.drafts.rows import SLOT
from perf.domain.places import field_part
from perf.domain.table_schema import TableSchema
from perf.domain.terms import TableKind
from perf.domain.text import clean_text
from perf.drafting.operations.holding import DraftError, change, note, written
from perf.drafting.operations.lines import LINES_LIMIT
from perf.drafting.queries import draft_of_year
from perf.drafting.records import ChangeKind, DraftQuestion, DraftRowRecord, TargetDraft

_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class NewDraft:
    """A draft that is to be begun.

    Attributes:
        department_id: whose it is.
        fiscal_year: budget year.
        schema: its form.
        project_name: 项目名称, for the form of a project.
    """

    department_id: int
    fiscal_year: int
    schema: TableSchema
    project_name: str | None = None


class DraftExists(DraftError):
    """A table that was begun already; ``draft_id`` is its key."""

    def __init__(self, sentence: str, draft_id: int) -> None:
        super().__init__(sentence)
        self.draft_id = draft_id


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """Something to look at in a draft that is to be begun.

    Attributes:
        message, read, taken, place: as :class:`perf.drafting.records.DraftQuestion` keeps them.
        cell: position of its row among the rows, and the cell key; ``None`` for what found no place.
        must_be_answered: whether the table may not be submitted before.
    """

    message: str
    read: str
    taken: str | None = None
    place: str | None = None
    cell: Cell | None = None
    must_be_answered: bool = True


def begin_draft(
    session: Session,
    new: NewDraft,
    rows: Sequence[NewRow],
    questions: Sequence[NewQuestion] = (),
    *,
    user_id: int,
    now: datetime,
) -> int:
    """Begin a draft with rows, and give its id; the project's name is filled in.

    Refuses a second table of the same department or project and year, with :class:`DraftExists`; a project's table
    without name and more lines than a block may have, with :class:`DraftError`; with ``DepartmentError`` a year that
    is none.
    """
    # Two people who begin the same table at one moment do so one after the other.
    session.exec(select(Department.id).where(col(Department.id) == new.department_id).with_for_update()).one()
    name = _project_name(new)
    project_id = require_project(session, new.department_id, name) if name else None
    require_fiscal_year(session, new.fiscal_year)
    begun = draft_of_year(session, new.department_id, project_id, new.fiscal_year)
    if begun is not None:
        whose = f"项目“{name}”" if name else "本单位"
        raise DraftExists(f"{whose} {new.fiscal_year} 年已经有一张绩效目标表，请打开它接着填", begun)
    _require_room(rows)
    draft = TargetDraft(
        department_id=new.department_id,
        project_id=project_id,
        fiscal_year=new.fiscal_year,
        kind=new.schema.kind.value,
        schema_id=new.schema.id,
        title=new.schema.title,
        created_by=user_id,
        created_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    assert draft.id is not None
    ids = _write_rows(session, draft, [_named(row, name) for row in rows], user_id=user_id, now=now)
    _write_questions(session, draft.id, questions, ids)
    return draft.id


def _require_room(rows: Sequence[NewRow]) -> None:
    """Refuse more lines than a block may have."""
    lines = max(Counter(row.block for row in rows).values(), default=0)
    if lines > LINES_LIMIT:
        raise DraftError(f"这张表有 {lines} 行，一张表最多 {LINES_LIMIT} 行；请先在文件里删去不要的行")


def _project_name(new: NewDraft) -> str | None:
    """Give the name of the project that a draft is about; a department's own table has none."""
    if new.schema.kind is TableKind.DEPARTMENT:
        return None
    name = clean_text(new.project_name)
    if name is None or "\n" in name or len(name) > _NAME_LIMIT:
        raise DraftError(f"项目支出绩效目标表要写项目名称，一行，最多 {_NAME_LIMIT} 字；请填上再新建")
    return name


def _named(row: NewRow, name: str | None) -> NewRow:
    """Fill in the name of the project."""
    return replace(row, texts={SLOT: name}) if name and row.block == field_part("project_name") else row


def _write_rows(
    session: Session, draft: TargetDraft, rows: Sequence[NewRow], *, user_id: int, now: datetime
) -> Sequence[int]:
    """Write the rows of a new draft in their order, and what they begin with into its history; give their ids."""
    table = SQLModel.metadata.tables[str(DraftRowRecord.__tablename__)]
    blocks: Counter[str] = Counter()
    values: list[dict[str, Any]] = []
    for row in rows:
        common = {"draft_id": draft.id, "version": 1, "is_locked": False, "is_removed": False}
        place = {"block": row.block, "position": blocks[row.block]}
        values.append(common | place | {"texts": written(row.texts)})
        blocks[row.block] += 1
    inserting = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    ids = session.connection().execute(inserting, values).scalars().all()
    changes = [
        change(row_id, 1, ChangeKind.BEGUN, key, "", text)
        for row_id, row in zip(ids, rows, strict=True)
        for key, text in row.texts.items()
    ]
    note(session, draft, changes, user_id=user_id, now=now)
    return ids


def _write_questions(session: Session, draft_id: int, questions: Sequence[NewQuestion], ids: Sequence[int]) -> None:
    """Write what is to be looked at, in its order."""
    for question in questions:
        row, key = (ids[question.cell[0]], question.cell[1]) if question.cell else (None, None)
        session.add(
            DraftQuestion(
                draft_id=draft_id,
                row_id=row,
                cell=key,
                must_be_answered=question.must_be_answered,
                message=question.message,
                read=question.read,
                taken=question.taken,
                place=question.place,
            )
        )
    session.flush()
