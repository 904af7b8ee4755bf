"""Personal data is found in any writing, shown masked, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perf.domain.personal_data import masked, masked_name, personal_data_in

CHECKED_IDENTITY = "110101199001010015"
"""An invented number: its check digit is right, its place and date stand for nobody."""

MOBILE = "138" + "0000" + "1234"
"""An invented number, put together so that no text of the project looks like one."""


@pytest.mark.parametrize(
    ("written", "kind", "shown"),
    [
        (f"联系电话{MOBILE}", "手机号", "联系电话138****1234"),
        ("138 0000 1234", "手机号", "138 **** 1234"),
        ("+86-138-0000-1234，请来电", "手机号", "+86-138-****-1234，请来电"),
        ("8613800001234", "手机号", "86138****1234"),
        ("138****1234", "手机号", "138****1234"),
        ("１３８００００１２３４", "手机号", "138****1234"),
        (CHECKED_IDENTITY, "身份证号", "110***********0015"),
        ("a.clerk@example.cn", "电子邮箱", "a******@example.cn"),
    ],
)
def test_personal_data_is_found_and_masked(written: str, kind: str, shown: str) -> None:
    assert personal_data_in(written) == (kind,)
    assert masked(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "0931-1234567",
        "91620000138000012A",
        "62000024P000000013800001234",
        "110101199001010011",  # the check digit is wrong
        "13800001234567",
        "12800001234",
        f"5.{MOBILE}",
        f"{MOBILE}.56",
        "2026年12月31日",
        "a@b",
        "=cmd|'/C calc'!A0",
        "",
    ],
)
def test_office_telephones_codes_and_amounts_are_not_personal(written: str) -> None:
    assert personal_data_in(written) == ()
    assert masked(written) == written


def test_a_name_shows_only_its_first_character() -> None:
    assert masked_name("张三丰") == "张**"
    assert masked_name("（经办人）") == "（经**）"
    assert masked_name("𠮷田") == "𠮷*"
    assert masked_name(MOBILE) == masked_name("138****1234") == "138****1234"
    assert masked_name("0931-1234567") == "0***-*******"


@given(st.text(st.sampled_from("0138*X@.a- 张０１８＠"), max_size=60))
def test_masking_keeps_the_length_and_masking_again_changes_nothing(text: str) -> None:
    assert len(masked(text)) == len(text)
    assert masked(masked(text)) == masked(text)


def test_a_very_long_text_is_looked_through_in_one_go() -> None:
    assert personal_data_in("a" * 100_000 + "1" * 100_000 + "a@" * 50_000 + "*" * 100_000) == ()
