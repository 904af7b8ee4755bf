"""The pages of drafts."""

from perf.drafting.views import beginning, deleting, editor, history, pasting, printing

BLUEPRINTS = (
    beginning.blueprint,
    deleting.blueprint,
    editor.blueprint,
    history.blueprint,
    pasting.blueprint,
    printing.blueprint,
)
