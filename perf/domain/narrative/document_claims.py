"""Everything a document's text states that can be checked, checked."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from perf.domain.budget_tables import BudgetTables
from perf.domain.documents.blocks import Paragraph
from perf.domain.narrative.amount_claims import amount_claims
from perf.domain.narrative.budget_lookup import BudgetLookup
from perf.domain.narrative.change_claims import change_claims
from perf.domain.narrative.claims import Claim
from perf.domain.narrative.count_claims import count_claims
from perf.domain.narrative.part_claims import part_claims
from perf.domain.narrative.parts_of_changes import changes_of_parts
from perf.domain.narrative.passages import passages_of
from perf.domain.narrative.rate_claims import rate_claims
from perf.domain.narrative.reading import statements_in
from perf.domain.narrative.share_claims import share_claims
from perf.domain.narrative.words import NarrativeWords
from perf.domain.target_sheet import TargetSheet

_TITLE_YEAR = re.compile(r"([2２][0０]\d\d)\s*年(?:度)?[^，。]{0,30}(?:预算|绩效)")


def claims_in(
    paragraphs: Sequence[Paragraph], sheets: Sequence[TargetSheet], budget: BudgetTables, words: NarrativeWords
) -> tuple[Claim, ...]:
    """Give every statement of the text that was understood, with its verdict, in the order of the text."""
    passages = passages_of(paragraphs)
    statements = statements_in(passages)
    year = document_year(paragraphs, sheets)
    lookup = BudgetLookup(budget, words, statements.amounts)
    claims = [
        *amount_claims(statements, lookup, year),
        *part_claims(statements, lookup, words),
        *share_claims(statements, lookup, words),
        *rate_claims(statements, lookup, words),
        *change_claims(statements),
        *changes_of_parts(statements, lookup, words.missing_share),
        *count_claims(passages, statements, sheets, words, year),
    ]
    return in_text_order(claims, paragraphs)


def in_text_order(claims: Iterable[Claim], paragraphs: Sequence[Paragraph]) -> tuple[Claim, ...]:
    """Sort claims as they stand in the text."""
    order = {piece: number for number, piece in enumerate(paragraph.source for paragraph in paragraphs)}
    return tuple(sorted(claims, key=lambda claim: order.get(claim.place.source or paragraphs[0].source, 0)))


def document_year(paragraphs: Sequence[Paragraph], sheets: Sequence[TargetSheet]) -> int | None:
    """Give the budget year of a document: that of its targets, or the one its text begins with."""
    years = Counter(sheet.target.fiscal_year for sheet in sheets if sheet.target.fiscal_year)
    if years:
        return years.most_common(1)[0][0]
    titles = (_TITLE_YEAR.search(paragraph.text) for paragraph in paragraphs[:40] if len(paragraph.text) <= 60)
    return next((int(found[1]) for found in titles if found), None)
