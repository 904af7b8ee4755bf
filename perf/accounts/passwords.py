"""Passwords: hashed with Argon2id, compared in the same time whoever asks, and refused when they are easy to guess."""

import secrets
import string
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from perf.accounts.names import AccountError, holds_the_name

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB and two rounds, the least that OWASP advises: many people sign in on the same morning."""

LENGTH_MIN = 10
LENGTH_MAX = 200

_COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text("ascii").split())
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
