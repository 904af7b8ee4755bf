"""Forms of review. The token against forged requests is checked for every form.

What may be written, and how much of it, is for the operations to say, which word it with all else that they refuse.
"""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library
from wtforms.form import BaseForm
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from perf.domain.review import Step
from perf.domain.review.form import OVERALL, Grade, Judgement, Review, ReviewForm
from perf.domain.text import clean_text
from perf.table_schemas import review_form
from perf.web.day_field import DayField
from perf.web.field_names import NamedField


def offered(choices: Iterable[tuple[object, str]]) -> list[Any]:
    """Give choices, each a value and what people read, as fields take them."""
    return [SelectChoice(value, label) for value, label in choices]


def _number(written: object) -> int:
    """Read the number of an account; 0, which is nobody's, for anything else."""
    text = str(written)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class MoveForm(Form):
    """What somebody does to a table: the state that they saw, and what they write with it."""

    expected = IntegerField(widget=HiddenInput(), default=-1)
    note = TextAreaField("说明（可以不写）")


class SigningForm(MoveForm):
    """What a leader writes who passes or returns a table."""

    note = TextAreaField("审签意见")


class AdjustmentForm(MoveForm):
    """What is to be adjusted, and why."""

    note = TextAreaField("调整的理由")
    goals = BooleanField("总体目标")
    money = BooleanField("资金")
    rows = SelectMultipleField(
        "指标和其他各行",
        coerce=_number,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )


class CommentForm(Form):
    """A comment on a cell."""

    cell = SelectField("哪一格", validate_choice=False)
    comment = TextAreaField("批注")


class AnswerForm(Form):
    """An answer to a comment."""

    answer = TextAreaField("答复")


class WaiverForm(Form):
    """A request to let a finding stand: its rule, its cells, and why."""

    rule = HiddenField()
    cells = HiddenField()
    reason = TextAreaField("申请豁免的理由")


class WaiverDecisionForm(Form):
    """What the performance office decides on a request."""

    until = DayField("同意到哪一天")
    remark = TextAreaField("说明（不同意时要写理由）")


class DelegationForm(Form):
    """Whom a leader asks to sign, from when until when."""

    delegate = SelectField("委托给谁", coerce=_number, validate_choice=False)
    from_day = DayField("从哪一天", [InputRequired("还没有填从哪一天开始")])
    until_day = DayField("到哪一天", [InputRequired("还没有填到哪一天为止")])


class ChainForm(Form):
    """The steps of a department's chain."""

    steps = SelectMultipleField(
        "审核环节",
        choices=offered((step.value, step.label) for step in Step),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def judging_form(form: ReviewForm) -> BaseForm:
    """Make the form of review as a form: for each point, and over all, a grade and an opinion."""
    # Outside of a class a field is not bound yet, which its type does not say.
    fields: dict[str, Any] = {"expected": IntegerField(widget=HiddenInput(), default=-1)}
    choices = offered((grade.value, grade.label) for grade in Grade)
    for key, label in (*((point.key, point.label) for point in form.points), (OVERALL, "总评")):
        fields[f"grade-{key}"] = RadioField(f"{label}等级", choices=choices, validate_choice=False)
        fields[f"opinion-{key}"] = TextAreaField("审核意见" if key == OVERALL else f"{label}意见")
    return BaseForm(fields)


def filled_review(sent: BaseForm, form: ReviewForm) -> Review:
    """Read what was filled in."""
    grades = {grade.value: grade for grade in Grade}
    return Review(
        {
            key: Judgement(grades.get(sent[f"grade-{key}"].data or ""), clean_text(sent[f"opinion-{key}"].data))
            for key in (*(point.key for point in form.points), OVERALL)
        }
    )


_WORDS = {
    "note": "意见、说明或理由",
    "comment": "批注",
    "answer": "答复",
    "reason": "申请豁免的理由",
    "remark": "说明",
    "until": "同意到哪一天",
}


def field_in_words(name: str, value: str) -> NamedField:
    """Name a field of these forms for a page that does not know them; what nobody wrote there says nothing."""
    kind, _, key = name.partition("-")
    if kind not in {"grade", "opinion"}:
        return NamedField(_WORDS.get(name.rpartition("-")[2], ""), value)
    labels = {point.key: point.label for point in review_form().points} | {OVERALL: "总评"}
    if kind == "opinion":
        return NamedField(f"{labels.get(key, '')}意见", value)
    grades = {grade.value: grade.label for grade in Grade}
    return NamedField(f"{labels.get(key, '')}等级", grades.get(value, value))
