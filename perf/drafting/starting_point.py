"""What a draft was begun from, as far as the page of its editor still shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session

from perf.domain.drafts.last_year import texts_beside
from perf.domain.drafts.rows import parse_cell_name
from perf.drafting.former_tables import former_rows, table_before
from perf.drafting.layout import Layout
from perf.drafting.queries import DraftSummary
from perf.drafting.questions import OpenQuestion, open_questions
from perf.web.questions import QuestionOnPage, taken_in_words


@dataclass(frozen=True)
class StartingPoint:
    """What is shown of it; each part is read from the database when it is first asked for.

    Attributes:
        session: the session to read in.
        summary, layout: the draft.
    """

    session: Session
    summary: DraftSummary
    layout: Layout

    @cached_property
    def beside(self) -> Mapping[str, str]:
        """What stood in each cell in the table of the year before, or the last one before that, by cell name."""
        summary = self.summary
        former = table_before(self.session, summary.department_id, summary.project_id, summary.fiscal_year)
        if former is None:
            return {}
        when = "去年" if former.fiscal_year == summary.fiscal_year - 1 else f"{former.fiscal_year}年"
        rows = former_rows(self.session, former, self.layout.schema)
        texts = texts_beside(self.layout.draft, self.layout.schema, rows, when)
        return {self._shown(name) or name: text for name, text in texts.items()}

    @cached_property
    def questions(self) -> tuple[QuestionOnPage, ...]:
        """What is still to be looked at before the table is submitted."""
        must = (each for each in self._open if each.must_be_answered)
        return tuple(self._question(number, each) for number, each in enumerate(must, 1))

    @cached_property
    def leftovers(self) -> tuple[OpenQuestion, ...]:
        """What the form had no place for, to be seen and copied."""
        return tuple(each for each in self._open if not each.must_be_answered)

    @cached_property
    def _open(self) -> tuple[OpenQuestion, ...]:
        return open_questions(self.session, self.summary.id)

    def _question(self, number: int, asked: OpenQuestion) -> QuestionOnPage:
        mark, anchor = self._shown(asked.cell), f"question-{asked.id}"
        taken = taken_in_words(asked.read, asked.taken)
        return QuestionOnPage(number, anchor, asked.message, asked.place, asked.read, taken, mark)

    def _shown(self, cell: str | None) -> str | None:
        """Give the name of the cell of the page that shows a cell."""
        parsed = parse_cell_name(cell) if cell else None
        return self.layout.name_on_page(parsed) if parsed else None
