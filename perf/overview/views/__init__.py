"""The pages of the overview."""

from perf.overview.views import board, deadlines, tables, work

BLUEPRINTS = (work.blueprint, tables.blueprint, board.blueprint, deadlines.blueprint)
