"""Everything an installation needs before its first page: fonts, database, and on request the two examples."""

from collections.abc import Iterator
from datetime import datetime

from perf.database import closing_engine, upgrade
from perf.rendering.pdf.fonts import prepare_fonts
from perf.seeding import load_seed
from perf.settings import Settings


def set_up(settings: Settings, *, with_seed: bool, now: datetime) -> Iterator[str]:
    """Prepare fonts, bring the database up to date, load the examples when asked; say each step when it is done.

    May be run any number of times.
    """
    prepare_fonts()
    yield "字体已备好"
    with closing_engine(settings.database_url) as engine:
        upgrade(engine)
        yield f"数据库已就绪：{engine.url.render_as_string(hide_password=True)}"
        if with_seed:
            load_seed(engine, now)
            yield "示例已装入"
