"""Rules about the public budget tables: each table adds up, and the tables agree with each other.

Sums and equalities are equations (:mod:`equations`), made from one table (:mod:`sums`) or several (:mod:`agreements`).
They are weighed together (:mod:`contradictions`): one wrong cell breaks several equations and is one finding.
"""

from perf.domain.checks.budget.amounts_of_a_row_add_up import amounts_of_a_row_add_up
from perf.domain.checks.budget.basic_expenditure_agrees_with_its_table import basic_expenditure_agrees_with_its_table
from perf.domain.checks.budget.budget_amounts_are_not_negative import budget_amounts_are_not_negative
from perf.domain.checks.budget.budget_amounts_are_numbers import budget_amounts_are_numbers
from perf.domain.checks.budget.budget_rows_are_not_repeated import budget_rows_are_not_repeated
from perf.domain.checks.budget.empty_tables_say_why import empty_tables_say_why
from perf.domain.checks.budget.fiscal_appropriation_is_within_the_total import fiscal_appropriation_is_within_the_total
from perf.domain.checks.budget.function_classes_agree_between_tables import function_classes_agree_between_tables
from perf.domain.checks.budget.income_agrees_between_tables import income_agrees_between_tables
from perf.domain.checks.budget.income_equals_expenditure import income_equals_expenditure
from perf.domain.checks.budget.lower_rows_add_up import lower_rows_add_up
from perf.domain.checks.budget.operation_costs_fit_expenditure import operation_costs_fit_expenditure
from perf.domain.checks.budget.rows_add_up_to_the_total import rows_add_up_to_the_total
from perf.domain.checks.budget.sums_are_exact_or_rounded import sums_are_exact_or_rounded
from perf.domain.checks.budget.three_public_costs_fit_expenditure import three_public_costs_fit_expenditure
from perf.domain.checks.budget.totals_agree_between_tables import totals_agree_between_tables
from perf.domain.checks.budget.totals_are_filled_in import totals_are_filled_in

BUDGET_RULES = (
    amounts_of_a_row_add_up,
    lower_rows_add_up,
    rows_add_up_to_the_total,
    income_equals_expenditure,
    totals_agree_between_tables,
    function_classes_agree_between_tables,
    basic_expenditure_agrees_with_its_table,
    income_agrees_between_tables,
    fiscal_appropriation_is_within_the_total,
    operation_costs_fit_expenditure,
    three_public_costs_fit_expenditure,
    totals_are_filled_in,
    budget_amounts_are_numbers,
    budget_amounts_are_not_negative,
    budget_rows_are_not_repeated,
    empty_tables_say_why,
    sums_are_exact_or_rounded,
)
