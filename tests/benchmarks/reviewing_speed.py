"""What reviewers and drafters open all day: the review of a table, the work list of three hundred, the library.

On SQLite, through the whole application but the server; times are on the wall, each round has all ways in turns.
"""

import tempfile
from functools import partial
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from perf.app import create_app
from perf.database import transaction, upgrade
from perf.domain.review import Step
from perf.reviews.operations.chains import set_chain
from perf.seeding import load_library
from perf.settings import Settings
from tests.benchmarks.measuring import Way, measure, say, summed_up
from tests.pages import NOW, engine_of, plain_client
from tests.reviews.circulation import Circulation, begin_sound_draft, everybody
from tests.reviews.visiting import with_password
from tests.signing_in import signed_in_client

TABLES = 300


def run(count: int) -> None:
    """Print the times of each page."""
    say(f"\n## 审核与查找（{TABLES} 张表在审，{count} 次，SQLite；与第一行之比为同一轮之比的中位数）\n")
    say("| 页面 | 毫秒（中位数） | 毫秒（95% 不超过） | 与第一行之比 |")
    say("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'jixiao.db'}"
        app = create_app(Settings(data_dir=Path(folder), database_url=url, given_secret_key="only-for-benchmarks-" * 2))
        ways = _ways(app)
        times = measure(ways, count)
        engine_of(app).dispose()
    for way, taken in zip(ways, times, strict=True):
        say(f"| {way.name} | {summed_up(taken, times[0])} |")


def _ways(app: Flask) -> list[Way]:
    people = _full(app)
    pages = {
        "我的账号（只有框架）": ("performance", "/account"),
        "审核一张表": ("performance", "/drafts/1/review"),
        "待办，绩效科": ("performance", "/work"),
        "待办，填报人": ("drafter", "/work"),
        "目标表一览": ("performance", "/tables"),
        "报送情况": ("performance", "/board"),
        "指标库，找一个词": ("drafter", "/library?q=满意度"),
        "修改记录": ("drafter", "/drafts/1/history"),
        "打印预览（PDF）": ("drafter", "/drafts/1/print"),
    }
    clients = {
        who: plain_client(signed_in_client(app, with_password(app, people[who], who)))
        for who in ("performance", "drafter")
    }
    return [Way(name, partial(_open, clients[who], address)) for name, (who, address) in pages.items()]


def _open(client: FlaskClient, address: str, _: int) -> None:
    assert client.get(address).status_code == 200


def _full(app: Flask) -> dict[str, int]:
    """Fill the database with the library and with tables that wait for the performance office."""
    engine = engine_of(app)
    upgrade(engine)
    load_library(engine, NOW)
    people = everybody(engine)
    with transaction(engine) as session:
        set_chain(session, "999001", [Step.FINANCE_PERFORMANCE])
    for number in range(TABLES):
        Circulation(engine, people, begin_sound_draft(engine, people["drafter"], project=f"项目{number}")).submit()
    return people
