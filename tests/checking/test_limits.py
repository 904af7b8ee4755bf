"""A file of limits: it comes before all other settings, and whatever is wrong with it is one Chinese sentence."""

from decimal import Decimal
from pathlib import Path

import pytest

from perf.checking.files import check_file
from perf.checking.limits import LimitsError, read_limits
from perf.table_schemas import check_settings
from tests.checking.whole_document import PROJECT


def limits(folder: Path, text: str | bytes) -> Path:
    path = folder / "阈值.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rules_of(path: Path, limits_file: Path | None = None) -> set[str]:
    read = read_limits(limits_file) if limits_file else None
    return {finding.rule for finding in check_file(path, limits=read).findings}


def test_a_limit_changes_what_is_found(tmp_path: Path) -> None:
    table = tmp_path / "表.txt"
    table.write_text(PROJECT.replace("≥98%", "≥98档"), "utf-8")
    own = limits(tmp_path, '[rates_have_no_money_unit]\nrate_units = ["%", "档"]\n')
    assert "rates-have-no-money-unit" in rules_of(table)
    assert "rates-have-no-money-unit" not in rules_of(table, own)


def test_numbers_are_read_without_loss(tmp_path: Path) -> None:
    section, name = next(
        (section, name)
        for section, values in check_settings().items()
        for name, value in values.items()
        if isinstance(value, Decimal)
    )
    assert read_limits(limits(tmp_path, f"[{section}]\n{name} = 0.0050\n"))[section][name] == Decimal("0.0050")


def test_the_settings_of_every_rule_can_be_given_as_they_stand(tmp_path: Path) -> None:
    shipped = Path("perf/table_schemas/words/checks.toml").read_text("utf-8")
    assert read_limits(limits(tmp_path, shipped)) == check_settings()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rates_have_no_money_units]\n", "最接近的是 rates_have_no_money_unit"),
        ("[rates-have-no-money-unit]\n", "最接近的是 rates_have_no_money_unit"),
        ("[zzz]\n", "“zzz”不是有设置的规则"),
        ("rates_have_no_money_unit = 1\n", "应是一节，写成 [rates_have_no_money_unit]"),
        ("[rates_have_no_money_unit]\nrate_unit = []\n", "最接近的是 rate_units"),
        (
            '[rates_have_no_money_unit]\nrate_units = "%"\n',
            'rate_units 应是方括号里的一串，每个是双引号里的文字，如 "%"',
        ),
        ("[rates_have_no_money_unit]\nrate_units = [1]\n", "rate_units 应是方括号里的一串"),
        ('[no_indicator_outweighs_the_others]\nmost_points = "三十"\n', "most_points 应是整数，如 30"),
        ("[no_indicator_outweighs_the_others]\nmost_points = true\n", "most_points 应是整数"),
        ("[rates_have_no_money_unit\n", "不是有效的 TOML（第1行）"),
        ("a = " + "[" * 5000, "不是有效的 TOML"),
        ("=cmd|'/C calc'!A0\n<b>\n", "不是有效的 TOML（第1行）"),
        (b"\xff\xfe\x00", "不是 UTF-8 文本"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(LimitsError) as refused:
        read_limits(limits(tmp_path, text))
    sentence = str(refused.value)
    assert said in sentence
    assert "\n" not in sentence
    assert "阈值.toml" in sentence


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.toml", tmp_path):
        with pytest.raises(LimitsError, match="打不开"):
            read_limits(path)
