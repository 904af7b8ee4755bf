"""The page of the editor as a browser without scripts has it: fields to fill in, and buttons that send them all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from perf.database import transaction
from perf.departments.operations import register_department
from perf.domain.roles import Role
from tests.drafting.tables import Table
from tests.pages import NOW, CheckedClient, engine_of, page_of
from tests.signing_in import make_user, signed_in_client


@dataclass(frozen=True)
class Sheet:
    """A page of the editor.

    Attributes:
        client: whose browser shows it.
        table: the table.
        page: the page.
    """

    client: CheckedClient
    table: Table
    page: html.HtmlElement

    @property
    def fields(self) -> dict[str, str]:
        """What pressing 保存 sends."""
        inside = self.page.get_element_by_id("sheet-form").xpath(".//input[@name] | .//textarea[@name]")
        outside = self.page.xpath("//input[@form='sheet-form']")
        return {field.get("name"): _value(field) for field in (*inside, *outside)}

    def name(self, label: str) -> str:
        """The name of the cell of a label."""
        [field] = self.page.xpath("//*[@aria-label=$label]", label=label)
        return str(field.get("name"))

    def text(self, label: str) -> str:
        """What the cell of a label shows."""
        return self.fields[self.name(label)]

    def send(self, do: str, typed: Mapping[str, str] = MappingProxyType({})) -> TestResponse:
        """Type into cells by label and press a button; ``""`` is 保存."""
        cells = {self.name(label): text for label, text in typed.items()}
        return self.client.post(self.address, data={**self.fields, **cells, "do": do})

    @property
    def address(self) -> str:
        """Where the form goes."""
        return str(self.page.get_element_by_id("sheet-form").get("action"))

    def buttons(self) -> dict[str, str]:
        """What each button asks for, and says."""
        found = self.page.xpath("//button[@name='do']")
        return {button.get("value"): " ".join(button.text_content().split()) for button in found}

    def after(self, response: TestResponse) -> "Sheet":
        """The page that answers, or that the answer leads to."""
        if response.status_code == 302:
            return Sheet(self.client, self.table, self.client.page(re.sub("#.*", "", response.headers["Location"])))
        return Sheet(self.client, self.table, page_of(response))

    def said(self) -> str:
        """All that the page says, white space folded."""
        return " ".join(self.page.text_content().split())


def somebody(app: Flask, name: str, full_name: str, role: Role = Role.DRAFTER, code: str = "999001") -> CheckedClient:
    """Give the browser of somebody of a department, which is registered if need be."""
    with transaction(engine_of(app)) as session:
        register_department(session, code, f"单位{code}", now=NOW)
    user = make_user(engine_of(app), name, role, now=NOW, department=code, full_name=full_name)
    return signed_in_client(app, user)


def opened(client: CheckedClient, table: Table) -> Sheet:
    """Open the page of a table."""
    return Sheet(client, table, client.page(f"/drafts/{table.id}"))


def _value(field: html.HtmlElement) -> str:
    # What stands in an area begins behind the line end after its tag.
    return (field.text or "").removeprefix("\n") if field.tag == "textarea" else field.get("value")
