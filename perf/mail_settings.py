"""The mail server of an installation, read from the environment. Without one nothing is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from perf.domain.email_address import email_address
from perf.environment import SettingsError, whole

_NEEDED = ("JIXIAO_SMTP_HOST", "JIXIAO_SMTP_FROM")
_SIGNING_IN = ("JIXIAO_SMTP_USER", "JIXIAO_SMTP_PASSWORD")
_OPTIONAL = ("JIXIAO_SMTP_PORT", *_SIGNING_IN, "JIXIAO_SMTP_SECURITY")


class MailSecurity(StrEnum):
    """How the way to the mail server is protected."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.SSL: 465, MailSecurity.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server that takes messages for others.

    Attributes:
        sender: the address that messages come from.
        user: name for signing in there, ``None`` where it takes messages without.
        password: its password; given exactly when ``user`` is.
    """

    host: str
    port: int
    sender: str
    security: MailSecurity = MailSecurity.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """Read the mail server, ``None`` where none is set; refuses half a one with :class:`SettingsError`."""
    given = {name: value for name in (*_NEEDED, *_OPTIONAL) if (value := environ.get(name, "").strip())}
    if not given:
        return None
    _require_all(given, _NEEDED, "要发邮件，还要设")
    if given.keys() & set(_SIGNING_IN):
        _require_all(given, _SIGNING_IN, "登录邮件服务器的用户名和密码要一起设，还缺")
        _require_ascii(given)
    security = _security(given.get("JIXIAO_SMTP_SECURITY", MailSecurity.STARTTLS))
    return MailServer(
        host=_host(given["JIXIAO_SMTP_HOST"]),
        port=whole(given, "JIXIAO_SMTP_PORT", _PORTS[security], 65535),
        sender=_sender(given["JIXIAO_SMTP_FROM"]),
        security=security,
        user=given.get("JIXIAO_SMTP_USER"),
        password=given.get("JIXIAO_SMTP_PASSWORD"),
    )


def _require_all(given: Mapping[str, str], names: tuple[str, ...], sentence: str) -> None:
    missing = [name for name in names if name not in given]
    if missing:
        raise SettingsError(f"{sentence} {'、'.join(missing)}（现在只设了 {'、'.join(given)}）；不发邮件就都不要设")


def _require_ascii(given: Mapping[str, str]) -> None:
    """Refuse names and passwords that Python's SMTP cannot send."""
    wrong = [name for name in _SIGNING_IN if not given[name].isascii()]
    if wrong:
        raise SettingsError(f"{'、'.join(wrong)} 只能用英文字母、数字和半角符号，请在邮件服务器上换一个")


def _host(written: str) -> str:
    """Take a name or number of a server; nothing that could be more than that."""
    if not (written.isascii() and written.isprintable() and not set(written) & set(" /@\\")):
        raise SettingsError(
            f"JIXIAO_SMTP_HOST 应只写邮件服务器的名称或地址，如 mail.example.gov.cn，现在是“{written[:60]}”"
        )
    return written


def _sender(written: str) -> str:
    address = email_address(written)
    if address is None:
        raise SettingsError(f"JIXIAO_SMTP_FROM 应是一个邮箱，如 jixiao@example.gov.cn，现在是“{written[:60]}”")
    return address


def _security(written: str) -> MailSecurity:
    try:
        return MailSecurity(written.lower())
    except ValueError:
        raise SettingsError(f"JIXIAO_SMTP_SECURITY 应是 starttls、ssl 或 none，现在是“{written[:20]}”") from None
