"""From a claim that does not hold to what a rule says of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from perf.domain.checks.finding import Fault
from perf.domain.documents.published import PublishedDocument
from perf.domain.documents.year_pair import YearPair
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.places import Place
from perf.domain.terms import Severity, Verdict

_AGREE = "两处一致"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a rule speaks of one kind of claim.

    Attributes:
        kind: the kind of claim.
        wrong: how to mend one that is wrong.
        rounding: what to do about one that rounding explains.
        unsure: how to go about one that differs but may be right.
    """

    kind: ClaimKind
    wrong: str
    rounding: str
    unsure: str


def faults_of_claims(document: PublishedDocument | YearPair, wording: Wording) -> Iterator[Fault]:
    """Give what is to be said of the claims of a kind.

    Wrong ones weigh as the rule does, rounding is a note, and what differs but cannot be decided is a warning; a claim
    that could not be computed at all gives nothing.
    """
    for claim in document.claims:
        if claim.kind is not wording.kind or claim.computed is None:
            continue
        match claim.verdict:
            case Verdict.WRONG:
                # What the tables hold instead is no amount where they have no such row: that is said already.
                expected = _AGREE if claim.how.endswith(f"：{claim.computed}") else claim.computed
                yield Fault(_message(claim), _places(claim), expected, wording.wrong)
            case Verdict.ROUNDING:
                message = f"{_message(claim)}，相差的是四舍五入的尾数"
                yield Fault(message, _places(claim), "相差不超过四舍五入的尾数", wording.rounding, Severity.NOTE)
            case Verdict.CANNOT_DECIDE:
                yield Fault(f"{_message(claim)}，请核对", _places(claim), _AGREE, wording.unsure, Severity.WARNING)
            case Verdict.CONFIRMED:
                pass


def _message(claim: Claim) -> str:
    subject, _, how = claim.how.partition("：")
    return f"正文“{subject}”写的是“{claim.claimed}”，{how}"


def _places(claim: Claim) -> tuple[Place, ...]:
    """Give the places of a claim; a cell of a target that it names is the one to mend."""
    cells = tuple(place for place in claim.against if place.part)
    return (*cells, claim.place, *(place for place in claim.against if not place.part))
