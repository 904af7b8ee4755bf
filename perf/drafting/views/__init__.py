"""The pages of drafts."""

from perf.drafting.views import beginning, deleting, editor, pasting

BLUEPRINTS = (beginning.blueprint, deleting.blueprint, editor.blueprint, pasting.blueprint)
