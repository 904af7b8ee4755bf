"""Rules about target values (指标值)."""

from perf.domain.checks.values.rates_have_no_money_unit import rates_have_no_money_unit

VALUE_RULES = (rates_have_no_money_unit,)
