"""Everything an installation needs before its first page: fonts, database, library, on request the demonstration."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from perf.database import closing_engine, upgrade
from perf.rendering.pdf.fonts import prepare_fonts
from perf.seeding import DemonstrationAccount, load_accounts, load_library, load_seed
from perf.settings import Settings


def set_up(settings: Settings, *, with_seed: bool, now: datetime) -> Iterator[str]:
    """Prepare fonts, bring database and library up to date, load the demonstration when asked; say each step.

    May be run any number of times.
    """
    prepare_fonts()
    yield "字体已备好"
    with closing_engine(settings.database_url) as engine:
        upgrade(engine)
        yield f"数据库已就绪：{engine.url.render_as_string(hide_password=True)}"
        library = load_library(engine, now)
        yield f"随系统提供的指标已装入指标库：新增 {library.added} 条，更新 {library.reworded} 条"
        if with_seed:
            load_seed(engine, now)
            yield "示例已装入"
            yield from _say_accounts(load_accounts(engine, now))


def _say_accounts(made: Sequence[DemonstrationAccount]) -> Iterator[str]:
    """Say the passwords of new accounts, or that there are none."""
    if not made:
        yield "演示账号原来就有，密码不再显示；要换新密码，运行 jixiao create-admin 或请系统管理员发链接"
        return
    yield "演示账号已建好，密码只显示这一次，第一次登录要改成自己的："
    width = max(len(account.sign_in_name) for account in made)
    for account in made:
        yield f"  {account.sign_in_name:<{width}}  {account.password}  {account.role.label}"
