"""What differs between two wordings of a text, so that a page can mark it: single characters, else whole clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_CLAUSE = re.compile(r"[^，。；：、！？,;\n]*[，。；：、！？,;\n]|[^，。；：、！？,;\n]+")
_CHARACTERS = 40_000
"""Longest comparison made by characters: length of the one times length of the other."""

_CLAUSES = 250_000
"""Longest comparison made by clauses; beyond it everything between equal ends has changed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the other wording has it too."""

    text: str
    is_changed: bool = False


def text_differences(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut two wordings into pieces; those of either, joined, give it back exactly.

    Quick for any texts: long ones are compared by clauses, very long ones by their equal ends only.
    """
    start = _common_start(before, after)
    end = _common_start(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    former, later = [Piece(before[:start])], [Piece(after[:start])]
    for one, other, is_changed in _compared(old, new):
        former.append(Piece(one, is_changed))
        later.append(Piece(other, is_changed))
    tail = Piece(before[len(before) - end :])
    return _joined([*former, tail]), _joined([*later, tail])


def shortened(pieces: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """Shorten pieces longer than ``limit`` to their ends, with …… between, for texts that are only glanced at."""
    half = limit // 2
    return tuple(
        Piece(f"{piece.text[:half]}……{piece.text[-half:]}", piece.is_changed) if len(piece.text) > limit else piece
        for piece in pieces
    )


def _common_start(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _compared(old: str, new: str) -> Iterator[tuple[str, str, bool]]:
    """Give stretches of both that are equal or changed, in order."""
    if len(old) * len(new) <= _CHARACTERS:
        yield from _by(list(old), list(new))
        return
    old_clauses, new_clauses = _CLAUSE.findall(old), _CLAUSE.findall(new)
    if len(old_clauses) * len(new_clauses) <= _CLAUSES:
        yield from _by(old_clauses, new_clauses)
    else:
        yield old, new, True


def _by(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield "".join(old[old_start:old_end]), "".join(new[new_start:new_end]), kind != "equal"


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one kind and leave empty pieces out."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].is_changed == piece.is_changed:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.is_changed)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)
