"""A reviewer and a drafter press at the same moment, each in their own browser: one wins, the other is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from perf.app import create_app
from perf.database import reading
from perf.domain.drafts.rows import INDICATORS
from perf.domain.review import Action, State
from perf.reviews.queries.versions import version_by_number
from perf.settings import Settings
from tests.pages import engine_of, page_of
from tests.reviews.visiting import Office, words_of


@pytest.fixture
def shared_app(engine: Engine, settings: Settings) -> Iterator[Flask]:
    """The application on either database."""
    url = engine.url.render_as_string(hide_password=False)
    application = create_app(replace(settings, database_url=url))
    yield application
    engine_of(application).dispose()


@pytest.fixture
def office(shared_app: Flask) -> Office:
    """A table that was submitted and that nobody has opened yet."""
    office = Office(shared_app)
    office.table.submit()
    return office


def pressed_together(office: Office, presses: dict[str, str]) -> dict[str, TestResponse]:
    """Let people press buttons on the page that all of them see, at the same moment."""
    begin, seen = Barrier(len(presses)), str(office.table.state().count)
    tokens = {who: office.client(who).token() for who in presses}

    def press(who: str) -> TestResponse:
        begin.wait()
        data = {"csrf_token": tokens[who], "expected": seen, "note": f"{who}写的理由<b>𬭎"}
        return office.client(who).post(f"{office.address}/{presses[who]}", data=data)

    with ThreadPoolExecutor(len(presses)) as pool:
        return dict(zip(presses, pool.map(press, presses), strict=True))


def test_of_withdrawing_and_opening_one_wins_and_the_other_is_told(office: Office) -> None:
    answers = pressed_together(office, {"drafter": "withdraw", "second_drafter": "withdraw", "leader": "open"})
    [winner] = [who for who, answer in answers.items() if answer.status_code == 302]
    assert office.table.state().state is (State.OPENED if winner == "leader" else State.DRAFTING)
    assert len(office.table.events()) == 2
    for who, answer in answers.items():
        if who != winner:
            assert answer.status_code == 409
            assert f"某{winner}已经" in words_of(page_of(answer))


def test_of_two_reviewers_of_one_step_one_decides(office: Office) -> None:
    for who in ("leader", "supervisor", "business"):
        office.table.pass_on(who)
    answers = pressed_together(office, {"performance": "open", "colleague": "open"})
    assert sorted(answer.status_code for answer in answers.values()) == [302, 409]
    assert office.table.state().state is State.OPENED


def test_typing_and_submitting_at_the_same_moment_loses_nothing(office: Office) -> None:
    """What was typed is in the version that was submitted, or it is told that it was not saved."""
    table = office.table
    table.do("drafter", Action.WITHDRAW)
    row = table.row("新增图书数量")
    typed = {f"v{row.id}": str(row.version), f"r{row.id}-value": "≥3300册"}
    begin, seen = Barrier(2), str(table.state().count)
    tokens = {who: office.client(who).token() for who in ("drafter", "second_drafter")}

    def submit() -> TestResponse:
        begin.wait()
        data = {"csrf_token": tokens["drafter"], "expected": seen}
        return office.client("drafter").post(f"{office.address}/submit", data=data)

    def save() -> TestResponse:
        begin.wait()
        data = {"csrf_token": tokens["second_drafter"], **typed}
        return office.client("second_drafter").post(f"/drafts/{table.draft_id}", data=data)

    with ThreadPoolExecutor(2) as pool:
        submitting, saving = pool.submit(submit), pool.submit(save)
    assert submitting.result().status_code == 302
    is_saved = saving.result().status_code == 302
    assert is_saved == (table.row("新增图书数量").text("value") == "≥3300册")
    if not is_saved:
        assert saving.result().status_code == 409
        assert "≥3300册" in saving.result().text
    with reading(table.engine) as session:
        version = version_by_number(session, table.draft_id, 2)
    assert version is not None
    assert ("≥3300册" in [each.text("value") for each in version.draft.of_block(INDICATORS)]) == is_saved
