import pytest

from perf.domain.documents.blocks import Align, Cell, Role
from perf.rendering.pdf.fitting import FittedText, fit_again, fit_cell
from perf.rendering.pdf.fonts import song

PADDING = 6.0


def fitted(text: str, width: float, *, role: Role = Role.VALUE, align: Align = Align.LEFT) -> FittedText:
    """Fit a text into this width between the paddings."""
    return fit_cell(Cell(0, 0, text, role=role, align=align), width + PADDING, song())


def lines(fit: FittedText) -> list[str]:
    return [line.text for line in fit.lines]


def test_a_short_label_gets_a_little_smaller_to_stay_on_one_line() -> None:
    fit = fitted("度量单位", 34, role=Role.HEADING)
    assert (lines(fit), fit.size) == (["度量单位"], 8.5)


def test_a_short_label_is_broken_in_two_halves_where_it_would_get_tiny() -> None:
    fit = fitted("总体目标", 28, role=Role.LABEL)
    assert (lines(fit), fit.size) == (["总体", "目标"], 9.0)


@pytest.mark.parametrize(("width", "size"), [(70, 9.0), (62, 8.0), (50, 6.5)])
def test_a_number_gets_smaller_rather_than_torn_from_its_unit(width: float, size: float) -> None:
    fit = fitted("10,606.7522万元", width)
    assert (lines(fit), fit.size) == (["10,606.7522万元"], size)


def test_a_bracket_stays_whole_where_that_costs_little() -> None:
    assert lines(fitted("项目资金（万元）", 35, role=Role.LABEL)) == ["项目资金", "（万元）"]
    assert fitted("项目资金（万元）", 30, role=Role.LABEL).size == 9.0


def test_no_single_character_stands_on_the_last_line() -> None:
    assert lines(fitted("组织业务培训及时性", 72)) == ["组织业务培训及", "时性"]


def test_values_in_the_middle_are_balanced_and_others_are_not() -> None:
    assert lines(fitted("较上年提升明显", 55, align=Align.CENTER)) == ["较上年提", "升明显"]
    assert lines(fitted("较上年提升明显", 50)) == ["较上年提升", "明显"]


def test_a_repeated_label_keeps_the_word_that_says_so_on_one_line() -> None:
    assert lines(fit_again("时效指标", 80.0, song())) == ["时效指标（续）"]
    assert lines(fit_again("绩效指标", 36.0, song())) == ["绩效", "指标", "（续）"]
    assert lines(fit_again("", 36.0, song())) == ["（续）"]


def test_an_empty_cell_needs_no_line() -> None:
    assert lines(fitted("", 50)) == []
    assert fitted("\x00", 50).lines == ()
