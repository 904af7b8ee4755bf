"""Every rule, in the order of the manual."""

from perf.domain.checks.budget import BUDGET_RULES
from perf.domain.checks.head import HEAD_RULES
from perf.domain.checks.money import BUDGET_MATCH_RULES, MONEY_RULES
from perf.domain.checks.narrative import NARRATIVE_RULES
from perf.domain.checks.points import POINTS_RULES
from perf.domain.checks.structure import STRUCTURE_RULES
from perf.domain.checks.text import TEXT_DOCUMENT_RULES, TEXT_RULES
from perf.domain.checks.values import VALUE_RULES
from perf.domain.checks.years import YEAR_RULES

TARGET_RULES = (
    *HEAD_RULES,
    *STRUCTURE_RULES,
    *POINTS_RULES,
    *MONEY_RULES,
    *VALUE_RULES,
    *TEXT_RULES,
)
"""Rules that see one target."""

DOCUMENT_RULES = (
    *BUDGET_MATCH_RULES,
    *BUDGET_RULES,
    *TEXT_DOCUMENT_RULES,
    *NARRATIVE_RULES,
)
"""Rules that see a whole disclosed document."""

PAIR_RULES = YEAR_RULES
"""Rules that see two documents of one unit, of one year and the next."""

RULES = (*TARGET_RULES, *DOCUMENT_RULES, *PAIR_RULES)
