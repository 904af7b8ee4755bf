"""Write out the glyph programs of a CFF font without their shared subroutines.

The glyphs of a Chinese font call thousands of subroutines that they share. A page needs some hundred glyphs; once
each holds its own program in full, they can be copied into a small font that has no subroutines at all.
"""

import re
from typing import Protocol

_CALL_LOCAL = b"\x0a"
_CALL_GLOBAL = b"\x1d"
_RETURN = b"\x0b"
_MASKS = b"\x13\x14"
_DEEPEST = 10

_NARROW = rb"[\x04-\x08\x0e\x15\x16\x18-\x1b\x1e-\xf6]"
_WIDE = rb"[\xf7-\xfe].|\x1c..|\xff....|\x0c[\x22-\x25]"
_STEP = re.compile(_NARROW + b"|" + _WIDE, re.DOTALL)
_STRETCH = re.compile(
    rb"((?:" + _NARROW + rb"*+(" + _WIDE + rb"))*+)(" + _NARROW + rb"*+)([\x01\x03\x0a\x0b\x12-\x14\x17\x1d]|\Z)",
    re.DOTALL,
)
"""Steps that are copied as they are: those up to the last one of several bytes, that one, those of one byte behind it;
and what ends them: a call, a hint, a return, or the end of the program."""


class Programs(Protocol):
    """Glyph programs or subroutines by number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> bytes: ...


class Routines:
    """Subroutines that glyphs call, with those remembered that have been written out already.

    Args:
        programs: the subroutines as the font has them.
    """

    def __init__(self, programs: Programs) -> None:
        self.programs = programs
        self.flat: dict[int, bytes] = {}
        count = len(programs)
        self.bias = 107 if count < 1240 else 1131 if count < 33900 else 32768


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
    """One pass through a glyph program.

    ``steps`` are the stretches of the program without calls. Numbers are counted only as long as hints are declared:
    their count says how long the masks are that pick some of the hints.
    """

    def __init__(self, local: Routines, shared: Routines) -> None:
        self.steps: list[bytes] = []
        self._routines = {_CALL_LOCAL: local, _CALL_GLOBAL: shared}
        self._declares_hints = True
        self._numbers = 0
        self._stems = 0
        self._unshared = 0

    def follow(self, program: bytes, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableGlyphError("subroutines call each other too deeply")
        position = 0
        while True:
            stretch = _STRETCH.match(program, position)
            if stretch is None:
                raise UnreadableGlyphError("a step that glyph programs do not have, or arithmetic")
            upto_wide, wide, narrow, operator = stretch.groups()
            position = stretch.end()
            if operator in self._routines:
                self._call(operator, self._split(upto_wide, wide, narrow), depth)
                continue
            if upto_wide or narrow:
                self._keep(upto_wide + narrow)
            if not operator or operator == _RETURN:
                return
            position = self._keep_hint(program, operator, position)

    def _keep(self, steps: bytes) -> None:
        self.steps.append(steps)
        if self._declares_hints:
            for step in _STEP.findall(steps):
                self._numbers += 1
                if not _is_number(step):
                    self._declares_hints = False

    def _keep_hint(self, program: bytes, operator: bytes, position: int) -> int:
        if self._declares_hints:
            self._stems += self._numbers // 2
            self._numbers = 0
        stop = position
        if operator in _MASKS:
            stop += (self._stems + 7) // 8
            self._unshared += 1
        self.steps.append(program[position - 1 : stop])
        return stop

    def _split(self, upto_wide: bytes, wide: bytes | None, narrow: bytes) -> bytes:
        """Keep the steps before a call but the last, which is the number of the called subroutine; give that one."""
        if narrow:
            steps, number = upto_wide + narrow[:-1], narrow[-1:]
        elif wide:
            steps, number = upto_wide[: -len(wide)], wide
        else:
            steps, number = b"", self._last_number()
        if not _is_number(number):
            raise UnreadableGlyphError("a subroutine call names no subroutine")
        if steps:
            self._keep(steps)
        return number

    def _call(self, operator: bytes, number: bytes, depth: int) -> None:
        routines = self._routines[operator]
        place = _value(number) + routines.bias
        if not 0 <= place < len(routines.programs):
            raise UnreadableGlyphError("a subroutine call names a missing subroutine")
        if self._declares_hints:
            self.follow(routines.programs[place], depth + 1)
            return
        known = routines.flat.get(place)
        if known is not None:
            self.steps.append(known)
            return
        start, masks = len(self.steps), self._unshared
        self.follow(routines.programs[place], depth + 1)
        if masks == self._unshared and start < len(self.steps):
            # No mask, whose length differs between glyphs, and no number of the caller's: the same for all.
            self.steps[start:] = [b"".join(self.steps[start:])]
            routines.flat[place] = self.steps[-1]

    def _last_number(self) -> bytes:
        """Take back the number that a called subroutine left for this call."""
        steps = _STEP.findall(self.steps.pop()) if self.steps else []
        if not steps:
            raise UnreadableGlyphError("a subroutine call names no subroutine")
        self.steps.append(b"".join(steps[:-1]))
        self._unshared += 1
        self._numbers -= 1
        return bytes(steps[-1])


def _is_number(step: bytes) -> bool:
    return step[0] >= 32 or step[0] == 28


def _value(number: bytes) -> int:
    first = number[0]
    if first in {28, 255}:
        return int.from_bytes(number[1:3], "big", signed=True)
    if first < 247:
        return first - 139
    return (first - 247) * 256 + number[1] + 108 if first < 251 else -(first - 251) * 256 - number[1] - 108
