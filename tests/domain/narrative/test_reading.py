"""What sentences say: amounts with their names, lists inside lists, changes, shares, in the many ways of putting it."""

from decimal import Decimal

import pytest

from perf.domain.documents.blocks import Paragraph
from perf.domain.narrative.passages import passages_of
from perf.domain.narrative.reading import statements_in
from perf.domain.narrative.statements import Statements


def _read(*texts: str) -> Statements:
    return statements_in(passages_of([Paragraph(text) for text in texts]))


def _amounts(statements: Statements) -> list[tuple[str, str, int | None]]:
    return [(each.name, str(each.value.normalize()), each.parent) for each in statements.amounts]


@pytest.mark.parametrize(
    ("sentence", "name", "amount", "year"),
    [
        ("2026年基本支出 12.5 万元。", "基本支出", "12.5", 2026),
        ("2026 年度基本支出预算数为 12.5 万元。", "基本支出", "12.5", 2026),
        ("一、（一）基本支出共计１２．５万元。", "（一）基本支出", "12.5", None),
        ("3. 培训费 12.5 万元。", "培训费", "12.5", None),
        ("因公出国（境）费用 125,000 元。", "因公出国（境）费用", "12.5", None),
        ("支出预算 12.5 万元（详见公开表1、2）。", "支出预算", "12.5", None),
        ("当年支出,12.5 万元。", "当年支出", "12.5", None),
        ("教育支出（类），2026年预算数为 12.5 万元。", "教育支出（类）", "12.5", 2026),
    ],
)
def test_an_amount_is_read_with_its_name_and_year(sentence: str, name: str, amount: str, year: int | None) -> None:
    (read,) = _read(sentence).amounts

    assert (read.value, read.year) == (Decimal(amount), year)
    assert read.name.removeprefix("（一）") == name.removeprefix("（一）")


def test_lists_know_their_whole_brackets_and_further_lists_their_own() -> None:
    read = _read("经费 9 万元，其中：办公费 6 万元（基本支出 1 万元，项目支出 5 万元）、差旅费 3 万元。")

    assert _amounts(read) == [
        ("经费", "9", None), ("办公费", "6", 0), ("基本支出", "1", 1), ("项目支出", "5", 1), ("差旅费", "3", 0),
    ]  # fmt: skip


def test_a_semicolon_ends_the_inner_list() -> None:
    read = _read("支出 9 万元，其中：基本支出 6 万元，其中人员经费 5 万元；项目支出 3 万元。")

    assert _amounts(read)[3] == ("项目支出", "3", 0)


def test_a_list_goes_on_over_paragraphs_that_end_with_semicolons() -> None:
    read = _read("收入预算 9 万元。包括：", "拨款收入 6 万元；", "其他收入 3 万元。", "支出 9 万元。")

    assert [parent for *_, parent in _amounts(read)] == [None, 0, 0, None]


def test_a_paragraph_that_begins_a_list_speaks_of_the_amount_above() -> None:
    read = _read("支出预算 9 万元，主要用于养护。", "其中：基本支出 6 万元，项目支出 3 万元。", "收入预算 9 万元。")

    assert [parent for *_, parent in _amounts(read)] == [None, 0, 0, None]


@pytest.mark.parametrize(
    ("words", "previous", "delta", "percent", "direction"),
    [
        ("与上年 10 万元相比增加 2 万元，增长 20%", "10", "2", "20", 1),
        ("比上年10万元减少2万元，减少20%", "10", "2", "20", -1),
        ("较 2025 年预算下降 2 万元，降幅 20 %", None, "2", "20", -1),
        ("比 2025 年预算增加（减少）2 万元，增长（下降）20%", None, "2", "20", None),
        ("与上年 10 万元持平", "10", None, None, 0),
        ("同比增长 20%", None, None, "20", 1),
    ],
)
def test_a_change_is_read(
    words: str, previous: str | None, delta: str | None, percent: str | None, direction: int | None
) -> None:
    (change,) = _read(f"2026年项目支出 12 万元，{words}，主要原因是差旅费增加 1 万元。").changes

    read = [figure and str(figure.number) for figure in (change.previous, change.delta, change.percent)]
    assert read == [previous, delta, percent]
    assert change.direction == direction


def test_a_change_may_name_its_subject_again() -> None:
    read = _read("“三公”经费预算数为 9 万元，其中：公务接待费 9 万元。“三公”经费预算比 2025 年减少 1 万元，下降 10%。")

    (change,) = read.changes
    assert [read.amounts[number].name for number in change.subjects] == ["“三公”经费"]
    assert change.percent


def test_a_change_of_something_that_was_not_named_is_left() -> None:
    assert _read("支出 9 万元，其中人员经费比上年增加 3 万元。").changes == ()


def test_shares_and_rates_are_read() -> None:
    read = _read("支出 9 万元，其中：基本支出 6 万元，占 66.7%；公开项目 3 个，公开率达到 100％。")

    assert [(share.part, share.quantity.number) for share in read.shares] == [(1, Decimal("66.7"))]
    assert [(rate.name, rate.quantity.number) for rate in read.rates] == [("公开率", Decimal(100))]


@pytest.mark.parametrize(
    "sentence",
    [
        "单价 20 万元以上的设备没有。",
        "1-6 月开展两轮。",
        "一般公共服务（201类）行政运行（01项）。",
        "第 3 个月完成。",
        "第 3 项工作。",
        "增长 3 个百分点。",
        "编号 12345678901234567890 元。",
        "",
        "<b>=cmd|'/C calc'!A0</b>",
    ],
)
def test_what_is_no_amount_is_left(sentence: str) -> None:
    assert _read(sentence).amounts == ()


def test_characters_outside_the_basic_plane_do_not_shift_places() -> None:
    (amount,) = _read("\U00020000\U0001f600设备 5 万元。").amounts

    assert amount.sentence.passage.text[amount.quantity.start :] == "5 万元。"
