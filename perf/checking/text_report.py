"""Findings and checked statements for people at a terminal: file by file, table by table, the heaviest first."""

from collections.abc import Callable, Iterator
from itertools import groupby

from perf.checking.files import CheckedFile
from perf.checking.selection import Tally, counts_in_words
from perf.checking.terminal_lines import packed, terminal_text, wrapped
from perf.checking.text_statements import statements
from perf.conversion.unread_tables import unread_tables
from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import basis_in_words
from perf.domain.places import Place
from perf.domain.terms import Severity

Paint = Callable[[str, str], str]
"""Sets a text in the style of a severity, or of a ``title``."""

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36", "title": "1"}
_INDENT = " " * 8
_MOST_PLACES = 10
_QUOTE = 48
"""Characters of a cell that are quoted."""


def text_report(checked: Tally, *, width: int, in_colour: bool) -> Iterator[str]:
    """Give the report line by line; the last one counts what was found in all files."""
    paint = _in_colour if in_colour else _plain
    for each in checked:
        yield from _file(each, width, paint)
        yield ""
    counts = "，".join(f"{severity.label} {checked.severities[severity]} 条" for severity in Severity)
    yield paint(f"共 {checked.files} 个文件：{counts}", "title")


def _in_colour(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _plain(text: str, _style: str) -> str:
    return text


def _file(checked: CheckedFile, width: int, paint: Paint) -> Iterator[str]:
    yield paint(f"{terminal_text(checked.name)}：{counts_in_words(checked.findings)}", "title")
    if contents := _contents(checked):
        yield from wrapped(contents, width, "  ")
    for _, group in groupby(checked.findings, key=_table_number):
        findings = list(group)
        yield ""
        yield paint(terminal_text(findings[0].places[0].table), "title")
        for finding in findings:
            yield from _finding(finding, width, paint)
    yield from _clean_tables(checked, width)
    yield from statements(checked.document.claims, width)


def _contents(checked: CheckedFile) -> str:
    """Say what a file holds and what of it was not checked."""
    document = checked.document
    parts = [(len(document.sheets), "张绩效目标表"), (len(document.budget.tables), "张预算公开表"),
             (len(document.paragraphs), "段文字")]  # fmt: skip
    held = "、".join(f"{count} {what}" for count, what in parts if count)
    unread = "".join(
        f"；“{table.title}”{f'（{table.place}）' if table.place else ''}没有核对：{table.reason}"
        for table in unread_tables(document.recognitions.values())
    )
    return f"核对了 {held}{unread}" if held else unread.removeprefix("；")


def _table_number(finding: Finding) -> int | None:
    return finding.places[0].table_number


def _finding(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    label = f"  {finding.severity.label}  "
    first, *rest = wrapped(finding.message, width, _INDENT, first=label)
    yield paint(label, finding.severity) + first.removeprefix(label)
    yield from rest
    home = finding.places[0].table_number
    for place in finding.places[:_MOST_PLACES]:
        yield from wrapped(_place(place, home), width, _INDENT + "  ", first=f"{_INDENT}· ")
    if (left := len(finding.places) - _MOST_PLACES) > 0:
        yield f"{_INDENT}· 另有 {left} 处（用 --format json 看全部）"
    basis = f"{basis_in_words(finding.basis)}（{finding.rule}）"
    for name, text in (("应为", finding.expected), ("改法", finding.fix), ("依据", basis)):
        yield from wrapped(text, width, _INDENT + " " * 6, first=f"{_INDENT}{name}  ")


def _place(place: Place, home: int | None) -> str:
    """Say a place, with its table where that is not the one the finding stands in, and what was read there.

    What names the row is not said twice.
    """
    where = place.position if place.table_number == home else place.describe()
    is_named = f"“{place.read}”" in (place.row or "")
    read = f"“{_shortened(place.read)}”" if place.read and not is_named else ""
    return "：".join(part for part in (where, read) if part) or "全表"


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE]}……"


def _clean_tables(checked: CheckedFile, width: int) -> Iterator[str]:
    """Name the tables that nothing is said about: they were checked too."""
    document = checked.document
    seen = (*checked.findings, *checked.left_out)
    named = {place.table_number for finding in seen for place in finding.places}
    tables = [(sheet.table_number, sheet.name) for sheet in document.sheets]
    tables += [(table.table_number, table.title) for table in document.budget.tables]
    clean = [title for number, title in sorted(tables, key=_position) if number not in named]
    if clean:
        yield ""
        yield "没有问题的表"
        yield from packed(clean, width, "  ")


def _position(table: tuple[int | None, str]) -> int:
    return -1 if table[0] is None else table[0]
