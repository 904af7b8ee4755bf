"""Letters reach a real mail server whole, and whatever stops one is said of it alone, in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from perf.mail import Delivery, Letter, send_letters
from perf.mail_settings import MailSecurity, MailServer
from tests.mail_server import ReceivingServer, make_certificate, receiving
from tests.pages import HOSTILE

NOW = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
TEXT = f"您好：\n.\n..有 3 张表待办\n{HOSTILE}\n" + "长" * 2000 + "\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost."""
    return make_certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def plain(certificate: Path) -> Iterator[ReceivingServer]:
    """A server that takes messages without any protection."""
    with receiving(ReceivingServer(certificate)) as server:
        yield server


def as_set(server: ReceivingServer, user: str | None = None, password: str | None = None) -> MailServer:
    return MailServer("localhost", server.port, "jixiao@example.gov.cn", server.security, user, password)


def letter(to: str = "zhang@example.com", subject: str = "绩效目标待办 3 项：𬭎") -> Letter:
    return Letter(to, subject, TEXT)


def test_a_letter_in_chinese_arrives_whole(plain: ReceivingServer) -> None:
    assert send_letters(as_set(plain), [letter()], now=NOW) == (Delivery("zhang@example.com", None),)
    (message,) = plain.received
    assert message["Subject"] == "绩效目标待办 3 项：𬭎"
    assert message["From"].addresses[0].display_name == "绩效 Jixiao"
    assert message["From"].addresses[0].addr_spec == "jixiao@example.gov.cn"
    assert message["To"] == "zhang@example.com"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"].endswith("@example.gov.cn>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == TEXT


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.SSL])
def test_a_protected_server_that_asks_for_a_password_takes_letters(
    certificate: Path, security: MailSecurity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with receiving(ReceivingServer(certificate, security, login=("jixiao", 'hunter2 "x"'))) as server:
        (delivery,) = send_letters(as_set(server, "jixiao", 'hunter2 "x"'), [letter()], now=NOW)
        assert delivery.is_sent
        (refused,) = send_letters(as_set(server, "jixiao", "wrong"), [letter()], now=NOW)
        assert "不接受用户名或密码" in (refused.problem or "")
        assert "wrong" not in (refused.problem or "")
        assert len(server.received) == 1


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.SSL])
def test_a_server_that_nobody_vouches_for_gets_nothing(certificate: Path, security: MailSecurity) -> None:
    with receiving(ReceivingServer(certificate, security)) as server:
        deliveries = send_letters(as_set(server), [letter(), letter("li@example.com")], now=NOW)
        assert ["证书" in (delivery.problem or "") for delivery in deliveries] == [True, True]
        assert (server.received, server.connections) == ([], 1)


def test_a_server_without_the_protection_that_is_set_gets_nothing(plain: ReceivingServer) -> None:
    (delivery,) = send_letters(replace(as_set(plain), security=MailSecurity.STARTTLS), [letter()], now=NOW)
    assert "不支持所设的加密" in (delivery.problem or "")
    assert plain.received == []


def test_one_recipient_that_is_refused_stops_no_other(certificate: Path) -> None:
    with receiving(ReceivingServer(certificate, refused=frozenset({"gone@example.com"}))) as server:
        people = ("zhang@example.com", "gone@example.com", "li@example.com")
        deliveries = send_letters(as_set(server), [letter(to) for to in people], now=NOW)
        assert [delivery.to for delivery in deliveries] == list(people)
        assert [delivery.is_sent for delivery in deliveries] == [True, False, True]
        assert "gone@example.com" in (deliveries[1].problem or "")
        assert [message["To"] for message in server.received] == ["zhang@example.com", "li@example.com"]
        assert server.connections == 1


def test_after_a_connection_that_broke_the_next_letter_takes_another(certificate: Path) -> None:
    with receiving(ReceivingServer(certificate, breaks_after=1)) as server:
        people = ("a@example.com", "b@example.com", "c@example.com")
        deliveries = send_letters(as_set(server), [letter(to) for to in people], now=NOW)
        assert [delivery.is_sent for delivery in deliveries] == [True, False, True]
        assert "中断" in (deliveries[1].problem or "")
        assert server.connections == 2


def test_a_server_that_is_not_there_is_tried_once_and_said_of_every_letter() -> None:
    nowhere = MailServer("127.0.0.1", 9, "jixiao@example.gov.cn", MailSecurity.NONE)
    deliveries = send_letters(nowhere, [letter(), letter("li@example.com")], now=NOW)
    assert ["连不上邮件服务器 127.0.0.1:9" in (delivery.problem or "") for delivery in deliveries] == [True, True]


@pytest.mark.parametrize(
    "wrong",
    [
        letter("zhang@example.com\nBcc: li@example.com"),
        letter("zhang@example.com, li@example.com"),
        letter("张三 <zhang@example.com>"),
        letter(""),
        letter(subject="待办\r\nBcc: li@example.com"),
        letter(subject="待办\x00"),
        letter(subject="待办\u2028二"),
        letter(subject=""),
        letter(subject="长" * 201),
    ],
)
def test_nothing_that_was_typed_becomes_another_header_or_recipient(plain: ReceivingServer, wrong: Letter) -> None:
    deliveries = send_letters(as_set(plain), [wrong, letter()], now=NOW)
    assert [delivery.is_sent for delivery in deliveries] == [False, True]
    assert "没有发出" in (deliveries[0].problem or "")
    assert [message["To"] for message in plain.received] == ["zhang@example.com"]
    assert plain.received[0]["Bcc"] is None


def test_hostile_text_is_only_text(plain: ReceivingServer) -> None:
    hostile = Letter("zhang@example.com", HOSTILE[:60].strip(), "\r\n.\r\nMAIL FROM:<x@example.com>\r\n\ud800\x00")
    assert send_letters(as_set(plain), [hostile], now=NOW)[0].is_sent
    (message,) = plain.received
    assert message["Subject"] == hostile.subject
    assert "MAIL FROM:<x@example.com>" in message.get_content()


def test_no_letters_open_no_connection(plain: ReceivingServer) -> None:
    assert send_letters(as_set(plain), [], now=NOW) == ()
    assert plain.connections == 0
