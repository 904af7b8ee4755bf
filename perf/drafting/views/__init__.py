"""The pages of drafts."""

from perf.drafting.views import beginning, deleting, editor

BLUEPRINTS = (beginning.blueprint, deleting.blueprint, editor.blueprint)
