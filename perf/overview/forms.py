"""Forms of deadlines. The token against forged requests is checked for every form."""

from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, Field, Form, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library
from wtforms.form import BaseForm
from wtforms.validators import InputRequired

from perf.deadlines.operations import WantedDay
from perf.deadlines.queries import YearDeadlines
from perf.domain.deadlines import EARLIEST_REMINDER, USUAL_REMINDERS, read_reminders, show_reminders
from perf.domain.duties import Duty
from perf.web.day_field import DayField


def _days_before(_form: BaseForm, field: StringField) -> None:
    """Refuse what is no list of days."""
    try:
        read_reminders(field.data or "")
    except ValueError:
        raise ValidationError(
            f"“{field.label.text}”填的“{(field.data or '')[:20]}”没有看懂，应是 0 到 {EARLIEST_REMINDER} 的天数，"
            "用顿号隔开，如 7、1；不要提前提醒就空着"
        ) from None


@dataclass(frozen=True, slots=True)
class DutyFields:
    """The fields of one duty."""

    duty: Duty
    day: Field
    reminders: Field


class DeadlinesForm(BaseForm):
    """The deadlines of a year: for each duty a day and the days before it, and whether the year is closed then."""

    def __init__(self, kept: YearDeadlines, sent: Any = None) -> None:
        # Outside of a class a field is not bound yet, which its type does not say.
        fields: dict[str, Any] = {}
        data: dict[str, object] = {"closes": kept.closing is not None}
        data["closing_reason"] = kept.closing.reason if kept.closing else ""
        for duty in Duty:
            fields[duty.value] = DayField(f"{duty.label}截止日期")
            fields[f"{duty.value}-reminders"] = StringField(f"{duty.label}提前几天提醒", [_days_before])
            known = kept.days.get(duty)
            data[duty.value] = known.day if known else None
            data[f"{duty.value}-reminders"] = show_reminders(known.reminders if known else USUAL_REMINDERS)
        fields["closes"] = BooleanField("填报截止以后不能再送审")
        fields["closing_reason"] = TextAreaField("为什么过期不能送审")
        super().__init__(fields)
        self.process(formdata=sent, data=data)

    @property
    def duties(self) -> tuple[DutyFields, ...]:
        """Give the fields of each duty."""
        return tuple(DutyFields(duty, self[duty.value], self[f"{duty.value}-reminders"]) for duty in Duty)

    @property
    def wanted(self) -> dict[Duty, WantedDay]:
        """Give what was filled in, of a form that holds."""
        return {
            each.duty: WantedDay(each.day.data, read_reminders(each.reminders.data or ""))
            for each in self.duties
            if each.day.data is not None
        }

    @property
    def wanted_reason(self) -> str | None:
        """Give why the year is closed, ``None`` where it is not to be."""
        return str(self["closing_reason"].data or "") if self["closes"].data else None


class ExtensionForm(Form):
    """A later day for one department, and why."""

    code = StringField("单位代码", [InputRequired("还没有填单位代码")])
    duty = SelectField("哪一步", choices=[SelectChoice(duty.value, duty.label) for duty in Duty])
    day = DayField("延到哪一天", [InputRequired("还没有填延到哪一天")])
    extension_reason = TextAreaField("延期的理由", [InputRequired("还没有写延期的理由，请写明，大家会看到")])
