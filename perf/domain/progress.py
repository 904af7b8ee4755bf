"""How far a unit is with the tables of a year (报送情况)."""

from dataclasses import dataclass

from perf.domain.terms import Labelled


class Progress(Labelled):
    """How far a unit is, from nothing to everything."""

    NOT_BEGUN = ("not_begun", "没有开始")
    NOTHING_SUBMITTED = ("nothing_submitted", "在填，没有送审")
    PARTLY_SUBMITTED = ("partly_submitted", "部分送审")
    SUBMITTED = ("submitted", "全部送审")
    APPROVED = ("approved", "全部批复")

    @property
    def is_missing_something(self) -> bool:
        """Whether something is still to be submitted (未报)."""
        return self in {Progress.NOT_BEGUN, Progress.NOTHING_SUBMITTED, Progress.PARTLY_SUBMITTED}


@dataclass(frozen=True, slots=True)
class TableCounts:
    """How many tables of a unit are how far; each stands in one of the counts.

    Attributes:
        not_begun: there was one the year before, and nobody has begun this year's.
        drafting: being filled in; never submitted, or withdrawn.
        returned: submitted, and returned to be mended.
        in_review: submitted.
        approved: approved, or being adjusted since.
        late: of all that were submitted, those that came after their deadline.
    """

    not_begun: int = 0
    drafting: int = 0
    returned: int = 0
    in_review: int = 0
    approved: int = 0
    late: int = 0

    @property
    def progress(self) -> Progress:
        """Say how far that is. A unit without any table has not begun: each has at least one of its own."""
        open_ones = self.not_begun + self.drafting
        submitted = self.returned + self.in_review + self.approved
        if open_ones and submitted:
            return Progress.PARTLY_SUBMITTED
        if submitted:
            return Progress.SUBMITTED if self.returned + self.in_review else Progress.APPROVED
        return Progress.NOTHING_SUBMITTED if self.drafting else Progress.NOT_BEGUN
