"""Names that are alike without being equal: 培训人数 and 培训总人数."""

from collections.abc import Mapping

_ALIKE = 0.6
"""Two names are taken for one when they share at least so much of their pairs of neighbouring characters."""


def nearest_pairs(names: Mapping[int, str], others: Mapping[int, str]) -> dict[int, int]:
    """Pair names with the ones most like them, the most alike first, each once; what is too unlike stays alone.

    Names are given by number, and so are the pairs.
    """
    here = {number: _pairs_of(name) for number, name in names.items()}
    there = {number: _pairs_of(name) for number, name in others.items()}
    near = [
        (-degree, number, other)
        for number, pairs in here.items()
        for other, others_pairs in there.items()
        if (degree := _likeness(pairs, others_pairs)) >= _ALIKE
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(near):
        if number not in found and other not in taken:
            found[number] = other
            taken.add(other)
    return found


def _pairs_of(name: str) -> frozenset[str]:
    return frozenset(map("".join, zip(f"^{name}", f"{name}$", strict=True)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)
