"""Who is reminded of what and when, each once, whatever goes wrong, on both databases and a real mail server."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, update
from sqlmodel import col

from perf.accounts.records import User
from perf.cli import main
from perf.database import reading, transaction
from perf.domain.days import day_in_china
from perf.domain.duties import Duty
from perf.mail_settings import MailServer
from perf.overview.letters import subject_of, text_of
from perf.overview.queries.reminding import PersonToRemind, people_to_remind
from perf.reminding import NotAllSent, rehearse, remind
from tests.mail_server import ReceivingServer, make_certificate, receiving
from tests.overview.days import give_longer, set_days
from tests.pages import NOW
from tests.reviews.circulation import Circulation, a_circulation

ADDRESS = "https://jixiao.example.gov.cn"
WITH_ADDRESS = ("drafter", "leader", "performance")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate, which the server that takes letters without protection does not show."""
    return make_certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def post(certificate: Path) -> Iterator[ReceivingServer]:
    """A mail server."""
    with receiving(ReceivingServer(certificate)) as server:
        yield server


@pytest.fixture
def table(engine: Engine) -> Circulation:
    """A table that is due within seven days; some of those around it have an address."""
    made = a_circulation(engine)
    with transaction(engine) as session:
        for name in WITH_ADDRESS:
            asked = update(User).where(col(User.sign_in_name) == name)
            session.connection().execute(asked.values(email=f"{name}@example.com"))
    set_days(engine, made.people["performance"], {Duty.DRAFTING: 7, Duty.UNIT_LEADER: 9})
    return made


def server_of(post: ReceivingServer) -> MailServer:
    return MailServer("localhost", post.port, "jixiao@example.gov.cn", post.security)


def on(days: int) -> datetime:
    """The moment of the tests, so many days later."""
    return NOW + timedelta(days=days)


def send(engine: Engine, post: ReceivingServer | None, days: int = 0) -> str:
    """Run the command's work; what it says."""
    server = server_of(post) if post else None
    return "\n".join(remind(engine, server, address=ADDRESS, now=on(days)))


def reminded(post: ReceivingServer) -> list[str]:
    return [str(message["To"]).partition("@")[0] for message in post.received]


def people(engine: Engine, days: int = 0) -> dict[str, PersonToRemind]:
    with reading(engine) as session:
        return {person.full_name: person for person in people_to_remind(session, day_in_china(on(days)))}


def test_drafters_are_written_to_before_and_after_the_day_and_never_twice(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    assert table.draft_id
    assert "要提醒 0 人" in send(engine, post, -1)
    said = send(engine, post)
    assert "要提醒 2 人，其中 1 人没有邮箱" in said
    assert "已发出 1 封" in said
    for days in (0, 1, 5):
        assert "已发出 0 封" in send(engine, post, days)
    for days in (6, 7, 8, 9, 30):
        send(engine, post, days)
    assert reminded(post) == ["drafter"] * 3
    subjects = [str(message["Subject"]) for message in post.received]
    assert subjects == ["绩效目标待办：1 张表快到期"] * 2 + ["绩效目标待办：1 张表已过期"]


def test_a_letter_says_what_until_when_and_where_and_nobody_elses_data(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    assert table.draft_id
    send(engine, post)
    (message,) = post.received
    text = message.get_content()
    assert text.startswith("某drafter，您好：")
    assert "社区图书角建设（示例市图书馆𬭎）：2026年3月9日截止，还剩 7 天" in text
    assert f"{ADDRESS}/work" in text
    assert not re.search("某(?!drafter)|@|999", text)


def test_a_run_that_was_missed_is_made_up_for_once(engine: Engine, table: Circulation, post: ReceivingServer) -> None:
    assert table.draft_id
    send(engine, post, 3)
    send(engine, post, 4)
    assert reminded(post) == ["drafter"]


def test_whoever_has_the_table_now_is_reminded_of_their_own_day(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    table.submit()
    assert people(engine, 1) == {}
    send(engine, post, 2)
    assert reminded(post) == ["leader"]
    table.pass_on("leader")
    assert people(engine, 20) == {}


def test_a_department_with_a_later_day_is_reminded_later(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    give_longer(engine, table.people["performance"], "999001", 12)
    assert people(engine, 4) == {}
    send(engine, post, 5)
    assert reminded(post) == ["drafter"]


def test_what_is_not_begun_is_owed_too(engine: Engine, table: Circulation) -> None:
    set_days(engine, table.people["performance"], {Duty.DRAFTING: 7}, year=2027)
    (line,) = [
        line
        for line in text_of(people(engine)["某drafter"], ADDRESS).splitlines()
        if line.startswith("· 2027 年度") and "还没有开始" in line
    ]
    assert "社区图书角建设" in line


def test_who_left_is_not_reminded(engine: Engine, table: Circulation) -> None:
    with transaction(engine) as session:
        asked = update(User).where(col(User.id) == table.people["drafter"]).values(is_active=False)
        session.connection().execute(asked)
    assert list(people(engine)) == ["某second_drafter"]


def test_two_runs_at_once_write_once(engine: Engine, table: Circulation, post: ReceivingServer) -> None:
    assert table.draft_id
    with ThreadPoolExecutor(4) as runs:
        said = list(runs.map(lambda _: send(engine, post), range(4)))
    assert reminded(post) == ["drafter"]
    assert sum("已发出 1 封" in each for each in said) == 1


def test_what_could_not_be_sent_is_tried_again(engine: Engine, table: Circulation, certificate: Path) -> None:
    assert table.draft_id
    refusing = ReceivingServer(certificate, refused=frozenset({"drafter@example.com"}))
    with receiving(refusing), pytest.raises(NotAllSent, match=r"没有发出 1 封，下次运行会再发：.*drafter@example\.com"):
        send(engine, refusing)
    with pytest.raises(NotAllSent, match="连不上邮件服务器"):
        send(engine, replace(refusing, port=9))
    with receiving(ReceivingServer(certificate)) as post:
        send(engine, post)
        assert reminded(post) == ["drafter"]


def test_without_a_mail_server_nothing_counts_as_sent(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    assert table.draft_id
    assert "没有发邮件；提醒只显示在各人的待办页" in send(engine, None)
    send(engine, post)
    assert reminded(post) == ["drafter"]


def test_a_rehearsal_names_everybody_and_keeps_nothing(
    engine: Engine, table: Circulation, post: ReceivingServer
) -> None:
    assert table.draft_id
    for _ in range(2):
        said = "\n".join(rehearse(engine, now=NOW))
        assert "某drafter（示例市图书馆𬭎）：发邮件" in said
        assert "某second_drafter（示例市图书馆𬭎）：没有邮箱" in said
        assert "还剩 7 天" in said
    assert post.connections == 0
    send(engine, post)
    assert reminded(post) == ["drafter"]


def test_a_long_list_is_cut_to_what_is_read(engine: Engine, table: Circulation) -> None:
    assert table.draft_id
    somebody = people(engine)["某drafter"]
    busy = replace(somebody, owed=somebody.owed * 300)
    assert subject_of(busy) == "绩效目标待办：300 张表快到期"
    text = text_of(busy, f"{ADDRESS}/")
    assert "另有 280 张" in text
    assert text.count("\n· ") == 20
    assert f"{ADDRESS}/work" in text


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["remind", *arguments])


@pytest.fixture
def installation(engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation whose settings are those of the environment."""
    monkeypatch.setenv("JIXIAO_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("JIXIAO_DATA_DIR", str(tmp_path))
    for name in ("JIXIAO_SMTP_HOST", "JIXIAO_SMTP_FROM", "JIXIAO_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("installation")
def test_the_command_says_in_chinese_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--dry-run").stdout.count("要提醒 0 人") == 1
    assert "还没有设邮件服务器" in run().stdout
    monkeypatch.setenv("JIXIAO_SMTP_HOST", "localhost")
    monkeypatch.setenv("JIXIAO_SMTP_FROM", "jixiao@example.gov.cn")
    refused = run()
    assert (refused.exit_code, "JIXIAO_URL" in refused.stderr) == (2, True)
    for address in ("ftp://a", "jixiao", "https://"):
        refused = run("--url", address)
        assert (refused.exit_code, "不是网址" in refused.stderr) == (1, True)
    assert "已发出 0 封" in run("--url", ADDRESS).stdout
    monkeypatch.setenv("JIXIAO_URL", ADDRESS)
    assert run().exit_code == 0
