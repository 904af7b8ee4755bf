"""The field's closed word lists; every member carries its Chinese label."""

from enum import StrEnum


class Labelled(StrEnum):
    """A stored value (English) with the label people read (Chinese)."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        """Make the member from its stored value, keeping the label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class TableKind(Labelled):
    """Whose target a table states (整体支出 or 项目支出)."""

    DEPARTMENT = ("department", "部门整体支出")
    PROJECT = ("project", "项目支出")


class Stage(Labelled):
    """The step of the yearly cycle that a table belongs to."""

    TARGET = ("target", "绩效目标表")
    MONITORING = ("monitoring", "绩效监控表")
    SELF_EVALUATION = ("self_evaluation", "绩效自评表")


class Period(Labelled):
    """The half of a table: the fiscal year, or the years of the medium-term plan."""

    ANNUAL = ("annual", "年度")
    MEDIUM_TERM = ("medium_term", "中期")


class BudgetTableKind(Labelled):
    """The public budget tables (部门预算公开表)."""

    BALANCE = ("balance", "部门收支总体情况表")
    INCOME = ("income", "部门收入总体情况表")
    EXPENDITURE = ("expenditure", "部门支出总体情况表")
    FISCAL_BALANCE = ("fiscal_balance", "财政拨款收支总体情况表")
    FISCAL_EXPENDITURE = ("fiscal_expenditure", "财政拨款支出表")
    GENERAL_EXPENDITURE = ("general_expenditure", "一般公共预算支出情况表")
    BASIC_EXPENDITURE = ("basic_expenditure", "一般公共预算基本支出情况表")
    THREE_PUBLIC = ("three_public", "一般公共预算“三公”经费、会议费、培训费支出情况表")
    OPERATION = ("operation", "一般公共预算机关运行经费表")
    GOVERNMENT_FUNDS = ("government_funds", "政府性基金预算支出情况表")
    TRANSFERS = ("transfers", "部门管理转移支付表")
    STATE_CAPITAL = ("state_capital", "国有资本经营预算支出情况表")
    PROCUREMENT = ("procurement", "政府采购预算表")


class Severity(Labelled):
    """How much weight a finding has."""

    ERROR = ("error", "错误")
    """Blocks submitting, never saving."""

    WARNING = ("warning", "提醒")
    NOTE = ("note", "说明")


class Verdict(Labelled):
    """What came of checking a statement of the text."""

    CONFIRMED = ("confirmed", "相符")
    WRONG = ("wrong", "不符")
    ROUNDING = ("rounding", "四舍五入之差")
    CANNOT_DECIDE = ("cannot_decide", "无法判断")


class Comparison(Labelled):
    """How the actual value is held against the target value (指标性质, 计算符号)."""

    AT_LEAST = ("≥", "大于等于")
    AT_MOST = ("≤", "小于等于")
    EQUAL = ("=", "等于")
    MORE_THAN = (">", "大于")
    LESS_THAN = ("<", "小于")
    QUALITATIVE = ("定性", "定性")
