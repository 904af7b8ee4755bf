"""The pages of drafts."""

from perf.drafting.views import beginning, deleting, editor, from_library, history, pasting, printing

BLUEPRINTS = (
    beginning.blueprint,
    deleting.blueprint,
    editor.blueprint,
    from_library.blueprint,
    history.blueprint,
    pasting.blueprint,
    printing.blueprint,
)
