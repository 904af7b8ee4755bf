"""Rules about the sentences around the tables (预算公开情况说明)."""

from perf.domain.checks.narrative.amounts_in_the_text_match_the_tables import amounts_in_the_text_match_the_tables
from perf.domain.checks.narrative.changes_follow_from_amounts import changes_follow_from_amounts
from perf.domain.checks.narrative.counts_match_the_target_tables import counts_match_the_target_tables
from perf.domain.checks.narrative.disclosed_within_twenty_days import disclosed_within_twenty_days
from perf.domain.checks.narrative.labels_have_content import labels_have_content
from perf.domain.checks.narrative.list_numbers_are_not_repeated import list_numbers_are_not_repeated
from perf.domain.checks.narrative.parts_in_the_text_make_up_the_whole import parts_in_the_text_make_up_the_whole
from perf.domain.checks.narrative.plan_years_agree import plan_years_agree
from perf.domain.checks.narrative.shares_follow_from_amounts import shares_follow_from_amounts
from perf.domain.checks.narrative.table_numbers_are_used_once import table_numbers_are_used_once
from perf.domain.checks.narrative.template_wording_is_replaced import template_wording_is_replaced
from perf.domain.checks.narrative.unit_names_agree import unit_names_agree

NARRATIVE_RULES = (
    amounts_in_the_text_match_the_tables,
    parts_in_the_text_make_up_the_whole,
    shares_follow_from_amounts,
    changes_follow_from_amounts,
    counts_match_the_target_tables,
    template_wording_is_replaced,
    labels_have_content,
    plan_years_agree,
    unit_names_agree,
    table_numbers_are_used_once,
    list_numbers_are_not_repeated,
    disclosed_within_twenty_days,
)
