"""What is said when something cannot be done in a review."""

from collections.abc import Sequence

from perf.domain.review.form import Fault
from perf.domain.text import clean_text
from perf.plain_words import PlainWordsError
from perf.reviews.queries.blockers import Blocker

TEXT_LIMIT = 2_000
"""Longest note, comment, answer or reason, in characters."""


class ReviewError(PlainWordsError):
    """Something in a review that cannot be done; its text is a Chinese sentence for the user."""


class FieldRefused(ReviewError):
    """Something that was typed in a field, or is missing there."""


class Overtaken(ReviewError):
    """Somebody else acted first; what was wanted was decided on a state that is no more."""


class NotFilled(ReviewError):
    """A form of review that does not fit the decision; says what is missing, point by point."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("；".join(fault.sentence for fault in faults))
        self.faults = tuple(faults)


class NotReady(ReviewError):
    """A table that cannot be submitted yet; says everything that keeps it."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        super().__init__(f"还有 {len(blockers)} 处要先处理，没有送审")
        self.blockers = tuple(blockers)


def required_text(raw: str, name: str) -> str:
    """Give a typed text as it is kept; refuses, with :class:`FieldRefused`, none at all and one that is too long."""
    text = clean_text(raw)
    if text is None:
        raise FieldRefused(f"还没有写{name}，请写明后再提交")
    return _within_limit(text, name)


def optional_text(raw: str, name: str) -> str | None:
    """Give a typed text as it is kept, ``None`` for none; refuses, with :class:`FieldRefused`, one that is too long."""
    text = clean_text(raw)
    return None if text is None else _within_limit(text, name)


def _within_limit(text: str, name: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise FieldRefused(f"{name}有 {len(text)} 字，最多 {TEXT_LIMIT} 字，请缩短后再提交")
    return text
