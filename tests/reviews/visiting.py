"""The pages of review as people around a table see them, each signed in by a password of their own."""

from functools import cache

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import issue_link, use_link
from perf.accounts.passwords import generated, hashed
from perf.database import transaction
from tests.pages import NOW, CheckedClient, engine_of
from tests.reviews.circulation import Circulation, a_circulation
from tests.signing_in import LIMITS, TestUser, send, signed_in_client


@cache
def _password() -> tuple[str, str]:
    """A password made at random, with its hash: the same for everybody, as hashing takes its time."""
    password = generated()
    return password, hashed(password)


def with_password(app: Flask, user_id: int, name: str) -> TestUser:
    """Give somebody a password by a link, as people get theirs."""
    password, known = _password()
    with transaction(engine_of(app)) as session:
        token = issue_link(session, COMMAND_LINE, user_id, limits=LIMITS, now=NOW)
        use_link(session, COMMAND_LINE, token, known, now=NOW)
    return TestUser(user_id, name, password)


class Office:
    """An application with a table on its way, and browsers of everybody around it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.table: Circulation = a_circulation(engine_of(app))
        self._clients: dict[str, CheckedClient] = {}

    @property
    def address(self) -> str:
        """The address of the review."""
        return f"/drafts/{self.table.draft_id}/review"

    def account(self, who: str) -> TestUser:
        """Give somebody a password."""
        return with_password(self.app, self.table.people[who], who)

    def client(self, who: str) -> CheckedClient:
        """The browser of somebody."""
        if who not in self._clients:
            self._clients[who] = signed_in_client(self.app, self.account(who))
        return self._clients[who]

    def page(self, who: str, more: str = "") -> html.HtmlElement:
        """The page of the review, or one below it, before somebody."""
        return self.client(who).page(self.address + more)

    def send(self, who: str, more: str, **fields: str | list[str]) -> TestResponse:
        """Let somebody press a button of the page."""
        fields.setdefault("expected", str(self.table.state().count))
        return send(self.client(who), self.address + more, **fields)


def words_of(page: html.HtmlElement) -> str:
    """The text of a page's main part, white space made one blank."""
    return " ".join(page.xpath("string(//main)").split())


def buttons_of(page: html.HtmlElement) -> list[str]:
    """What the buttons of a page's main part say."""
    return [" ".join(button.text_content().split()) for button in page.xpath("//main//button")]
