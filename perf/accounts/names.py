"""Sign-in names (登录名) and full names (姓名): which ones can be kept, and when two are the same."""

import re
import unicodedata

from perf.domain.email_address import email_address
from perf.domain.text import clean_text, is_clean
from perf.plain_words import PlainWordsError

_SIGN_IN_NAME = re.compile(r"[\w.@-]{2,40}")
_FULL_NAME_LIMIT = 60
_PART_OF_A_PASSWORD = 4
"""A password may hold shorter names than this: a name of two letters stands in many words."""


class AccountError(PlainWordsError):
    """Something about an account that cannot be done; its text is a Chinese sentence for the user.

    Attributes:
        field: what of the account it is about, where it was typed: ``sign_in_name``, ``full_name``, ``email``.
    """

    def __init__(self, sentence: str, field: str = "sign_in_name") -> None:
        super().__init__(sentence)
        self.field = field


def sign_in_key(name: str) -> str:
    """Fold a sign-in name: full-width and upper-case letters are the same as half-width and lower-case ones.

    Empty for what no name can hold, and no database would compare.
    """
    if not is_clean(name.strip() or None):
        return ""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold())


def checked_sign_in_name(name: str) -> str:
    """Give a sign-in name that can be kept; refuses any other with :class:`AccountError`."""
    name = name.strip()
    if not (_SIGN_IN_NAME.fullmatch(name) and _SIGN_IN_NAME.fullmatch(sign_in_key(name))):
        raise AccountError(
            f"登录名“{_shown(name)}”不能用：应是 2 到 40 个字母、汉字或数字，中间可有点、横线、下划线和 @"
        )
    return name


def checked_full_name(name: str) -> str:
    """Give a full name that can be kept; refuses any other with :class:`AccountError`."""
    clean = clean_text(name)
    if clean is None or clean != name.strip() or "\n" in clean or len(clean) > _FULL_NAME_LIMIT:
        raise AccountError(f"姓名“{_shown(name)}”不能用：应是一行 1 到 {_FULL_NAME_LIMIT} 个字", "full_name")
    return clean


def checked_email(written: str) -> str | None:
    """Give an e-mail address that can be kept, ``None`` for none; refuses any other with :class:`AccountError`."""
    if not written.strip():
        return None
    address = email_address(written)
    if address is None:
        raise AccountError(
            f"邮箱“{_shown(written)}”不对：应写成 名字@单位的域名，如 caiwu@example.gov.cn，只写一个", "email"
        )
    return address


def holds_the_name(password: str, name: str) -> bool:
    """Tell whether a password is the sign-in name, or little more than it."""
    written, key = sign_in_key(password), sign_in_key(name)
    return written == key or (len(key) >= _PART_OF_A_PASSWORD and key in written and len(written) - len(key) < 5)


def _shown(name: str) -> str:
    return (clean_text(name) or "")[:40]
