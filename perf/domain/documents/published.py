"""A disclosed document as a whole: its targets, its budget tables, and the sentences around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from perf.domain.budget_tables import BudgetTables
from perf.domain.documents.blocks import FoundTable, Paragraph
from perf.domain.documents.recognise import Recognition
from perf.domain.narrative.claims import Claim
from perf.domain.target_sheet import TargetSheet


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """What one disclosed file holds.

    Attributes:
        tables: every table as it was found, in the order of the document.
        paragraphs: every paragraph outside of tables, in the order of the document.
        recognitions: what the tables of performance indicators turned out to be, by position among the tables.
        sheets: the targets that were read.
        budget: the public budget tables.
        claims: every statement of the text that was understood, with its verdict.
    """

    tables: tuple[FoundTable, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    recognitions: Mapping[int, Recognition] = field(default_factory=dict)
    sheets: tuple[TargetSheet, ...] = ()
    budget: BudgetTables = BudgetTables()
    claims: tuple[Claim, ...] = ()
