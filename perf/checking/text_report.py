"""Findings and checked statements for people at a terminal: file by file, errors first, table by table."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from perf.checking.files import CheckedFile
from perf.checking.report_quotes import shortened, words_in_question
from perf.checking.selection import Tally, counts_in_words, was_checked
from perf.checking.terminal_lines import packed, terminal_text, wrapped
from perf.checking.text_statements import statements
from perf.conversion.unread_tables import unread_tables
from perf.domain.checks.finding import Finding
from perf.domain.checks.rule import PRACTICE, basis_in_words
from perf.domain.places import Place
from perf.domain.terms import Severity

Paint = Callable[[str, str], str]
"""Sets a text in the style of a severity, or of a ``title``."""

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36", "title": "1"}
_INDENT = " " * 8
_MOST_PLACES = 5
_QUOTE = 48
"""Characters of a cell that are quoted."""


def text_report(checked: Tally, *, width: int, in_colour: bool) -> Iterator[str]:
    """Give the report line by line; the last one counts what was found in all files."""
    paint = _in_colour if in_colour else _plain
    unchecked = 0
    for each in checked:
        unchecked += not was_checked(each.document)
        yield from _file(each, width, paint)
        yield ""
    counts = "，".join(f"{severity.label} {checked.severities[severity]} 条" for severity in Severity)
    without = f"；{unchecked} 个文件里没有能核对的表" if unchecked else ""
    for line in wrapped(f"共 {checked.files} 个文件：{counts}{without}", width, "  ", first=""):
        yield paint(line, "title")


def _in_colour(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _plain(text: str, _style: str) -> str:
    return text


def _file(checked: CheckedFile, width: int, paint: Paint) -> Iterator[str]:
    has_result = was_checked(checked.document) or checked.findings
    result = counts_in_words(checked.findings) if has_result else "没有能核对的表"
    yield paint(f"{terminal_text(checked.name)}：{result}", "title")
    if contents := _contents(checked):
        yield from wrapped(contents, width, "  ")
    yield from _overview(checked, width)
    for severity in Severity:
        of_weight = [finding for finding in checked.findings if finding.severity is severity]
        for _, group in groupby(of_weight, key=_table_number):
            findings = list(group)
            yield ""
            yield paint(terminal_text(findings[0].places[0].table), "title")
            for finding in findings:
                yield from _finding(finding, width, paint)
    yield from statements(checked.document.claims, checked.findings, width)


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
    if not was_checked(document) and held:
        return f"没有找到绩效目标表和预算公开表，只看了 {held}的写法{unread}"
    return f"核对了 {held}{unread}" if held else unread.removeprefix("；")


def _overview(checked: CheckedFile, width: int) -> Iterator[str]:
    """Count the findings of each table, where there are several, and name the tables that nothing is said about."""
    by_table: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        by_table[_table_number(finding)].append(finding)
    clean = _clean_tables(checked)
    if len(by_table) > 1:
        yield ""
        for findings in by_table.values():
            counts = Counter(finding.severity for finding in findings)
            counted = "，".join(f"{each.label} {counts[each]}" for each in Severity if counts[each])
            yield from wrapped(f"{findings[0].places[0].table}：{counted}", width, "    ", first="  ")
    if clean:
        yield from packed((f"没有问题的 {len(clean)} 张表：{clean[0]}", *clean[1:]), width, "  ")


def _table_number(finding: Finding) -> int | None:
    return finding.places[0].table_number


def _finding(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    label = f"  {finding.severity.label}  "
    first, *rest = wrapped(f"{finding.message} [{finding.rule}]", width, _INDENT, first=label)
    yield paint(label, finding.severity) + first.removeprefix(label)
    yield from rest
    yield from _places(finding, width)
    basis = "" if finding.basis == PRACTICE else basis_in_words(finding.basis)
    for name, text in (("应为", finding.expected), ("改法", finding.fix), ("依据", basis)):
        if text:
            yield from wrapped(text, width, _INDENT + " " * 6, first=f"{_INDENT}{name}  ")


def _places(finding: Finding, width: int) -> Iterator[str]:
    """Give the first places of a finding and count the rest."""
    home = _table_number(finding)
    for place in finding.places[:_MOST_PLACES]:
        yield from wrapped(_place(place, home, finding.message), width, _INDENT + "  ", first=f"{_INDENT}· ")
    if (left := len(finding.places) - _MOST_PLACES) > 0:
        yield f"{_INDENT}· 另有 {left} 处（用 --format html 看全部）"


def _place(place: Place, home: int | None, message: str) -> str:
    """Say a place, with its table where that is not the one the finding stands in, and what was read there.

    What names the row is not said twice.
    """
    where = place.position if place.table_number == home and not place.file else place.describe()
    is_named = f"“{place.read}”" in (place.row or "")
    read = shortened(place.read, words_in_question(message, place.read), _QUOTE)
    return "：".join(part for part in (where, f"“{read}”" if read and not is_named else "") if part) or "全表"


def _clean_tables(checked: CheckedFile) -> list[str]:
    """Name the tables that nothing is said about: they were checked too."""
    document = checked.document
    seen = (*checked.findings, *checked.left_out)
    named = {place.table_number for finding in seen for place in finding.places}
    tables = [(sheet.table_number, sheet.name) for sheet in document.sheets]
    tables += [(table.table_number, table.title) for table in document.budget.tables]
    return [title for number, title in sorted(tables, key=_position) if number not in named]


def _position(table: tuple[int | None, str]) -> int:
    return -1 if table[0] is None else table[0]
