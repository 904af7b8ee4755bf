"""Rules about points and weights (分值、权重)."""

from perf.domain.checks.points.execution_rate_is_not_scored_twice import execution_rate_is_not_scored_twice
from perf.domain.checks.points.level_points_are_those_of_the_form import level_points_are_those_of_the_form
from perf.domain.checks.points.no_indicator_outweighs_the_others import no_indicator_outweighs_the_others
from perf.domain.checks.points.points_add_up_to_the_total import points_add_up_to_the_total
from perf.domain.checks.points.row_points_add_up_to_their_level import row_points_add_up_to_their_level

POINTS_RULES = (
    points_add_up_to_the_total,
    level_points_are_those_of_the_form,
    row_points_add_up_to_their_level,
    no_indicator_outweighs_the_others,
    execution_rate_is_not_scored_twice,
)
