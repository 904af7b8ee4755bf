"""The first administrators come from the command line, by a link; demonstration accounts have passwords of chance."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from perf.accounts.operations.log import COMMAND_LINE
from perf.accounts.operations.passwords import use_link
from perf.accounts.passwords import generated, hashed, is_right, require_good_password
from perf.accounts.queries import account_by_name, account_of_link, kept_hash
from perf.cli import ADMINISTRATOR_NAMES, main
from perf.database import reading, transaction
from perf.domain.roles import Role
from perf.web import clock

LINK = re.compile(r"https://perf\.example/links/([\w-]{43})")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def database(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Engine:
    """Point the commands to each kind of database in turn."""
    monkeypatch.setenv("JIXIAO_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("JIXIAO_DATA_DIR", str(tmp_path / "data"))
    return engine


def link_token(result: Result) -> str:
    assert result.exit_code == 0, result.output
    (token,) = LINK.findall(result.stdout)
    return str(token)


@pytest.mark.parametrize("kind", ADMINISTRATOR_NAMES)
def test_an_administrator_sets_a_password_by_the_printed_link(engine: Engine, kind: str) -> None:
    token = link_token(run("create-admin", "Boss", "--role", kind, "--url", "https://perf.example/"))
    with reading(engine) as session:
        account = account_by_name(session, "boss")
        assert account is not None
        assert account == account_of_link(session, token, clock.now())
        assert [role.value for role in account.roles] == [f"{kind}_administrator"]
        assert not account.has_password


def test_asked_again_there_is_a_new_link_and_the_old_one_ends(engine: Engine) -> None:
    command = ("create-admin", "boss", "--role", "security", "--url", "https://perf.example")
    first, second = link_token(run(*command)), link_token(run(*command))
    with reading(engine) as session:
        assert account_of_link(session, first, clock.now()) is None
        assert account_of_link(session, second, clock.now()) is not None


def test_nobody_becomes_an_administrator_beside_something_else() -> None:
    link_token(run("create-admin", "boss", "--role", "security", "--url", "https://perf.example"))
    refused = run("create-admin", "BOSS", "--role", "audit")
    assert refused.exit_code == 1
    assert "已经有人用了" in refused.stderr
    assert run("create-admin", "a b", "--role", "audit").exit_code == 1
    assert run("create-admin", "boss", "--role", "emperor").exit_code == 2


def test_demonstration_accounts_are_made_once_each_with_a_password_of_its_own(engine: Engine) -> None:
    first = run("init", "--seed")
    made = re.findall(r"^  (\S+) +(\S+)  (\S+)$", first.stdout, re.MULTILINE)
    assert {label for _, _, label in made} == {role.label for role in Role}
    passwords = {name: password for name, password, _ in made}
    assert len(set(passwords.values())) == len(made) > len(Role)
    with reading(engine) as session:
        for name, password in passwords.items():
            account = account_by_name(session, name)
            assert account is not None
            assert account.must_change
            require_good_password(password, name)
        assert is_right(passwords["drafter"], kept_hash(session, "drafter"))
    again = run("init", "--seed")
    assert "演示账号原来就有" in again.stdout
    assert not set(passwords.values()) & set(again.stdout.split())


def test_an_account_that_people_changed_is_never_touched(engine: Engine) -> None:
    token = link_token(run("create-admin", "auditor", "--role", "audit", "--url", "https://perf.example"))
    own = generated()
    with transaction(engine) as session:
        use_link(session, COMMAND_LINE, token, hashed(own), now=clock.now())
    assert "  auditor " not in run("init", "--seed").stdout
    with reading(engine) as session:
        assert is_right(own, kept_hash(session, "auditor"))
