"""Accounts for tests, each with a password made at random, and clients that are signed in by the page for it."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import issue_link, use_link
from perf.accounts.operations.users import set_roles
from perf.accounts.passwords import generated, hashed
from perf.database import transaction
from perf.departments.records import Department
from perf.domain.roles import Role
from perf.people.operations import NewUser, add_user
from perf.settings import SignInLimits
from tests.pages import CheckedClient, checked_client, engine_of

assert Department.metadata, "an account refers to the table of departments"

LIMITS = SignInLimits()


@dataclass(frozen=True, slots=True)
class TestUser:
    """An account and its password."""

    __test__ = False

    id: int
    name: str
    password: str


def make_user(
    engine: Engine, name: str, *roles: Role, now: datetime, department: str = "", full_name: str = "某某"
) -> TestUser:
    """Make an account as people do: registered, given roles, its password set by a link."""
    password = generated()
    with transaction(engine) as session:
        user_id = add_user(session, COMMAND_LINE, NewUser(name, full_name, department), now=now)
        set_roles(session, COMMAND_LINE, user_id, frozenset(roles), now=now)
        token = issue_link(session, COMMAND_LINE, user_id, limits=LIMITS, now=now)
        use_link(session, COMMAND_LINE, token, hashed(password), now=now)
    return TestUser(user_id, name, password)


def try_to_sign_in(client: CheckedClient, name: str, password: str, **more: str | list[str]) -> TestResponse:
    """Send the sign-in page."""
    token = client.page("/sign-in").xpath("string(//input[@name='csrf_token']/@value)")
    return client.post("/sign-in", data={"csrf_token": token, "name": name, "password": password, **more})


def signed_in_client(app: Flask, user: TestUser) -> CheckedClient:
    """Give a client of somebody who is signed in."""
    client = checked_client(app)
    assert try_to_sign_in(client, user.name, user.password).status_code == 302
    return client


def send(client: CheckedClient, address: str, **fields: str | list[str]) -> TestResponse:
    """Send a form with its token."""
    return client.post(address, data={"csrf_token": client.token(), **fields})


def make_user_of(app: Flask, name: str, *roles: Role, now: datetime, department: str = "") -> TestUser:
    """Make an account of an application."""
    return make_user(engine_of(app), name, *roles, now=now, department=department)
