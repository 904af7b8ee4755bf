"""Which texts are taken for e-mail addresses."""

import pytest

from perf.domain.email_address import email_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("zhang@example.com", "zhang@example.com"),
        (" Zhang.San+caiwu@mail.example.gov.cn\n", "Zhang.San+caiwu@mail.example.gov.cn"),
        ("ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang@example.com"),
        ("o'neil@example.com", "o'neil@example.com"),
    ],
)
def test_addresses_are_taken_as_keyboards_write_them(written: str, address: str) -> None:
    assert email_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        *("", "zhang", "zhang@", "@example.com", "zhang@example", "zhang@@example.com", "张三@例子.中国"),
        *("zhang@example.com, li@example.com", "张三 <zhang@example.com>", "<b>@example.com", "a b@example.com"),
        *("zhang@example.com\nBcc: li@example.com", "zhang@example.com\x00", "zhang@exa\rmple.com", "=cmd|'x'@a"),
        *(".zhang@example.com", "zhang..san@example.com", "zhang@-example.com", "zhang@example-.com", "a@b..com"),
        *("𠮷@example.com", "a" * 250 + "@example.com", "\ud800@example.com", '"zhang"@example.com'),
    ],
)
def test_what_is_no_address_is_not_taken(written: str) -> None:
    assert email_address(written) is None
