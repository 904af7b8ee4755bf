"""The rows of a budget table below its headings: name, code, amounts."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from perf.domain.budget_tables import BudgetAmount, BudgetRow, is_unknown_column
from perf.domain.documents.blocks import Cell
from perf.domain.documents.budget_headings import Headings, Side
from perf.domain.documents.budget_words import BudgetWords, class_key
from perf.domain.documents.lines import Line
from perf.domain.text import label_key
from perf.domain.values import parse_number

_ORDINALS = (
    re.compile(r"[一二三四五六七八九十百]{1,4}\s*[、.．]\s*"),
    re.compile(r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*、?\s*"),
    re.compile(r"[0-9]{1,2}\s*(?:、|[.．](?![0-9]))\s*"),
    re.compile(r"[（(]\s*[0-9]{1,2}\s*[)）]\s*"),
)
"""How rows are numbered, the outermost first."""
_CODE_IN_NAME = re.compile(r"[\[【［(（]\s*([0-9０-９]{3,7})\s*[\]】］)）]\s*")
_CODE = re.compile(r"[0-9]{3,7}")
_FILLER = re.compile(r"[.。…·\s]*")


def rows_of(lines: Sequence[Line], headings: Headings, words: BudgetWords) -> tuple[BudgetRow, ...]:
    """Read the rows, in two-sided tables income first; rows that say nothing are left out."""
    rows = tuple(row for side in headings.sides for line in lines for row in _row(line, side, words))
    # A table that names no rows says what one unit has: its only row is the total.
    is_nameless = len(rows) == 1 and not any(side.names or side.codes for side in headings.sides)
    return (replace(rows[0], is_total=True),) if is_nameless else rows


def ordinal_level(label: str) -> int | None:
    """Tell how deep the number before a name is (一、 0, （一） 1, 1. 2, （1） 3), ``None`` without a number."""
    return next((level for level, ordinal in enumerate(_ORDINALS) if ordinal.match(label)), None)


def _row(line: Line, side: Side, words: BudgetWords) -> Iterator[BudgetRow]:
    name_cell = _name_cell(line, side)
    label = name_cell.text if name_cell else ""
    amounts = {
        key: amount
        for column, key in side.amounts.items()
        if column in line and (amount := _amount(line[column], key, words))
    }
    code = _printed_code(line, side)
    if not amounts and not code and _FILLER.fullmatch(label):
        return
    name, code_in_name = _plain_name(label, words)
    first = name_cell or next(iter(line.values()))
    code = code or code_in_name
    yield BudgetRow(
        name=name,
        label=label,
        code=code,
        amounts=amounts,
        is_total=label_key(name) in words.totals,
        side=side.side,
        function_class=_function_class(name, code, words),
        fund=None if code else words.funds.get(label_key(name)),
        source=first.source,
    )


def _name_cell(line: Line, side: Side) -> Cell | None:
    """Give the cell that names a row; 合计 is often merged over the columns of number, code and name."""
    named = next((line[column] for column in side.names if column in line), None)
    if named or side.side:
        return named
    first = min(side.amounts)
    merged = (cell for column, cell in line.items() if column < first and not cell.text[0].isdigit())
    return next(merged, None)


def _amount(cell: Cell, key: str, words: BudgetWords) -> BudgetAmount | None:
    """Read an amount; a mark for nothing is none, nor is a text in a column of unknown meaning."""
    number = parse_number(cell.text)
    if number is None and (is_unknown_column(key) or label_key(cell.text) in words.blanks):
        return None
    return BudgetAmount(cell.text, number, cell.source)


def _printed_code(line: Line, side: Side) -> str | None:
    """Give the code; 类, 款 and 项 may stand in columns of their own, each with or without what stands before it."""
    code = ""
    for written in (unicodedata.normalize("NFKC", line[column].text) for column in side.codes if column in line):
        code = written if written.startswith(code) else code + written
    return code if _CODE.fullmatch(code) else None


def _plain_name(label: str, words: BudgetWords) -> tuple[str, str | None]:
    """Take number, code in brackets, 其中 and white space off a name; give the code too."""
    name = label
    for ordinal in _ORDINALS:
        if found := ordinal.match(name):
            name = name[found.end() :]
            break
    code = _CODE_IN_NAME.match(name)
    name = name[code.end() :] if code else name
    for word in words.partial:
        name = name.removeprefix(word).lstrip(":： ") if name.startswith(word) else name
    return "".join(name.split()), unicodedata.normalize("NFKC", code[1]) if code else None


def _function_class(name: str, code: str | None, words: BudgetWords) -> str | None:
    """Give the class a row belongs to by its code or is named as."""
    if code:
        return code[:3] if code[:3] in words.class_codes else None
    return words.classes.get(class_key(name))
