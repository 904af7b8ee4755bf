"""What calamine does not tell about an xlsx: number formats, and cells too far away to load."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from perf.reading.limits import TABLE_COLUMNS, TABLE_ROWS
from perf.reading.number_display import BUILT_IN_CODES
from perf.reading.packages import Package
from perf.reading.results import ContentError, printable_name
from perf.reading.tags import tags

Codes = Mapping[tuple[int, int], str]
"""Number format of each cell that has one, by row and column from 0."""

_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
# One pass in C over each start tag of a cell: its column, row and style. One closed at once is passed over: it holds
# nothing, wherever it stands. Hardly any program writes a prefix, and without one the pass takes half the time.
_CELL = rb"""c\s[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'](?:[^<>]*?\ss=["']([0-9]{1,6})["'])?+[^<>]*+(?<!/)>"""
_PLAIN_CELL = re.compile(rb"<" + _CELL)
_ANY_CELL = re.compile(rb"<(?:\w+:)?" + _CELL)
_PREFIXED = re.compile(rb":c\s")
_FAR_DIGITS = len(str(TABLE_ROWS))
"""A row's number with fewer digits is within the limits, leading zeros aside."""


def sheet_codes(package: Package) -> dict[str, Codes]:
    """Give, for each sheet by its name, the number formats of its cells.

    Refuses a cell with content beyond the limits, naming sheet and address, before anything is loaded.
    """
    main = package.main_part()
    links = package.links(main)
    styles = next((target for kind, target in links.values() if kind == "styles"), "")
    codes = _codes_by_style(package.read(styles)) if styles in package.names else ()
    found: dict[str, Codes] = {}
    for name, link in _sheets(package.read(main)):
        kind, part = links.get(link, ("", ""))
        if kind == "worksheet" and part in package.names:
            found[name] = dict(_cell_codes(package.read(part), codes, name))
    _read_rest(package, posixpath.dirname(main))
    return found


def _read_rest(package: Package, folder: str) -> None:
    """Read the other parts that calamine will load, so that a damaged or unsafe one is refused by name."""
    for name in package.names:
        if name.startswith(f"{folder}/sharedStrings") and name.endswith(".xml"):
            package.read(name)


def _sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Give each sheet's name and the id of its link."""
    for sheet in tags(workbook, "sheet"):
        link = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        yield sheet.get("name", ""), link


def _codes_by_style(styles: bytes) -> tuple[str | None, ...]:
    """Give the number format of each cell style; ``None`` where it says nothing."""
    own = {code.get("numFmtId", ""): code.get("formatCode", "") for code in tags(styles, "numFmt")}
    section = _CELL_FORMATS.search(styles)
    numbers = [style.get("numFmtId", "0") for style in tags(section[0] if section else b"", "xf")]
    return tuple(_known_code(own.get(number), number) for number in numbers)


def _known_code(own: str | None, number: str) -> str | None:
    if own is not None:
        return None if own.casefold() in {"general", "@"} else own
    return BUILT_IN_CODES.get(int(number)) if number.isdecimal() else None


def _cell_codes(sheet: bytes, codes: tuple[str | None, ...], name: str) -> Iterator[tuple[tuple[int, int], str]]:
    speaking = {str(style).encode("ascii"): code for style, code in enumerate(codes) if code}
    cells = _ANY_CELL if _PREFIXED.search(sheet) else _PLAIN_CELL
    for letters, digits, style in cells.findall(sheet):
        # Few cells need a closer look, and a sheet has thousands.
        if len(letters) > 1 or len(digits) >= _FAR_DIGITS:
            _require_near(letters, int(digits), name)
        if style in speaking:
            yield (int(digits) - 1, column_number(letters) - 1), speaking[style]


def _require_near(letters: bytes, row: int, name: str) -> None:
    """Refuse a cell beyond the limits."""
    if row > TABLE_ROWS or column_number(letters) > TABLE_COLUMNS:
        place = f"工作表“{printable_name(name)}”的{letters.decode('ascii')}{row}格"
        limit = f"超出能读的范围（{TABLE_ROWS}行、{TABLE_COLUMNS}列）"
        raise ContentError(f"{place}有内容，{limit}，请删去远处多余的单元格后另存再试")


@lru_cache(maxsize=1024)
def column_number(letters: bytes) -> int:
    """Give the number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
