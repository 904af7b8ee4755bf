"""The editor of a table of 40 rows: opening it, saving all of it, saving one row. Beside them: the cells alone.

On SQLite, through the whole application but the server; times are on the wall, each round has all ways in turns.
"""

import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from jinja2 import Environment
from wtforms import TextAreaField
from wtforms.form import BaseForm

from perf.app import create_app
from perf.database import open_engine, transaction, upgrade
from perf.departments.operations import register_department
from perf.domain.drafts.beginning import rows_of
from perf.domain.drafts.rows import INDICATORS
from perf.domain.roles import Role
from perf.drafting.operations.beginning import NewDraft, begin_draft
from perf.paths import shipped
from perf.seeding import seed_targets
from perf.settings import Settings
from perf.table_schemas import schema_by_id
from tests.benchmarks.measuring import Way, measure, say, summed_up
from tests.drafting.sheets import Sheet, opened
from tests.drafting.tables import Table
from tests.pages import NOW, plain_client
from tests.signing_in import make_user, signed_in_client

ROWS = (40, 200)

_PLAIN = Environment(autoescape=True).from_string(
    "{% for name, text in cells.items() %}"
    '<textarea id="{{ name }}" name="{{ name }}" aria-label="{{ name }}">{{ text }}</textarea>'
    "{% endfor %}"
)


def _by_wtforms(texts: dict[str, str]) -> str:
    """Write cells as WTForms' own widgets do."""
    fields: dict[str, Any] = {name: TextAreaField(name) for name in texts}
    form = BaseForm(fields)
    form.process(data=texts)
    return "".join(str(field(rows=1, **{"aria-label": field.name})) for field in form)


def run(count: int) -> None:
    """Print the times of each way."""
    say(f"\n## 填报页（{count} 次，SQLite；与第一行之比为同一轮之比的中位数）\n")
    say("| 行数 | 做法 | 毫秒（中位数） | 毫秒（95% 不超过） | 与第一行之比 |")
    say("|---|---|---|---|---|")
    for rows in ROWS:
        with tempfile.TemporaryDirectory() as folder:
            ways = _ways(_table(Path(folder), rows))
            times = measure(ways, count)
        for way, taken in zip(ways, times, strict=True):
            say(f"| {rows} | {way.name} | {summed_up(taken, times[0])} |")


def _table(folder: Path, rows: int) -> Sheet:
    """Begin a table with so many indicator rows, those of the example over and over, and open it."""
    url = f"sqlite:///{folder / 'jixiao.db'}"
    engine = open_engine(url)
    upgrade(engine)
    target = seed_targets(shipped("seed") / "2026" / "156001-department.json")[0]
    schema = schema_by_id(target.schema or "")
    assert schema is not None
    begun = rows_of(target, schema)
    lines = islice(cycle(row for row in begun if row.block == INDICATORS), rows)
    with transaction(engine) as session:
        department = register_department(session, "999001", "示例市图书馆", now=NOW)
    user = make_user(engine, "drafter", Role.DRAFTER, now=NOW, department="999001")
    with transaction(engine) as session:
        new = NewDraft(department, 2027, schema)
        kept = [*(row for row in begun if row.block != INDICATORS), *lines]
        table = Table(engine, begin_draft(session, new, kept, user_id=user.id, now=NOW), user.id)
    app = create_app(Settings(data_dir=folder, database_url=url, given_secret_key="only-for-benchmarks-" * 2))
    return opened(signed_in_client(app, user), table)


def _ways(sheet: Sheet) -> list[Way]:
    client = plain_client(sheet.client)
    address, fields = sheet.address, sheet.fields
    names = [name for name in fields if name.endswith("-value")]
    shape = sheet.page.xpath("string(//@data-shape)")
    cells = {name: text for name, text in fields.items() if name.startswith("r")}
    seen = dict(fields)

    def save(number: int, names: list[str], **more: str) -> dict[str, str]:
        typed = {name: f"{len(names)}.{number + 2}" for name in names}
        rows = {f"v{name[1:].partition('-')[0]}" for name in names}
        sent = {**more, **typed, **{row: seen[row] for row in rows}}
        seen.update({row: str(int(seen[row]) + 1) for row in rows})
        return sent

    def save_all(number: int) -> None:
        sent = {**seen, **save(number, names)}
        assert client.post(address, data=sent).status_code == 302

    def save_one(number: int) -> None:
        sent = save(number, names[:1], csrf_token=fields["csrf_token"], shape=shape)
        assert client.post(address, data=sent, headers={"Accept": "application/json"}).status_code == 200

    return [
        Way("打开", lambda _: client.get(address)),
        Way("保存整张表", save_all),
        Way("保存一行（脚本）", save_one),
        Way("同样多的格，用 WTForms 自己的控件写出", lambda _: _by_wtforms(cells)),
        Way("同样多的格，只用 Jinja 写出", lambda _: _PLAIN.render(cells=cells)),
    ]
