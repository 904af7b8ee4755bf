"""Rules about the money block (预算情况、项目资金), by itself and against the public budget tables."""

from perf.domain.checks.money.amounts_add_up import amounts_add_up
from perf.domain.checks.money.department_targets_match_the_budget import department_targets_match_the_budget
from perf.domain.checks.money.list_rows_add_up import list_rows_add_up
from perf.domain.checks.money.medium_term_covers_the_year import medium_term_covers_the_year
from perf.domain.checks.money.project_targets_match_the_budget import project_targets_match_the_budget

MONEY_RULES = (amounts_add_up, medium_term_covers_the_year, list_rows_add_up)
"""Rules that see one target."""

BUDGET_MATCH_RULES = (department_targets_match_the_budget, project_targets_match_the_budget)
"""Rules that see the target beside the budget tables."""
