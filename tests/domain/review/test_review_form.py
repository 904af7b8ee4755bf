"""The form that reviewers fill in, and what is said of one that is not filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.review import Action, Step
from perf.domain.review.form import (
    OPINION_LIMIT,
    OVERALL,
    Consequence,
    Grade,
    Judgement,
    Review,
    ReviewForm,
    build_review_form,
    read_review,
)
from perf.table_schemas import review_form

FORM = review_form()
GOOD = Judgement(Grade.GOOD)
FULL = {point.key: GOOD for point in FORM.points} | {OVERALL: Judgement(Grade.GOOD, "目标清楚，同意")}


def said(judgements: dict[str, Judgement], action: Action = Action.PASS) -> list[str]:
    """What is said of a form."""
    return [fault.sentence for fault in Review(judgements).faults(FORM, action)]


def test_the_form_has_the_eight_points_of_the_ministry_in_four_blocks() -> None:
    assert [(block.label, [point.label for point in block.points]) for block in FORM.blocks] == [
        ("完整性", ["规范完整性", "明确清晰性"]),
        ("相关性", ["目标相关性", "指标科学性"]),
        ("适当性", ["绩效合理性", "资金匹配性"]),
        ("可行性", ["实现可能性", "条件充分性"]),
    ]


def test_the_leader_only_signs_and_everybody_after_them_fills_it_in() -> None:
    assert [step for step in Step if FORM.is_filled_at(step)] == list(Step)[1:]
    assert not FORM.is_filled_at(None)


def test_a_full_form_passes() -> None:
    assert said(FULL) == []


def test_an_empty_form_names_every_point_and_the_overall_grade_and_opinion() -> None:
    sentences = said({})
    assert len(sentences) == 8 + 2
    assert all(any(f"“{point.label}”" in sentence for sentence in sentences) for point in FORM.points)


def test_who_returns_needs_no_grade_for_every_point() -> None:
    assert said({OVERALL: Judgement(Grade.FAIR, "指标太少，请补充")}, Action.RETURN) == []


@pytest.mark.parametrize(
    ("grade", "fitting"),
    [
        (Grade.EXCELLENT, {Action.PASS}),
        (Grade.GOOD, {Action.PASS, Action.RETURN}),
        (Grade.FAIR, {Action.RETURN}),
        (Grade.POOR, {Action.RETURN}),
    ],
)
def test_the_overall_grade_decides_whether_it_passes(grade: Grade, fitting: set[Action]) -> None:
    judgements = FULL | {OVERALL: Judgement(grade, "意见")}
    assert {action for action in (Action.PASS, Action.RETURN) if not said(judgements, action)} == fitting
    for action in {Action.PASS, Action.RETURN} - fitting:
        assert f"总评为“{grade.label}”" in said(judgements, action)[0]


@pytest.mark.parametrize("grade", [Grade.FAIR, Grade.POOR])
def test_a_bad_grade_needs_words(grade: Grade) -> None:
    assert said(FULL | {"matching_money": Judgement(grade)}) == [
        f"“资金匹配性”评了“{grade.label}”，请写明哪里要改、怎样改"
    ]
    assert said(FULL | {"matching_money": Judgement(grade, "资金偏多")}) == []


def test_words_without_a_grade_are_asked_for_their_grade() -> None:
    returned = {OVERALL: Judgement(Grade.FAIR, "请修改"), "clear_goal": Judgement(None, "目标太笼统")}
    assert said(returned, Action.RETURN) == ["“明确清晰性”写了意见，还没有评等级，请选优、良、中或差"]


def test_an_endless_opinion_is_refused_with_the_limit() -> None:
    longest = FULL | {
        OVERALL: Judgement(Grade.GOOD, "好" * OPINION_LIMIT),
        "clear_goal": Judgement(Grade.GOOD, "𠮷" * 2001),
    }
    assert said(longest) == [f"“明确清晰性”的意见太长，最多 {OPINION_LIMIT} 字，请分条简写"]


def test_a_text_that_no_database_keeps_is_no_opinion() -> None:
    with pytest.raises(ValueError, match="clean"):
        Judgement(None, "a\x00b")


GRADES = st.none() | st.sampled_from(Grade)
OPINIONS = st.none() | st.sampled_from(["同意", "<b>不同意</b>", "=cmd|'/C calc'!A0", "９５％", "𠮷"])
KEYS = st.sampled_from([*(point.key for point in FORM.points), OVERALL])


@given(st.dictionaries(KEYS, st.builds(Judgement, GRADES, OPINIONS)))
def test_a_review_is_read_as_it_was_written(judgements: dict[str, Judgement]) -> None:
    review = Review(judgements)
    read = read_review(review.as_dict())
    assert all(read.on(key) == review.on(key) for key in [*(point.key for point in FORM.points), OVERALL])
    for action in (Action.PASS, Action.RETURN):
        assert read.faults(FORM, action) == review.faults(FORM, action)


def test_a_form_that_leaves_a_grade_without_consequence_is_none() -> None:
    with pytest.raises(ValueError, match="consequence"):
        ReviewForm("表", "文", (), frozenset(), frozenset(), frozenset(), {Grade.GOOD: Consequence(frozenset(), "")})


def test_a_form_with_a_point_twice_is_none() -> None:
    point = {"key": "same", "label": "甲", "question": "？"}
    consequences = {grade.value: {"actions": [], "sentence": ""} for grade in Grade}
    with pytest.raises(ValueError, match="repeated"):
        build_review_form(
            {
                "title": "表", "basis": "文", "steps": [], "every_point_for": [], "opinion_for": [],
                "blocks": [{"label": "块", "points": [point, point]}], "consequences": consequences,
            }
        )  # fmt: skip
