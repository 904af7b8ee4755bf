"""What a reviewer fills in (绩效目标审核表): a grade and an opinion a point, and one over all (财预〔2015〕88号).

Which points there are, who fills them in and what follows from the overall grade is data: ``words/review.toml``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from perf.domain.review.transitions import Action, Step
from perf.domain.terms import Labelled
from perf.domain.text import is_clean, require_keys

OVERALL = "overall"
"""The name of the judgement over all points."""

OPINION_LIMIT = 2_000
"""Longest opinion, in characters."""


class Grade(Labelled):
    """How good a target is, in one point or over all (评价等级)."""

    EXCELLENT = ("excellent", "优")
    GOOD = ("good", "良")
    FAIR = ("fair", "中")
    POOR = ("poor", "差")


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One point to judge.

    Attributes:
        key: its name in data.
        label: its printed name.
        question: what is to be looked at.
    """

    key: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class ReviewBlock:
    """Points under one heading."""

    label: str
    points: tuple[ReviewPoint, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from an overall grade: the actions that fit it, and how that is said to who wants another."""

    actions: frozenset[Action]
    sentence: str


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form of review.

    Attributes:
        title: printed title.
        basis: the document it comes from.
        blocks: the points under their headings.
        steps: the steps of the chain that fill it in.
        every_point_for: actions that need a grade for every point; any other that is judged needs the overall one.
        opinion_for: grades that need words with them.
        consequences: what follows from each overall grade.
    """

    title: str
    basis: str
    blocks: tuple[ReviewBlock, ...]
    steps: frozenset[Step]
    every_point_for: frozenset[Action]
    opinion_for: frozenset[Grade]
    consequences: Mapping[Grade, Consequence]

    def __post_init__(self) -> None:
        """Refuse points of one name, and a grade without consequence."""
        require_keys("review point", *(point.key for point in self.points), OVERALL)
        if set(self.consequences) != set(Grade):
            raise ValueError("every overall grade has its consequence")

    @property
    def points(self) -> tuple[ReviewPoint, ...]:
        """Give all points in order."""
        return tuple(point for block in self.blocks for point in block.points)

    def is_filled_at(self, step: Step | None) -> bool:
        """Tell whether whoever decides at a step fills it in."""
        return step in self.steps


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says on one point, or over all: the grade, and the opinion, each ``None`` when left blank."""

    grade: Grade | None = None
    opinion: str | None = None

    def __post_init__(self) -> None:
        """Refuse a text that is not clean."""
        if not is_clean(self.opinion):
            raise ValueError("an opinion is a clean text")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or wrong in a filled form: which point, and the sentence that says it."""

    point: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Review:
    """A filled form, as far as it is filled: a judgement by point, that over all under :data:`OVERALL`."""

    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    def on(self, point: str) -> Judgement:
        """Give the judgement on a point, blank where there is none."""
        return self.judgements.get(point, Judgement())

    def faults(self, form: ReviewForm, action: Action) -> tuple[Fault, ...]:
        """Say what keeps this review from going with an action, point by point in printed order."""
        return (*self._faults_of_points(form, action), *self._faults_over_all(form, action))

    def _faults_of_points(self, form: ReviewForm, action: Action) -> Iterator[Fault]:
        for point in form.points:
            judgement = self.on(point.key)
            if judgement.grade is None and action in form.every_point_for:
                yield Fault(point.key, f"“{point.label}”还没有评等级，请选优、良、中或差")
            elif judgement.grade is None and judgement.opinion:
                yield Fault(point.key, f"“{point.label}”写了意见，还没有评等级，请选优、良、中或差")
            elif judgement.grade in form.opinion_for and not judgement.opinion:
                assert judgement.grade is not None
                yield Fault(point.key, f"“{point.label}”评了“{judgement.grade.label}”，请写明哪里要改、怎样改")
            yield from _too_long(point.key, point.label, judgement)

    def _faults_over_all(self, form: ReviewForm, action: Action) -> Iterator[Fault]:
        overall = self.on(OVERALL)
        if overall.grade is None:
            yield Fault(OVERALL, "还没有评总评等级，请选优、良、中或差")
        elif action not in (consequence := form.consequences[overall.grade]).actions:
            yield Fault(OVERALL, consequence.sentence)
        if not overall.opinion:
            yield Fault(OVERALL, "还没有写审核意见，请写一两句总的意见")
        yield from _too_long(OVERALL, "审核意见", overall)

    def as_dict(self) -> dict[str, dict[str, str]]:
        """Write the review as plain data: what is blank is left out."""
        filled = {key: judgement for key, judgement in self.judgements.items() if judgement != Judgement()}
        return {
            key: {
                **({"grade": judgement.grade.value} if judgement.grade else {}),
                **({"opinion": judgement.opinion} if judgement.opinion else {}),
            }
            for key, judgement in filled.items()
        }


def read_review(written: Mapping[str, Mapping[str, str]]) -> Review:
    """Read what :meth:`Review.as_dict` wrote."""
    return Review(
        {
            key: Judgement(Grade(each["grade"]) if "grade" in each else None, each.get("opinion"))
            for key, each in written.items()
        }
    )


def build_review_form(written: Mapping[str, Any]) -> ReviewForm:
    """Build the form of review from the content of its TOML file."""
    return ReviewForm(
        title=written["title"],
        basis=written["basis"],
        blocks=tuple(
            ReviewBlock(block["label"], tuple(ReviewPoint(**point) for point in block["points"]))
            for block in written["blocks"]
        ),
        steps=frozenset(map(Step, written["steps"])),
        every_point_for=frozenset(map(Action, written["every_point_for"])),
        opinion_for=frozenset(map(Grade, written["opinion_for"])),
        consequences={
            Grade(grade): Consequence(frozenset(map(Action, each["actions"])), each["sentence"])
            for grade, each in written["consequences"].items()
        },
    )


def _too_long(point: str, label: str, judgement: Judgement) -> Iterator[Fault]:
    if judgement.opinion and len(judgement.opinion) > OPINION_LIMIT:
        yield Fault(point, f"“{label}”的意见太长，最多 {OPINION_LIMIT} 字，请分条简写")
