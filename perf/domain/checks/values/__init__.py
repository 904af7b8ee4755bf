"""Rules about target values (指标值)."""

from perf.domain.checks.values.amounts_and_counts_are_not_percentages import amounts_and_counts_are_not_percentages
from perf.domain.checks.values.dates_lie_in_the_plan import dates_lie_in_the_plan
from perf.domain.checks.values.inapplicable_indicators_carry_no_points import inapplicable_indicators_carry_no_points
from perf.domain.checks.values.medium_term_counts_add_up_the_years import medium_term_counts_add_up_the_years
from perf.domain.checks.values.medium_term_differs_from_the_year import medium_term_differs_from_the_year
from perf.domain.checks.values.medium_term_rates_are_not_lower import medium_term_rates_are_not_lower
from perf.domain.checks.values.number_cells_hold_only_the_number import number_cells_hold_only_the_number
from perf.domain.checks.values.numbers_have_units import numbers_have_units
from perf.domain.checks.values.qualitative_values_are_words import qualitative_values_are_words
from perf.domain.checks.values.quantities_are_numbers import quantities_are_numbers
from perf.domain.checks.values.rates_have_no_money_unit import rates_have_no_money_unit
from perf.domain.checks.values.rates_stay_within_100_percent import rates_stay_within_100_percent
from perf.domain.checks.values.satisfaction_is_credible import satisfaction_is_credible
from perf.domain.checks.values.signs_are_chosen import signs_are_chosen
from perf.domain.checks.values.signs_are_symbols import signs_are_symbols
from perf.domain.checks.values.signs_are_written_once import signs_are_written_once
from perf.domain.checks.values.targets_keep_up_with_last_year import targets_keep_up_with_last_year
from perf.domain.checks.values.values_are_filled import values_are_filled
from perf.domain.checks.values.values_are_not_sentences import values_are_not_sentences
from perf.domain.checks.values.values_differ_between_indicators import values_differ_between_indicators
from perf.domain.checks.values.values_do_not_repeat_the_name import values_do_not_repeat_the_name
from perf.domain.checks.values.values_say_how_much import values_say_how_much
from perf.domain.checks.values.values_state_one_quantity import values_state_one_quantity

VALUE_RULES = (
    values_are_filled,
    quantities_are_numbers,
    number_cells_hold_only_the_number,
    signs_are_chosen,
    signs_are_written_once,
    signs_are_symbols,
    numbers_have_units,
    qualitative_values_are_words,
    values_state_one_quantity,
    rates_have_no_money_unit,
    amounts_and_counts_are_not_percentages,
    rates_stay_within_100_percent,
    satisfaction_is_credible,
    values_do_not_repeat_the_name,
    values_say_how_much,
    values_are_not_sentences,
    inapplicable_indicators_carry_no_points,
    values_differ_between_indicators,
    medium_term_differs_from_the_year,
    medium_term_counts_add_up_the_years,
    medium_term_rates_are_not_lower,
    targets_keep_up_with_last_year,
    dates_lie_in_the_plan,
)
