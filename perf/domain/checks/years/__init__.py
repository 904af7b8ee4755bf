"""Rules about two disclosed documents of one unit, of one year and the next."""

from perf.domain.checks.years.last_years_figures_are_last_years import last_years_figures_are_last_years

YEAR_RULES = (last_years_figures_are_last_years,)
