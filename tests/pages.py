"""The web application as tests use it: filled with tables that careless pages break on, seen by a strict client.

:class:`CheckedClient` reads every page it fetches and fails on what no page may do, so that every test keeps the
rules of the house without saying so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from lxml import etree, html
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from perf.app import create_app
from perf.database import open_engine, transaction, upgrade
from perf.departments.operations import register_department
from perf.domain.documents.compose import compose
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.targets import FieldValue, Goal, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.values import TargetValue, parse_value
from perf.rendering.text import render_text
from perf.settings import Settings
from perf.table_schemas import schema_by_id
from perf.targets.operations import store_target
from perf.web.headers import HEADERS

NOW = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
HOSTILE = "<b>A&B</b> x<y and y>z {{7*7}} =cmd|' /C calc'!A0 ＡＢ１２％ 𬭎䶮㛃𠮷"
PHONE = "0932-0000000"
CONTACT = "某某某"
UPLOAD_LIMIT = 2 * 1024 * 1024


def department_target(fiscal_year: int = 2026) -> PerformanceTarget:
    """A department's table with contacts, money and two indicators."""
    return PerformanceTarget(
        kind=TableKind.DEPARTMENT,
        title="部门（单位）整体绩效目标表",
        schema="gansu-2026-department",
        fiscal_year=fiscal_year,
        fields=(
            FieldValue("department_name", "示例市图书馆𬭎"),
            FieldValue("contact_name", CONTACT),
            FieldValue("contact_phone", PHONE),
        ),
        goals=(Goal(Period.ANNUAL, "办好图书馆。"),),
        funding=(Funding("expenditure_total", "支出预算合计", Decimal("405.310"), "万元"),),
        indicators=IndicatorTree(
            (
                Indicator(
                    "开放天数",
                    "重点履职指标",
                    "数量指标",
                    TargetValue(Comparison.AT_LEAST, Decimal(300), "天", None),
                    first_level_weight=Decimal(30),
                ),
                Indicator(
                    "读者满意度",
                    "部门综合指标",
                    "服务对象满意度",
                    TargetValue(Comparison.AT_LEAST, Decimal(90), "%", None),
                    first_level_weight=Decimal(30),
                ),
            )
        ),
    )


def project_target(name: str = HOSTILE) -> PerformanceTarget:
    """A project's table whose name, goal and indicator are what careless code breaks on."""
    return PerformanceTarget(
        kind=TableKind.PROJECT,
        title="项目支出绩效目标表",
        schema="gansu-2026-project",
        fiscal_year=2026,
        fields=(FieldValue("project_name", name), FieldValue("implementing_unit", "示例市图书馆𬭎")),
        goals=(Goal(Period.ANNUAL, f"<p>{HOSTILE}</p>\n<script>alert(1)</script>"),),
        funding=(Funding("total", "年度资金总额", Decimal(102), "万元"),),
        indicators=IndicatorTree((Indicator(HOSTILE, "产出指标", "数量指标", parse_value("≥3.5万页")),)),
    )


def text_file(*targets: PerformanceTarget) -> bytes:
    """The targets as one published text document."""
    schemas = [(target, schema_by_id(target.schema or "")) for target in targets]
    return render_text([compose(target, schema) for target, schema in schemas if schema])


def shifted_text_file() -> bytes:
    """A department's table one of whose rows is shifted by a column, as published ones are."""
    lines = text_file(department_target()).decode().split("\n")
    at = next(number for number, line in enumerate(lines) if "读者满意度" in line)
    cells = lines[at].split("\t")
    lines[at] = "\t".join(cells[cells.index("读者满意度") :])
    return "\n".join(lines).encode()


@pytest.fixture(scope="session")
def filled_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite file with two departments and four tables."""
    path = tmp_path_factory.mktemp("pages") / "filled.db"
    opened = open_engine(f"sqlite:///{path}")
    upgrade(opened)
    with transaction(opened) as session:
        register_department(session, "999001", "示例市图书馆𬭎", now=NOW)
        register_department(session, "999002", f"乙{HOSTILE}", now=NOW)
        for target in (department_target(), department_target(2024), project_target()):
            store_target(session, "999001", target, source_name="示例<1>.txt", now=NOW)
        formless = replace(project_target("无表样项目"), schema=None, source=Source(line=3))
        store_target(session, "999002", formless, source_name="其他.docx", now=NOW)
    opened.dispose()
    return path.read_bytes()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of an installation in an empty folder."""
    return settings_in(tmp_path)


def settings_in(folder: Path) -> Settings:
    """The settings of an installation in a folder."""
    return Settings(
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'jixiao.db'}",
        upload_limit=UPLOAD_LIMIT,
        given_secret_key="only-for-tests-" * 3,
    )


@pytest.fixture
def empty_app(settings: Settings) -> Iterator[Flask]:
    """The application before ``jixiao init``."""
    yield from application_of(settings)


@pytest.fixture
def app(settings: Settings, filled_database: bytes) -> Iterator[Flask]:
    """The application with the tables of :func:`filled_database`."""
    yield from application_of(settings, filled_database)


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages believe that it is :data:`NOW`, for tests that name the years which pages offer."""
    monkeypatch.setattr("perf.web.clock.now", lambda: NOW)


@pytest.fixture
def client(app: Flask) -> "CheckedClient":
    """A client that checks what it fetches."""
    return checked_client(app)


def application_of(settings: Settings, database: bytes = b"") -> Iterator[Flask]:
    """Make an application, on a copy of a database."""
    if database:
        (settings.data_dir / "jixiao.db").write_bytes(database)
    application = create_app(settings)
    application.jinja_env.bytecode_cache = _CompiledTemplates()
    yield application
    engine_of(application).dispose()


class _CompiledTemplates(BytecodeCache):
    """Templates that some application of this process has compiled already: each test makes one of its own."""

    _known: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template as it was compiled before, if it was and has not changed."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was just compiled."""
        assert bucket.code is not None
        self._known[bucket.key, bucket.checksum] = bucket.code


def engine_of(app: Flask) -> Engine:
    """The application's database."""
    engine: Engine = app.extensions["jixiao-database"].engine
    return engine


def checked_client(app: Flask) -> "CheckedClient":
    """A strict client of an application."""
    app.test_client_class = CheckedClient
    made = app.test_client()
    assert isinstance(made, CheckedClient)
    return made


def plain_client(strict: "CheckedClient") -> FlaskClient:
    """Give a client that is signed in as a strict one and reads no pages: for thousands of them, and for measuring."""
    app = strict.application
    client = FlaskClient(app, app.response_class)
    cookie = strict.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    client.set_cookie(cookie.key, cookie.value)
    return client


class CheckedClient(FlaskClient):
    """A client that parses every page it gets and fails on what no page may do."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Fetch and check."""
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        for name, value in HEADERS.items():
            assert response.headers.get(name) == value, f"{name} of {response.request.path}"
        is_page = response.mimetype == "text/html" and "Content-Disposition" not in response.headers
        # Nobody sees the page that comes with a redirect.
        if response.data and is_page and "Location" not in response.headers:
            check_page(page_of(response))
        return response

    def page(self, path: str, status: int = 200) -> html.HtmlElement:
        """Fetch a page and give it parsed."""
        response = self.get(path)
        assert response.status_code == status
        return page_of(response)

    def token(self) -> str:
        """Give a fresh token of the import form."""
        return str(self.page("/import").xpath("string(//input[@name='csrf_token']/@value)"))


def page_of(response: TestResponse) -> html.HtmlElement:
    """Parse a page; anything malformed fails."""
    parser = etree.HTMLParser(encoding="utf-8")
    root = html.document_fromstring(response.data, parser=html.HTMLParser(encoding="utf-8"))
    etree.fromstring(response.data, parser=parser)
    # The parser knows no HTML 5, so newer element names are no mistakes; everything else is.
    mistakes = [entry.message for entry in parser.error_log if entry.type_name != "HTML_UNKNOWN_TAG"]
    assert mistakes == []
    return root


def check_page(page: html.HtmlElement) -> None:
    """Fail on a page without its one heading, with unlabelled inputs, doubled ids, dead anchors or anything inline."""
    assert page.get("lang") == "zh-CN"
    headings = page.xpath("//h1")
    assert len(headings) == 1
    assert page.findtext(".//title") == f"{headings[0].text_content().strip()} - 绩效 Jixiao"
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = page.xpath("//label/@for | //@aria-labelledby | //@aria-describedby")
    for entry in (*(name for names in named for name in names.split()), *_fragments(page)):
        assert entry in ids
    inputs = page.xpath("//input[not(@type='hidden')] | //select | //textarea[not(@hidden)]")
    assert {field.get("id") for field in inputs if not field.get("aria-label")} <= set(page.xpath("//label/@for"))
    assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []


def _fragments(page: html.HtmlElement) -> list[str]:
    return [address[1:] for address in page.xpath("//a/@href") if address.startswith("#")]
