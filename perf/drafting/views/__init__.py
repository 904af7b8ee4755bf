"""The pages of drafts."""

from perf.drafting.views import beginning, editor

BLUEPRINTS = (beginning.blueprint, editor.blueprint)
