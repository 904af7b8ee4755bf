"""How a message quotes several pieces of a text: the first few, and how many there are."""

from collections.abc import Sequence

_MOST = 5


def quoted(pieces: Sequence[str]) -> str:
    """Quote the first few of some pieces; of more, say how many there are."""
    first = "、".join(f"“{piece}”" for piece in pieces[:_MOST])
    return first if len(pieces) <= _MOST else f"{first}等 {len(pieces)} 处"
