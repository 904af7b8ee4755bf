"""Sending messages through the installation's mail server, one recipient a message, each with its own outcome."""

import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from perf.domain.email_address import email_address
from perf.mail_settings import MailSecurity, MailServer

SENDER_NAME = "绩效 Jixiao"
_TIMEOUT_SECONDS = 15.0
_SUBJECT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person.

    Attributes:
        to: the plain address of its only recipient.
        subject: one line.
        text: plain text of any length.
    """

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of a letter.

    Attributes:
        to: its recipient.
        problem: why the mail server did not take it, in Chinese; ``None`` when it did.
    """

    to: str
    problem: str | None

    @property
    def is_sent(self) -> bool:
        """Tell whether the mail server took it."""
        return self.problem is None


def send_letters(server: MailServer, letters: Iterable[Letter], *, now: datetime) -> tuple[Delivery, ...]:
    """Send letters over one connection and tell of each, in their order, what came of it; raises for none of them.

    After a connection that broke the next letter opens another. A server that cannot be reached, does not protect the
    connection as it should, or refuses the sign-in is not tried again: every letter left says why.
    """
    with_server = _Sending(server)
    try:
        return tuple(Delivery(letter.to, with_server.send(letter, now)) for letter in letters)
    finally:
        with_server.close()


class _Sending:
    """One run of sending; holds the connection while there is one."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None
        self._unreachable: str | None = None

    def send(self, letter: Letter, now: datetime) -> str | None:
        """Send one letter and give what went wrong, ``None`` for nothing."""
        message = _message(self._server, letter, now)
        if isinstance(message, str):
            return message
        if self._connection is None and self._unreachable is None:
            self._connect()
        if self._connection is None:
            return self._unreachable
        return self._hand_over(self._connection, message, letter.to)

    def _hand_over(self, connection: smtplib.SMTP, message: EmailMessage, to: str) -> str | None:
        """Give a message to the mail server, and what it has against it."""
        try:
            connection.send_message(message, self._server.sender, to)
        except smtplib.SMTPRecipientsRefused:
            return f"邮件服务器不收寄给 {to} 的邮件，请核对这个邮箱"
        except smtplib.SMTPSenderRefused:
            return f"邮件服务器不让用 {self._server.sender} 发信，请核对 JIXIAO_SMTP_FROM 和用户名"
        except smtplib.SMTPResponseException as error:
            return f"邮件服务器没有收下这封信（回答 {error.smtp_code}），请过一会儿再发"
        except (smtplib.SMTPException, OSError):
            self.close()
            return "和邮件服务器的连接中断了，这封信没有发出，请过一会儿再发"
        return None

    def close(self) -> None:
        """End the connection, broken or not."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection.close()
            self._connection = None

    def _connect(self) -> None:
        try:
            self._connection = _connected(self._server)
        except ssl.SSLError:
            self._unreachable = (
                f"邮件服务器 {self._place} 的证书不能信任，或者加密方式不对，"
                "请核对 JIXIAO_SMTP_SECURITY 和 JIXIAO_SMTP_PORT，内部证书请用 SSL_CERT_FILE 指明"
            )
        except smtplib.SMTPAuthenticationError:
            self._unreachable = (
                f"邮件服务器 {self._place} 不接受用户名或密码，请核对 JIXIAO_SMTP_USER 和 JIXIAO_SMTP_PASSWORD"
            )
        except smtplib.SMTPNotSupportedError:
            self._unreachable = f"邮件服务器 {self._place} 不支持所设的加密或登录方式，请核对 JIXIAO_SMTP_SECURITY"
        except (smtplib.SMTPException, OSError):
            self._unreachable = (
                f"连不上邮件服务器 {self._place}，请核对 JIXIAO_SMTP_HOST 和 JIXIAO_SMTP_PORT，或者看它是否开着"
            )

    @property
    def _place(self) -> str:
        return f"{self._server.host}:{self._server.port}"


def _connected(server: MailServer) -> smtplib.SMTP:
    """Connect, protect the connection and sign in, as far as each is set; a half-made connection is closed."""
    if server.security is MailSecurity.SSL:
        context = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_SECONDS)
    try:
        if server.security is MailSecurity.STARTTLS:
            connection.starttls(context=ssl.create_default_context())
        if server.user is not None and server.password is not None:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _message(server: MailServer, letter: Letter, now: datetime) -> EmailMessage | str:
    """Put the message together, or say why it is none.

    Nothing that was typed becomes more than one header or address: a subject of more than one line and an address that
    is not exactly one are refused.
    """
    if email_address(letter.to) != letter.to:
        return f"“{letter.to[:60]}”不是一个邮箱，没有发出"
    if not letter.subject.isprintable() or not 0 < len(letter.subject) <= _SUBJECT_LIMIT:
        return f"邮件的标题应是一行 1 到 {_SUBJECT_LIMIT} 个字，没有发出"
    domain = server.sender.partition("@")[2]
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = Address(SENDER_NAME, addr_spec=server.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=domain)
    # Answering machines leave alone what says so (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    # Base64 keeps the text whole through servers that know only seven bits.
    message.set_content(letter.text.encode("utf-8", "replace").decode("utf-8"), cte="base64")
    return message
