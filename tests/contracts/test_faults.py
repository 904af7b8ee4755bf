"""What goes wrong while somebody works on a table: pressed twice, a broken system, a full disk, any text."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from lxml.html import HtmlElement
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from perf.database import reading, transaction
from perf.domain.days import day_in_china
from perf.web import clock
from tests.contracts.presses import PRESSES
from tests.contracts.rehearsing import Content, content_of, unmade
from tests.contracts.staffed_office import Office
from tests.pages import HOSTILE, checked_client, engine_of

WRITTEN = {
    (name, state): next(iter(people))
    for name, press in PRESSES.items()
    if press.writes
    for state, people in press.allowed.items()
}
"""Everything that changes something: the button and the state, and who presses it."""

WORDED = {(name, state): who for (name, state), who in WRITTEN.items() if PRESSES[name].words}
"""What people write words with."""

LONG = f"{HOSTILE}\n=1+1 第二行 {'长' * 1900}"
TYPED = f"{HOSTILE}\n=1+1\t第二行 {'长' * 1500}"


def content(engine: Engine) -> Content:
    with reading(engine) as session:
        return content_of(session.connection())


def test_every_button_pressed_twice_counts_once(office: Office) -> None:
    engine, wrong = engine_of(office.app), []
    for (name, state), who in WRITTEN.items():
        with unmade(engine):
            codes, left = [], [content(engine)]
            for _ in range(2):
                codes.append(office.send(who, PRESSES[name], office.tables.cases[state]).status_code)
                left.append(content(engine))
            if left[0] == left[1] or left[1] != left[2] or codes[1] >= 500:
                wrong.append((name, state, codes))
    assert wrong == []


BREAKS = {
    "a fault of the system": (RuntimeError("broken"), 500),
    "a full or read-only disk": (
        OperationalError("INSERT", {}, Exception("attempt to write a readonly database")),
        503,
    ),
}


OTHERS = {
    "/library/propose": (
        "drafter",
        "explanation",
        {"name": "办证人次", "first_level": "产出指标", "second_level": "数量指标", "field": "通用"}
        | {"use_of_funds": "图书", "comparison": "≥", "value": "100", "unit": "人次"},
    ),
    "/library/proposals/2/refuse": ("performance", "reason", {}),
    "/library/1/retire": ("performance", "reason", {}),
    "/drafts/new": (
        "drafter",
        "new_project",
        {"fiscal_year": str(day_in_china(clock.now()).year), "kind": "project", "start": "empty", "project": "new"}
        | {"project_schema": "gansu-2026-project", "department_schema": "gansu-2026-department"},
    ),
}
"""Forms that are about no table yet, or about none at all: by their address, who sends them, with which words."""


@pytest.mark.parametrize("fault", BREAKS)
def test_words_stay_on_the_page_when_saving_breaks(office: Office, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    code, wrong = break_saving(monkeypatch, fault), []
    before = content(engine_of(office.app))
    for (name, state), who in WORDED.items():
        case, press = office.tables.cases[state], PRESSES[name]
        words = TYPED if name != "paste" else TYPED.replace("\n", " ")
        response = office.send(who, press, case, press.saying(case, words))
        if response.status_code != code or words not in as_typed(response.text):
            wrong.append((name, state, response.status_code))
    assert wrong == []
    assert content(engine_of(office.app)) == before


@pytest.mark.parametrize("fault", BREAKS)
@pytest.mark.parametrize("address", OTHERS)
def test_words_of_other_forms_stay_as_well(
    office: Office, monkeypatch: pytest.MonkeyPatch, fault: str, address: str
) -> None:
    code = break_saving(monkeypatch, fault)
    who, field, filled = OTHERS[address]
    response = office.clients[who].post(address, data={"csrf_token": office.tokens[who], **filled, field: HOSTILE})
    assert response.status_code == code
    assert HOSTILE in as_typed(response.text)


def break_saving(monkeypatch: pytest.MonkeyPatch, fault: str) -> int:
    """Let every saving break at its end, and give the status that answers it."""
    error, code = BREAKS[fault]

    @contextmanager
    def breaking(engine: Engine) -> Iterator[Session]:
        with transaction(engine) as session:
            yield session
            session.flush()
            raise error

    monkeypatch.setattr("perf.web.session.transaction", breaking)
    return code


SHOWN_AT = {
    "save": "editor.show",
    "paste": "editor.show",
    "submit": "reviews.show",
    "pass": "reviews.show",
    "return": "reviews.show",
    "adjust": "reviews.show",
    "comment": "reviews.show",
    "answer": "reviews.show",
    "ask to let an error stand": "reviews.show",
    "let it stand": "reviews.show",
    "not let it stand": "reviews.show",
}
"""Where words stand that were sent; of all others nothing is kept."""


def test_any_words_come_back_exactly_and_run_nothing(office: Office) -> None:
    engine, wrong = engine_of(office.app), []
    reader = checked_client(office.app)
    for (name, state), who in WORDED.items():
        if name not in SHOWN_AT:
            continue
        case, press = office.tables.cases[state], PRESSES[name]
        words = LONG if name != "paste" else LONG.replace("\n", " ")
        sent = words if name != "paste" else f"{words}\t1"
        with unmade(engine):
            office.send(who, press, case, press.saying(case, sent))
            reader._cookies = office.clients[who]._cookies
            if words not in words_on(reader.page(office.address(SHOWN_AT[name], case))):
                wrong.append((name, state))
    assert wrong == []


def words_on(page: HtmlElement) -> str:
    """Give all words of a page as people read them, those in fields as well, each text by itself."""
    texts = page.xpath("//textarea/text() | //input/@value | //*[not(self::textarea)]/text()")
    return "\n".join(each.removeprefix("\n") for each in texts).replace("\r\n", "\n")


def as_typed(page: str) -> str:
    """Give the text of a page as it was typed: nothing escaped, every line end alike."""
    return unescape(page).replace("\r\n", "\n")
