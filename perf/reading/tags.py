"""Start tags of machine-written XML, found without building a tree: quick, and nothing in them can act."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def tags(part: bytes, name: str) -> Iterator[dict[str, str]]:
    """Give the attributes of each element of this name, whatever the prefix of its namespace."""
    for tag in _tag(name).findall(part):
        yield attributes(tag)


def attributes(tag: bytes) -> dict[str, str]:
    """Give the attributes that stand in a start tag."""
    found = _ATTRIBUTE.findall(tag)
    return {name.decode("ascii", "replace"): unescape((a or b).decode("utf-8", "replace")) for name, a, b in found}


@lru_cache(maxsize=16)
def _tag(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:\w+:)?" + name.encode("ascii") + rb"\s[^>]*>")
