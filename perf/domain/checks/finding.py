"""What checking gives: findings, each with its places, what was expected, and how to mend it."""

from dataclasses import dataclass

from perf.domain.places import Place
from perf.domain.terms import Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """What one rule saw at one place or, when several places contradict each other, at all of them.

    A rule whose sentence fits many rows words it without the row: faults with the same wording in the same table
    become one finding with many places.

    Attributes:
        message: what is wrong, one Chinese sentence without the place.
        places: where, the cell to mend first.
        expected: what should stand there: a value, a form of value, or a sentence.
        fix: how to mend it, one Chinese sentence.
        severity: where this case weighs more or less than the rule usually does.
    """

    message: str
    places: tuple[Place, ...]
    expected: str
    fix: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to look at.

    Attributes:
        rule: id of the rule.
        severity: errors block submitting, never saving.
        message: what is wrong, one Chinese sentence.
        places: every place it stands at, at least one; each says what was read there.
        expected: what should stand there.
        fix: how to mend it.
        basis: 文号 or form the rule follows, ``practice`` where none is known.
    """

    rule: str
    severity: Severity
    message: str
    places: tuple[Place, ...]
    expected: str
    fix: str
    basis: str
