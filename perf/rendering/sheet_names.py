"""Names for worksheets: a sheet is named by its table's title, within what spreadsheets allow."""

from collections.abc import Sequence

_LIMIT = 31
"""Longest name, counted in UTF-16 units as spreadsheets do."""

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\\n", " "))


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Give one allowed name for each title, in order, no two the same even when letter case is ignored."""
    names: list[str] = []
    taken: set[str] = set()
    for title in titles:
        name = _free_name(_allowed(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _allowed(title: str) -> str:
    """Drop what a name may not hold; ``History`` is kept by Excel for itself."""
    name = " ".join(title.translate(_FORBIDDEN).split()).strip("'")
    return "表" if name.casefold() in {"", "history"} else name


def _free_name(name: str, taken: set[str]) -> str:
    """Shorten a name, and number it when the short form is already taken."""
    number = 1
    candidate = _shortened(name, _LIMIT)
    while candidate.casefold() in taken:
        number += 1
        suffix = f" ({number})"
        candidate = _shortened(name, _LIMIT - len(suffix)) + suffix
    return candidate


def _shortened(name: str, limit: int) -> str:
    """Cut to a number of UTF-16 units without halving a character outside the basic plane."""
    cut = name
    while len(cut.encode("utf-16-le")) // 2 > limit:
        cut = cut[:-1]
    return cut.strip("' ")
