"""Which characters the XML inside office files can carry.

A single forbidden character makes a whole file unreadable, so it is refused before anything is written.
"""

import re

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def require_printable(text: str) -> str:
    """Give the text back; refuse, with ``ValueError``, control characters, lone surrogates and non-characters."""
    found = _FORBIDDEN.search(text)
    if found is not None:
        code = f"U+{ord(found.group()):04X}"
        raise ValueError(f"“{text[: found.start()][-20:]}”之后有一个不能打印的字符（{code}），请删除后重新输出。")
    return text
