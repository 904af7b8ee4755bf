"""Questions of the reader (:class:`perf.domain.documents.questions.Question`) as pages show them beside a table."""

from dataclasses import dataclass

from perf.rendering.marks import Remark

_QUOTE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """One question.

    Attributes:
        number: its number among those of its table, from 1.
        anchor: where on the page it stands.
        message: what was seen and made of it.
        place: where in the file, in words; ``None`` where that is not known.
        read: the text as it stands there.
        taken: what it was taken for, in words.
        mark: the anchor of the cell it is about, ``None`` when that cannot be told.
    """

    number: int
    anchor: str
    message: str
    place: str | None
    read: str
    taken: str
    mark: str | None

    kind = "question"

    @property
    def remark(self) -> Remark:
        """What its cell shows of it."""
        return Remark(f"？{self.number}", f"第 {self.number} 处核对", self.anchor, self.kind)


def quoted(text: str) -> str:
    """Quote a text beside the table, which holds all of it: its beginning is enough to find it."""
    return text if len(text) <= _QUOTE_LIMIT else f"{text[:_QUOTE_LIMIT]}……（共 {len(text)} 字）"


def taken_in_words(read: str, taken: str | None) -> str:
    """Say what a text was taken for."""
    if taken is None:
        return "（没有读入）"
    return "（照原文保留）" if taken == read else quoted(taken)
