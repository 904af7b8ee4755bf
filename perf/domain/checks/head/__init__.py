"""Rules about head fields and goals (表头、总体目标)."""

from perf.domain.checks.head.filled_halves_have_a_goal import filled_halves_have_a_goal
from perf.domain.checks.head.required_fields_are_filled import required_fields_are_filled

HEAD_RULES = (required_fields_are_filled, filled_halves_have_a_goal)
