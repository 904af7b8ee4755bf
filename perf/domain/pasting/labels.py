"""Merged labels: a spreadsheet gives the text in the first of the cells they cover, and blanks below."""

from collections.abc import Sequence

from perf.domain.drafts.cells import cell_key
from perf.domain.pasting.lines import PastedLine, is_label
from perf.domain.pasting.pasted_block import Mark
from perf.domain.table_schema import Column
from perf.domain.terms import Period

_FIRST, _WEIGHT = "first_level", "first_level_weight"


def fill_down(lines: Sequence[PastedLine], reached: Sequence[Column]) -> None:
    """Let labels go on over the blanks below them: a weight and a second level only under the same first level.

    ``reached`` are the columns that the block reaches; others are left alone. A second level goes on only in lines
    whose half states something, since the halves of a form need not be of the same length.
    """
    keys = [cell_key(column) for column in reached if is_label(column.key)]
    above: dict[str, str] = {}
    for line in lines:
        first = line.texts.get(_FIRST)
        if first is not None and first != above.get(_FIRST):
            above = {}
        for key in keys:
            if key in line.texts:
                above[key] = line.texts[key]
            elif key in above and _goes_on(key, line, reached):
                line.texts[key] = above[key]
                line.marks[key] = (Mark.FILLED, above[key])


def _goes_on(key: str, line: PastedLine, reached: Sequence[Column]) -> bool:
    """Tell whether a label holds for a line in which its cell is blank."""
    if key in (_FIRST, _WEIGHT):
        return True
    half = Period.MEDIUM_TERM if key.startswith(Period.MEDIUM_TERM.value) else Period.ANNUAL
    own = (cell_key(column) for column in reached if column.period is half and not is_label(column.key))
    return any(key in line.texts for key in own)
