"""Rules about which indicators a table has, and where they stand (指标结构)."""

from perf.domain.checks.structure.cost_indicators_are_costs import cost_indicators_are_costs
from perf.domain.checks.structure.costs_are_upper_bounds import costs_are_upper_bounds
from perf.domain.checks.structure.dimensions_are_present import dimensions_are_present
from perf.domain.checks.structure.indicators_are_condensed import indicators_are_condensed
from perf.domain.checks.structure.indicators_are_not_repeated import indicators_are_not_repeated
from perf.domain.checks.structure.indicators_stand_in_their_class import indicators_stand_in_their_class
from perf.domain.checks.structure.levels_are_named_as_usual import levels_are_named_as_usual
from perf.domain.checks.structure.outputs_are_enough import outputs_are_enough
from perf.domain.checks.structure.works_and_purchases_have_costs import works_and_purchases_have_costs

STRUCTURE_RULES = (
    dimensions_are_present,
    levels_are_named_as_usual,
    works_and_purchases_have_costs,
    cost_indicators_are_costs,
    costs_are_upper_bounds,
    indicators_stand_in_their_class,
    indicators_are_not_repeated,
    indicators_are_condensed,
    outputs_are_enough,
)
