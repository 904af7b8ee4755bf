"""A found table with its title taken off: what is asked of it before its rows are read."""

import re
from dataclasses import dataclass

from perf.domain.documents.blocks import FoundTable
from perf.domain.documents.lines import Line, filled_lines, line_keys
from perf.domain.sources import Source

_TITLE = re.compile(
    r"(?P<title>[^\n]*?绩效[^\n]*?表(?:[（(][^）)年\n]*[）)])?)\s*(?:[（(][^）)\n]*年[^）)\n]*[）)])?\s*$"
)
_SUBTITLE = re.compile(r"[（(]?\s*(?:20[0-9]{2})?\s*年\s*度?\s*[）)]?|单位\s*[:：]\s*(?:万元|元)")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年")
_LONGEST_TITLE = 400
"""Characters, subtitle included: what is longer is a text that speaks of a table."""
_TITLE_REACH = 4
"""How many paragraphs before a table may still be its title and subtitle."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A found table below its title.

    Attributes:
        lines: its rows.
        title: its printed title, ``None`` when there is none.
        fiscal_year: the year in its title or subtitle.
        has_merged_cells: whether merged cells were found in it.
        source: where it starts.
    """

    lines: list[Line]
    title: str | None
    fiscal_year: int | None
    has_merged_cells: bool
    source: Source

    @property
    def keys(self) -> set[str]:
        """Its folded texts."""
        return {key for line in self.lines for key in line_keys(line)}


def sheet_of(found: FoundTable) -> Sheet:
    """Take title and year from the paragraphs before the table or from its own first rows."""
    lines = filled_lines(found.grid)
    has_merged_cells = any(cell.rows > 1 or cell.columns > 1 for cell in found.grid.cells)
    above = list(found.before[-_TITLE_REACH:])
    while lines and (not lines[0] or _is_title_line(lines[0])):
        above += [cell.text for cell in lines[0].values()]
        lines = lines[1:]
    titles = ((n, _title_at_the_end_of(above[n])) for n in reversed(range(len(above))))
    at, matched = next(((n, title) for n, title in titles if title), (0, None))
    if matched is None:
        return Sheet(lines, None, None, has_merged_cells, found.source)
    # The line below the title says the year of the table; the title's own may be that of a plan.
    years = (_YEAR.search(paragraph) for paragraph in (*above[at + 1 :], above[at]))
    year = next((int(match.group(1)) for match in years if match), None)
    return Sheet(lines, matched["title"].strip(), year, has_merged_cells, found.source)


def _title_at_the_end_of(paragraph: str) -> re.Match[str] | None:
    """Find the title that a paragraph ends with; of a long one only its last lines count."""
    is_short = len(paragraph) <= _LONGEST_TITLE
    return _TITLE.search(paragraph if is_short else paragraph[-_LONGEST_TITLE:].partition("\n")[2])


def _is_title_line(line: Line) -> bool:
    """Tell a row that is title, year or unit line rather than part of the form."""
    texts = [cell.text for cell in line.values()]
    if len(texts) != 1 or len(texts[0]) > _LONGEST_TITLE:
        return False
    return bool(_TITLE.fullmatch(texts[0]) or _SUBTITLE.fullmatch(texts[0]))
