"""A mail server for tests: SMTP on a local port, with or without TLS and passwords; it keeps what it gets."""

import base64
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from perf.mail_settings import MailSecurity


@dataclass
class ReceivingServer:
    """How the server behaves, and what it received.

    Attributes:
        certificate: file with certificate and key for TLS.
        login: name and password it asks for, ``None`` for none.
        refused: recipients it does not take.
        breaks_after: it hangs up after so many messages, once.
        received: the messages, each as it came.
        connections: how many connections there were.
    """

    certificate: Path
    security: MailSecurity = MailSecurity.NONE
    login: tuple[str, str] | None = None
    refused: frozenset[str] = frozenset()
    breaks_after: int | None = None
    received: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def context(self) -> ssl.SSLContext:
        """Give the server's side of TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context


@contextmanager
def receiving(server: ReceivingServer) -> Iterator[ReceivingServer]:
    """Run a server on a free port for as long as it is needed."""

    class Conversation(_Conversation):
        settings = server

    with _Listener(("127.0.0.1", 0), Conversation) as listener:
        server.port = int(listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()


def make_certificate(folder: Path) -> Path:
    """Make a certificate for localhost that nobody but who is told so trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail-server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = False
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that does not trust the certificate: that is its right."""


class _Conversation(socketserver.BaseRequestHandler):
    """One connection."""

    settings: ReceivingServer
    request: socket.socket

    def handle(self) -> None:
        self.settings.connections += 1
        self.is_signed_in = self.settings.login is None
        if self.settings.security is MailSecurity.SSL:
            self.request = self.settings.context().wrap_socket(self.request, server_side=True)
        self.lines = self.request.makefile("rb")
        try:
            self._say("220 localhost")
            while line := self.lines.readline():
                if not self._answer(line.decode("utf-8", "replace").strip()):
                    break
        finally:
            self.lines.close()
            self.request.close()

    def _say(self, line: str) -> None:
        self.request.sendall(f"{line}\r\n".encode())

    def _answer(self, line: str) -> bool:
        """Answer one command; ``False`` ends the conversation."""
        verb = line.split(":", maxsplit=1)[0].upper().split(" ")[0]
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb == "DATA":
            return self._data()
        if verb == "STARTTLS":
            self._say("220 go ahead")
            self.lines.close()
            self.request = self.settings.context().wrap_socket(self.request, server_side=True)
            self.lines = self.request.makefile("rb")
            return True
        self._say(self._reply(verb, line))
        return True

    def _reply(self, verb: str, line: str) -> str:
        if verb == "EHLO":
            extensions = ["localhost", "SIZE 10000000"]
            extensions += ["STARTTLS"] if self.settings.security is MailSecurity.STARTTLS else []
            extensions += ["AUTH PLAIN"] if self.settings.login else []
            return "\r\n".join([*(f"250-{name}" for name in extensions[:-1]), f"250 {extensions[-1]}"])
        if verb == "AUTH":
            _, user, password = base64.b64decode(line.rsplit(maxsplit=1)[-1]).decode().split("\0")
            self.is_signed_in = (user, password) == self.settings.login
            return "235 welcome" if self.is_signed_in else "535 wrong"
        if verb == "MAIL" and not self.is_signed_in:
            return "530 sign in first"
        if verb == "RCPT" and line.partition("<")[2].partition(">")[0] in self.settings.refused:
            return "550 no such person"
        return "250 fine"

    def _data(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.lines.readline()) != b".\r\n":
            assert line.isascii(), "nothing but seven bits is sent to a server that did not promise more"
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(message, EmailMessage)
        if self.settings.breaks_after == len(self.settings.received):
            self.settings.breaks_after = None
            return False
        self.settings.received.append(message)
        self._say("250 taken")
        return True
