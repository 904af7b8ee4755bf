"""Write out the glyph programs of a CFF font without their shared subroutines.

The glyphs of a Chinese font call thousands of subroutines that they share. A page needs some hundred glyphs; once
each holds its own program in full, they can be copied into a small font that has no subroutines at all.
"""

from typing import Protocol

_NUMBER_16 = 28
_NUMBER_32 = 255
_CALL_LOCAL = 10
_CALL_GLOBAL = 29
_RETURN = 11
_ESCAPE = 12
_STEMS = frozenset({1, 3, 18, 23})
_MASKS = frozenset({19, 20})
_FLEXES = range(34, 38)
_DEEPEST = 10


class Routines(Protocol):
    """Subroutines by number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> bytes: ...


class UnreadableGlyphError(ValueError):
    """A glyph program uses what the CFF specification does not allow, or what no modern font has."""


def number_bytes(value: int) -> bytes:
    """Write an integer (-32768 to 32767) as an operand of a glyph program or a CFF dictionary."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    return b"\x1c" + value.to_bytes(2, "big", signed=True)


def flatten(program: bytes, local: Routines, shared: Routines) -> bytes:
    """Give the glyph program with every subroutine call replaced by the subroutine's own steps.

    Args:
        program: a Type 2 glyph program.
        local: the subroutines of the glyph's own part of the font.
        shared: the subroutines of the whole font.

    Raises:
        UnreadableGlyphError: calls nested too deeply, a call without a number, or arithmetic.
    """
    walk = _Walk(local, shared)
    walk.follow(program, 0)
    return b"".join(walk.steps)


class _Walk:
    """One pass through a glyph program. ``steps`` are its numbers and operators, in order."""

    def __init__(self, local: Routines, shared: Routines) -> None:
        self.steps: list[bytes] = []
        self._routines = {_CALL_LOCAL: local, _CALL_GLOBAL: shared}
        self._numbers = 0
        self._stems = 0

    def follow(self, program: bytes, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableGlyphError("subroutines call each other too deeply")
        position, end = 0, len(program)
        while position < end:
            first = program[position]
            if first >= 32 or first == _NUMBER_16:
                stop = position + _length_of_number(first)
                self.steps.append(program[position:stop])
                self._numbers += 1
            else:
                stop = self._operator(program, position, depth)
            position = stop

    def _operator(self, program: bytes, position: int, depth: int) -> int:
        operator = program[position]
        stop = position + 1
        if operator == _RETURN:
            return len(program)
        if operator in self._routines:
            self._call(operator, depth)
            return stop
        if operator in _STEMS or operator in _MASKS:
            self._stems += self._numbers // 2
        if operator in _MASKS:
            stop += (self._stems + 7) // 8
        elif operator == _ESCAPE:
            stop += 1
            if program[position + 1] not in _FLEXES:
                raise UnreadableGlyphError("arithmetic in a glyph program")
        self._numbers = 0
        self.steps.append(program[position:stop])
        return stop

    def _call(self, operator: int, depth: int) -> None:
        routines = self._routines[operator]
        if not self._numbers:
            raise UnreadableGlyphError("a subroutine call names no subroutine")
        number = _value(self.steps.pop()) + _bias(len(routines))
        self._numbers -= 1
        if not 0 <= number < len(routines):
            raise UnreadableGlyphError("a subroutine call names a missing subroutine")
        self.follow(routines[number], depth + 1)


def _length_of_number(first: int) -> int:
    if first == _NUMBER_16:
        return 3
    if first == _NUMBER_32:
        return 5
    return 1 if first < 247 else 2


def _value(step: bytes) -> int:
    first = step[0]
    if first == _NUMBER_16:
        return int.from_bytes(step[1:3], "big", signed=True)
    if first < 247:
        return first - 139
    if first < 251:
        return (first - 247) * 256 + step[1] + 108
    if first < _NUMBER_32:
        return -(first - 251) * 256 - step[1] - 108
    return int.from_bytes(step[1:3], "big", signed=True)


def _bias(count: int) -> int:
    if count < 1240:
        return 107
    return 1131 if count < 33900 else 32768
