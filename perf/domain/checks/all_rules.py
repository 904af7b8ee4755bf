"""Every rule, in the order of the manual."""

from perf.domain.checks.values import VALUE_RULES

TARGET_RULES = (*VALUE_RULES,)
"""Rules that see one target."""

DOCUMENT_RULES = ()
"""Rules that see a whole disclosed document."""

RULES = (*TARGET_RULES, *DOCUMENT_RULES)
