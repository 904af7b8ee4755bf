"""Names of units as people misspell them: with a character or two left out."""

import re

_LEAST, _MOST = 8, 40
"""Lengths of names that are compared: in short ones a character more is another name."""

_ORDER = re.compile("[一二三四五六七八九十百甲乙丙丁0-9０-９东西南北中上下新老]")
"""Characters that tell units apart: 第一中学 and 第十一中学."""


def can_be_misspelt(name: str) -> bool:
    """Tell whether a name is long enough, and no sentence, to be compared with near ones."""
    return _LEAST <= len(name) <= _MOST


def misspellings(name: str) -> set[str]:
    """Give a name without one or two characters in its midst, in every way that leaves it the same unit."""
    return {
        name[:at] + name[at + cut :]
        for cut in (1, 2)
        for at in range(2, len(name) - cut - 1)
        if not _ORDER.search(name[at : at + cut])
    }
