"""The field's closed word lists; every member carries its Chinese label."""

from enum import StrEnum


class _Labelled(StrEnum):
    """A stored value (English) with the label people read (Chinese)."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "_Labelled":
        """Make the member from its stored value, keeping the label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class TableKind(_Labelled):
    """Whose target a table states (整体支出 or 项目支出)."""

    DEPARTMENT = ("department", "部门整体支出")
    PROJECT = ("project", "项目支出")


class Stage(_Labelled):
    """The step of the yearly cycle that a table belongs to."""

    TARGET = ("target", "绩效目标表")
    MONITORING = ("monitoring", "绩效监控表")
    SELF_EVALUATION = ("self_evaluation", "绩效自评表")


class Period(_Labelled):
    """The half of a table: the fiscal year, or the years of the medium-term plan."""

    ANNUAL = ("annual", "年度")
    MEDIUM_TERM = ("medium_term", "中期")


class Comparison(_Labelled):
    """How the actual value is held against the target value (指标性质, 计算符号)."""

    AT_LEAST = ("≥", "大于等于")
    AT_MOST = ("≤", "小于等于")
    EQUAL = ("=", "等于")
    MORE_THAN = (">", "大于")
    LESS_THAN = ("<", "小于")
    QUALITATIVE = ("定性", "定性")
