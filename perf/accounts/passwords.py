"""Passwords: hashed with Argon2id, compared in the same time whoever asks, and refused when they are easy to guess."""

import secrets
import string
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from perf.accounts.names import AccountError, holds_the_name

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB and two rounds, the least that OWASP advises: many people sign in on the same morning."""

LENGTH_MIN = 10
LENGTH_MAX = 200

_COMMON = frozenset(
    """
    0123456789 01234567890 1234567890 12345678901 123456789a 1234567891 1111111111 0000000000 9876543210 0987654321
    1122334455 1029384756 1231231234 1234512345 12345123451 1234554321 123456abcd 123456789q 123456789qq 123456789abc
    1q2w3e4r5t 1qaz2wsx3edc 1qaz@wsx3edc q1w2e3r4t5 qazwsxedcrfv qwertyuiop qwertyuiop123 qwerty12345 qwer123456
    asdfghjkl123 asdfghjkl1 asdf123456 zxcvbnm123 zxcv123456 abc1234567 abcd123456 abcd12345678 abcdef123456 abcdefghij
    aa12345678 aa123456789 aa1234567890 a123456789 a1234567890 woaini1314 woaini5201314 woaini520520 woaini123456
    5201314520 5201314521 1314520520 1314521521 iloveyou123 iloveyou1314 password12 password123 password1234
    password12345 passw0rd123 p@ssw0rd123 p@ssword123 administrator admin12345 admin123456 admin@12345 admin@123456
    administrator1 root123456 test123456 user123456 welcome123 welcome1234 letmein123 changeme123 jixiao12345
    jixiao123456 jixiao@123456 caizheng123 caizheng123456 yusuan123456
    """.split()
)
"""Passwords of ten characters and more that are among the first to be tried."""

_FEW_CHARACTERS = 4


def hashed(password: str) -> str:
    """Give what is kept of a password."""
    return HASHER.hash(_bytes(password))


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that was kept; takes the same time where none was."""
    try:
        return HASHER.verify(kept or _nobodys_hash(), _bytes(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Tell whether a kept hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def generated() -> str:
    """Make a password for somebody else: four groups of letters and digits that are not mistaken for each other."""
    alphabet = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("0o1li")))
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def require_good_password(password: str, sign_in_name: str) -> None:
    """Refuse, with :class:`AccountError`, a password that is too short or among the first to be guessed."""
    if len(password) < LENGTH_MIN:
        raise AccountError(f"密码太短：至少 {LENGTH_MIN} 个字符，可以是几个词连成的一句话")
    if len(password) > LENGTH_MAX:
        raise AccountError(f"密码太长：最多 {LENGTH_MAX} 个字符")
    if holds_the_name(password, sign_in_name):
        raise AccountError("密码不能是登录名，也不能只在登录名前后加几个字符，请换一个")
    if password.casefold() in _COMMON or len(set(password)) < _FEW_CHARACTERS:
        raise AccountError("这个密码太常见，别人最先就会试它，请换一个")


@cache
def _nobodys_hash() -> str:
    """Give a hash of today's parameters that no password belongs to."""
    return HASHER.hash(secrets.token_bytes(32))


def _bytes(password: str) -> bytes:
    """Give the bytes of a password, also of one with lone surrogates that a hostile request may hold."""
    return password[: LENGTH_MAX + 1].encode("utf-8", "surrogatepass")
