"""Forms of the indicator library. The token against forged requests is checked for every form."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from wtforms import Form, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than the library
from wtforms.validators import DataRequired, Length

from perf.domain.library_entry import LIMITS, PARAGRAPH_LIMIT, LibraryIndicator
from perf.domain.terms import Comparison
from perf.domain.text import clean_text
from perf.domain.values import parse_comparison, parse_value, show_number

_SIGNS = [SelectChoice("", "请选择")] + [
    SelectChoice(each.value, each.label if each is Comparison.QUALITATIVE else f"{each.value} {each.label}")
    for each in Comparison
]


def _on_one_line(written: str | None) -> str | None:
    """Clean a text; a line end in it becomes a blank."""
    clean = clean_text(written)
    return " ".join(clean.split("\n")) if clean else None


def _line(name: str, label: str, needed: str = "") -> StringField:
    limit = Length(max=LIMITS[name], message=f"“{label}”太长，最多 {LIMITS[name]} 个字")
    return StringField(label, [*([DataRequired(needed)] if needed else []), limit], filters=[_on_one_line])


def _paragraph(label: str, needed: str = "") -> TextAreaField:
    limit = Length(max=PARAGRAPH_LIMIT, message=f"“{label}”太长，最多 {PARAGRAPH_LIMIT} 个字")
    return TextAreaField(label, [*([DataRequired(needed)] if needed else []), limit], filters=[clean_text])


class EntryForm(Form):
    """What an entry says, field by field as :class:`LibraryIndicator` names them."""

    name = _line("name", "三级指标", "还没有填三级指标的名称")
    first_level = _line("first_level", "一级指标", "还没有填一级指标，如“产出指标”")
    second_level = _line("second_level", "二级指标", "还没有填二级指标，如“数量指标”")
    field = _line("field", "行业领域", "还没有填行业领域，各单位都用得上的填“通用”")
    use_of_funds = _line("use_of_funds", "资金用途", "还没有填资金用途，如“公路养护”")
    comparison = SelectField("符号", [DataRequired("还没有选符号，写文字的选“定性”")], choices=_SIGNS)
    value = _line("value", "指标值", "还没有填指标值")
    unit = _line("unit", "计量单位")
    explanation = _paragraph("指标解释", "还没有填指标解释：说清楚数什么、怎么算，别的单位才用得上")
    planned_standard = _paragraph("计划标准")
    historical_standard = _paragraph("历史标准")
    industry_standard = _paragraph("行业标准")
    scoring_method = _paragraph("评分标准")
    data_source = _paragraph("数据来源")
    evidence = _paragraph("佐证资料")
    keywords = _line("keywords", "关键词")

    def indicator(self) -> LibraryIndicator:
        """Give what a valid form says."""
        texts: dict[str, Any] = {each.name: self[each.name].data or None for each in fields(LibraryIndicator)}
        return LibraryIndicator(**texts)


class ReasonForm(Form):
    """Why a proposal is refused or an entry retired; what the reason must be is for the operation to say."""

    reason = TextAreaField("原因")


def filled_from(indicator: LibraryIndicator) -> EntryForm:
    """Give the form with what an entry says."""
    return EntryForm(data={each.name: getattr(indicator, each.name) for each in fields(indicator)})


def filled_from_row(given: Mapping[str, str]) -> EntryForm:
    """Give the form with what a row of a table holds; a value with its sign and unit in one cell is taken apart."""
    row = {each.name: given.get(each.name, "") for each in fields(LibraryIndicator)}
    written = _on_one_line(row["value"])
    sign = parse_comparison(row["comparison"]) if row["comparison"] else None
    row["comparison"] = sign.value if sign else ""
    if written and not sign and not row["unit"]:
        value = parse_value(written)
        if value.comparison is not None and value.number is not None and value.upper is None:
            parts = {"comparison": value.comparison.value, "value": show_number(value.number), "unit": value.unit or ""}
            row.update(parts)
    return EntryForm(data=row)
