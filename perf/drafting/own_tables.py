"""The tables of a department as its drafters find them: those in hand by year, and earlier ones to start from."""

from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from perf.domain.review import State, Step
from perf.drafting.former_tables import FormerTable, tables_of_department
from perf.drafting.queries import DraftSummary, drafts_of
from perf.drafting.questions import open_question_counts


@dataclass(frozen=True, slots=True)
class TableInHand:
    """A draft in the list: the draft, where it stands in words, and how much is still to be looked at."""

    summary: DraftSummary
    state: str
    questions: int


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The tables of a department.

    Attributes:
        years: the drafts by year, newest first.
        published: published tables, newest first.
    """

    years: tuple[tuple[int, tuple[TableInHand, ...]], ...]
    published: tuple[FormerTable, ...]


def own_tables(session: Session, department_id: int) -> OwnTables:
    """Give the tables of a department; the number of queries does not grow with them."""
    drafts = drafts_of(session, [department_id])
    counts = open_question_counts(session, [draft.id for draft in drafts])
    in_hand = [TableInHand(draft, _state(draft), counts.get(draft.id, 0)) for draft in drafts]
    years = tuple((year, tuple(each)) for year, each in groupby(in_hand, lambda each: each.summary.fiscal_year))
    published = [table for table in tables_of_department(session, department_id) if table.source == "published"]
    return OwnTables(years, tuple(published))


def _state(draft: DraftSummary) -> str:
    state = State(draft.state).label
    return f"{Step(draft.step).label}：{state}" if draft.step else state
