"""Every way people write a target value, and what must stay words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.terms import Comparison
from perf.domain.text import clean_text
from perf.domain.values import (
    TargetValue,
    parse_comparison,
    parse_number,
    parse_value,
    show_value,
    value_cells,
    value_from_cells,
)

AT_LEAST, AT_MOST, EQUAL = Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EQUAL
MORE, LESS = Comparison.MORE_THAN, Comparison.LESS_THAN


@pytest.mark.parametrize(
    ("written", "comparison", "number", "unit"),
    [
        ("≥95%", AT_LEAST, "95", "%"),
        (">=95", AT_LEAST, "95", None),
        ("≧95％", AT_LEAST, "95", "%"),
        ("⩾ 95 ％", AT_LEAST, "95", "%"),
        ("＞９５", MORE, "95", None),
        ("=2 轮", EQUAL, "2", "轮"),
        ("＝２轮", EQUAL, "2", "轮"),
        ("8 万", None, "8", "万"),
        ("306万元", None, "306", "万元"),
        ("100%", None, "100", "%"),
        ("大于或者等于 95%以上", AT_LEAST, "95", "%"),
        ("不低于90%", AT_LEAST, "90", "%"),
        ("95%以上", AT_LEAST, "95", "%"),
        ("95%及以上", AT_LEAST, "95", "%"),
        ("不超过5%", AT_MOST, "5", "%"),
        ("5天以内", AT_MOST, "5", "天"),
        ("小于5%", LESS, "5", "%"),
        ("≤3个工作日", AT_MOST, "3", "个工作日"),
        ("10,606.7522万元", None, "10606.7522", "万元"),
        ("１０，６０６．７５２２万元", None, "10606.7522", "万元"),
        ("5万元/年", None, "5", "万元/年"),
        ("1000元/人·次", None, "1000", "元/人·次"),
        ("3年", None, "3", "年"),
        ("0起", None, "0", "起"),
        ("-5", None, "-5", None),
        ("−5", None, "-5", None),
        ("95.00%", None, "95.00", "%"),
    ],
)
def test_a_written_value_is_read_as_sign_number_and_unit(
    written: str, comparison: Comparison | None, number: str, unit: str | None
) -> None:
    value = parse_value(written)
    assert (value.comparison, str(value.number), value.unit) == (comparison, number, unit)


@pytest.mark.parametrize(
    ("written", "lower", "upper", "unit"),
    [
        ("90%-95%", "90", "95", "%"),
        ("90-95%", "90", "95", "%"),
        ("80～90分", "80", "90", "分"),
        ("3至5天", "3", "5", "天"),
    ],
)
def test_a_range_keeps_both_ends(written: str, lower: str, upper: str, unit: str) -> None:
    value = parse_value(written)
    assert (str(value.number), str(value.upper), value.unit) == (lower, upper, unit)


@pytest.mark.parametrize(
    "written",
    [
        *("及时", "2026年12月底前", "2026年", "12月底前", "NaN", "nan%", "Infinity", "1_000", "²", "٩٥", "Ⅷ", "1e400"),
        *(
            "1,00",
            "1.2.3",
            ".5",
            "十万",
            "每年2次",
            "100%完成",
            "≥",
            "=",
            "≥若干次",
            "2026-2028+3年",
            "一次、两次",
            "95%；90次",
        ),
        *("=cmd|' /C calc'!A0", "<b>95</b>", "{{7*7}}", "张𬭎", "≥\u202e95%"),
    ],
)
def test_what_is_no_number_stays_exact_words(written: str) -> None:
    assert parse_value(written) == TargetValue(text=written)
    assert show_value(parse_value(written)) == written


def test_a_value_written_plainly_needs_no_wording_beside_it() -> None:
    assert parse_value("≥95%") == TargetValue(AT_LEAST, Decimal(95), "%")


def test_a_wording_that_differs_from_the_plain_print_is_kept() -> None:
    value = parse_value("大于或者等于 95%以上")
    assert value.text == "大于或者等于 95%以上"
    assert show_value(value) == "大于或者等于 95%以上"


def test_qualitative_values_show_as_such_in_one_cell() -> None:
    value = TargetValue(Comparison.QUALITATIVE, text="合规")
    assert show_value(value) == "定性：合规"
    assert parse_value("定性：合规") == value


@pytest.mark.parametrize(
    "written", ["NaN", "1_000", "²", "٩٥", "1e5", "0x10", "", "95%", "1,0000", "--5", "+", "１_０"]
)
def test_a_plain_number_is_digits_and_nothing_python_would_add(written: str) -> None:
    assert parse_number(written) is None


@pytest.mark.parametrize(
    ("written", "sign"), [("＞＝", AT_LEAST), ("=<", AT_MOST), ("≧", AT_LEAST), ("大于等于", AT_LEAST)]
)
def test_a_sign_cell_is_read_in_any_usual_writing(written: str, sign: Comparison) -> None:
    assert parse_comparison(written) is sign


def test_a_sign_cell_with_anything_else_is_no_sign() -> None:
    assert parse_comparison("正向") is None


def test_cells_of_their_own_keep_a_wording_that_is_no_plain_number() -> None:
    value = value_from_cells("≥", "1,000", "次")
    assert value == TargetValue(AT_LEAST, Decimal(1000), "次", "1,000")
    assert value_cells(value) == ("≥", "1,000", "次")


def test_blank_cells_are_no_value() -> None:
    assert value_from_cells(None, None, None) is None
    assert value_cells(None) == (None, None, None)


def test_a_range_keeps_both_ends_where_the_number_has_a_cell_of_its_own() -> None:
    assert value_cells(parse_value("90%-95%")) == (None, "90%-95%", None)
    assert value_cells(parse_value("≥3-5个")) == ("≥", "3-5个", None)


def test_a_value_that_says_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="says something"):
        TargetValue()


def test_a_number_that_is_not_finite_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="finite"):
        TargetValue(number=Decimal("NaN"))


SIGNS = ["", "≥", ">=", "≧", "不低于", "大于或者等于 ", "＝", "<", "至多", "控制在"]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
WRITTEN = st.builds(
    lambda sign, number, gap, unit, bound: f"{sign}{number}{gap}{unit}{bound}".strip(),
    st.sampled_from(SIGNS),
    NUMBERS | st.integers(0, 10**9),
    st.sampled_from(["", " "]),
    st.sampled_from(["", "%", "％", "万元", "个工作日", "次/年"]),
    st.sampled_from(["", "以上", "以内"]),
)


@given(WRITTEN | st.text(min_size=1).filter(lambda text: clean_text(text) == text))
def test_reading_what_is_shown_gives_the_same_value(written: str) -> None:
    value = parse_value(written)
    assert show_value(value) == written
    assert parse_value(show_value(value)) == value


@given(
    st.sampled_from([None, "≥", "≤", "=", ">", "<", "定性"]),
    st.none() | st.text(min_size=1).filter(lambda text: clean_text(text) == text) | NUMBERS.map(str),
    st.sampled_from([None, "%", "万元", "个"]),
)
def test_three_cells_come_back_as_they_were(sign: str | None, number: str | None, unit: str | None) -> None:
    assert value_cells(value_from_cells(sign, number, unit)) == (sign, number, unit)
