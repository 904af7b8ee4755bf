"""An office full of tables with a browser for everybody in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.contracts.office_full_of_tables import Case, FullOffice, full_office
from tests.contracts.presses import Form, Press
from tests.contracts.test_routes import EXAMPLES
from tests.pages import plain_client
from tests.signing_in import signed_in_client


@dataclass
class Office:
    """The office in one application.

    Attributes:
        tables: what is in it.
        clients: the browsers of everybody; they do not look at the pages, of which there are thousands.
        tokens: their tokens against forged requests.
    """

    app: Flask
    tables: FullOffice
    clients: Mapping[str, FlaskClient]
    tokens: Mapping[str, str]

    def address(self, endpoint: str, case: Case, **parts: int | str) -> str:
        """Give the address of something about a table; what belongs to a table is its own."""
        known: dict[str, int | str] = {**EXAMPLES, "comment_id": case.comment, "change_id": case.change}
        known |= {"row_id": case.removed, "waiver_id": case.waiver, "draft_id": case.number, **parts}
        rule = next(self.app.url_map.iter_rules(endpoint))
        return self.app.url_map.bind("localhost").build(endpoint, {name: known[name] for name in rule.arguments})

    def send(self, who: str, press: Press, case: Case, more: Form | None = None, **parts: int | str) -> TestResponse:
        """Let somebody press a button."""
        data = {"csrf_token": self.tokens[who], **press.form(case), **(more or {})}
        address = self.address(press.endpoint, case, **{**press.parts(case), **parts})
        return self.clients[who].post(address, data=data)


def staffed_office(app: Flask) -> Office:
    """Fill the database of an application, and sign everybody in."""
    tables = full_office(app)
    strict = {who: signed_in_client(app, user) for who, user in tables.users.items()}
    tokens = {who: client.token() for who, client in strict.items()}
    return Office(app, tables, {who: plain_client(client) for who, client in strict.items()}, tokens)
