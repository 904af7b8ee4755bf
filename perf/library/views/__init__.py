"""The pages of the indicator library: reading, proposing, keeping; one blueprint a part."""

from perf.library.views import keeping, proposing, reading

BLUEPRINTS = (reading.blueprint, proposing.blueprint, keeping.blueprint)
