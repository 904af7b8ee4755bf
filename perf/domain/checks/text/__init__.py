"""Rules about the texts of a target: names, goals, leftovers of the form, personal data."""

from perf.domain.checks.text.goal_money_matches_the_money_block import goal_money_matches_the_money_block
from perf.domain.checks.text.goal_numbers_stand_in_indicators import goal_numbers_stand_in_indicators
from perf.domain.checks.text.goals_differ_between_halves import goals_differ_between_halves
from perf.domain.checks.text.names_are_indicators import names_are_indicators
from perf.domain.checks.text.names_are_short import names_are_short
from perf.domain.checks.text.names_drop_the_numbering_of_the_form import names_drop_the_numbering_of_the_form
from perf.domain.checks.text.names_say_one_thing import names_say_one_thing
from perf.domain.checks.text.no_leftovers_around_targets import no_leftovers_around_targets
from perf.domain.checks.text.no_leftovers_of_the_form import no_leftovers_of_the_form
from perf.domain.checks.text.no_personal_data_around_targets import no_personal_data_around_targets
from perf.domain.checks.text.no_personal_data_in_targets import no_personal_data_in_targets
from perf.domain.checks.text.texts_have_no_markup import texts_have_no_markup

TEXT_RULES = (
    no_leftovers_of_the_form,
    texts_have_no_markup,
    names_are_indicators,
    names_say_one_thing,
    names_are_short,
    names_drop_the_numbering_of_the_form,
    goals_differ_between_halves,
    goal_numbers_stand_in_indicators,
    goal_money_matches_the_money_block,
    no_personal_data_in_targets,
)
"""Rules that see one target."""

TEXT_DOCUMENT_RULES = (no_leftovers_around_targets, no_personal_data_around_targets)
"""Rules that see a whole disclosed document."""
