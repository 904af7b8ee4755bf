"""The ``jixiao`` command. Everything heavy is imported inside the command that needs it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perf.command_errors import Commands, Stop, WrongCommand
from perf.file_arguments import UNREADABLE, FileArguments
from perf.plain_words import PlainWordsError
from perf.progress import shown_when_slow

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from perf.conversion import FileReading

FORMAT_NAMES = ("json", "pdf", "xlsx", "docx", "html", "text")
REPORT_NAMES = ("text", "json", "html")
ADMINISTRATOR_NAMES = ("system", "security", "audit")
SEVERITY_NAMES = ("error", "warning", "note")

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
_folder_path = click.Path(file_okay=False, path_type=Path)
_folder = click.option("-o", "--output", "folder", type=_folder_path, help="存到哪个文件夹")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jixiao", prog_name="jixiao")
def main() -> None:
    """绩效 Jixiao：预算绩效目标表的读取、保存、打印和公开。"""


@main.command()
@_files
@click.option("--to", "file_format", type=click.Choice(FORMAT_NAMES), required=True, help="转成哪种格式")
@_folder
def convert(files: tuple[Path, ...], file_format: str, folder: Path | None) -> None:
    """把公开文件里的绩效目标表转成别的格式（不用数据库）。

    每张表一个文件，按“文件名-类别-序号”命名；--to json 不带 -o 时直接打印。
    """
    from perf.conversion.writing import print_json, write_tables

    if folder is None and file_format != "json":
        raise click.UsageError(f"转成 {file_format} 要用 -o 指出存到哪个文件夹")
    inputs = _readings(files)
    if folder is not None:
        for path in write_tables(_with_targets(inputs), file_format, folder):
            click.echo(str(path))
    elif readings := list(_remarked(inputs)):
        click.echo(print_json(readings), nl=False)
    raise SystemExit(inputs.exit_code)


def _readings(files: Sequence[Path]) -> "FileArguments[FileReading]":
    """Read the target tables of files."""
    from perf.conversion import read_targets

    return FileArguments(files, read_targets, "读取")


def _remarked(inputs: "FileArguments[FileReading]") -> Iterator["FileReading"]:
    """Give each file that could be read; say what must be looked at in it."""
    for reading in inputs:
        for sentence in _remarks(reading):
            click.echo(sentence, err=True)
        yield reading


def _with_targets(inputs: "FileArguments[FileReading]") -> Iterator["FileReading"]:
    """Give each file that holds targets; of the others it was said why nothing comes of them."""
    for reading in _remarked(inputs):
        if reading.targets:
            yield reading
        else:
            inputs.exit_code = UNREADABLE


def _remarks(reading: "FileReading") -> Iterator[str]:
    """Say how much of a file must be looked at, and which tables were not read and why."""
    asked = sum(len(table.questions) for table in reading.tables)
    if asked:
        yield f"{reading.name}：有 {asked} 处请核对（见 JSON 的 questions）"
    for table in reading.tables:
        if table.reason:
            title = f"“{table.title}”" if table.title else "一张表"
            yield f"{reading.name}：{table.source.describe()}{title}：{table.reason}"


@main.command()
@_files
@click.option(
    "--format", "report_format", type=click.Choice(REPORT_NAMES), default="text", help="输出哪种格式，不写是 text"
)
@click.option("--rule", "rules", multiple=True, metavar="规则", help="只看这条规则，可以写几次；规则见 jixiao rules")
@click.option("--severity", type=click.Choice(SEVERITY_NAMES), default="note", help="看到哪一级为止，不写是 note")
@click.option("--limits", type=click.Path(path_type=Path), metavar="文件", help="自定阈值的 TOML 文件")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="存成文件，不打印"
)
def check(
    files: tuple[Path, ...],
    report_format: str,
    rules: tuple[str, ...],
    severity: str,
    limits: Path | None,
    output: Path | None,
) -> None:
    """核对公开文件：绩效目标表、预算公开表和情况说明（不用数据库）。

    没有错误时退出码是 0，有错误是 1，有文件读不了是 2。级别：error 错误，warning 提醒，note 说明。
    """
    from perf.checking.command import CheckCommand

    with _wrong_arguments():
        command = CheckCommand.of(rules=rules, severity=severity, limits=limits)
    if output and any(path.absolute() == output.absolute() for path in files):
        raise WrongCommand(f"{output} 是要核对的文件，请用 -o 写另一个文件名")
    inputs = FileArguments(files, command.check, "核对")
    has_errors = command.report(inputs, report_format, output)
    raise SystemExit(inputs.exit_code or int(has_errors))


@main.command()
@click.argument("rule", required=False, metavar="[规则]")
def rules(rule: str | None) -> None:
    """列出核对规则；写出一条规则，就看它的说明和设置。"""
    from perf.checking.manual import rule_list, rule_page
    from perf.checking.terminal_lines import terminal_width

    with _wrong_arguments():
        lines = list(rule_page(rule, terminal_width()) if rule else rule_list(terminal_width()))
    click.echo("\n".join(lines))


@contextmanager
def _wrong_arguments() -> Iterator[None]:
    """Let what is wrong with an argument end the command as one that was written wrongly."""
    try:
        yield
    except PlainWordsError as error:
        raise WrongCommand(str(error)) from error


@main.command(name="import")
@_files
@click.option("--unit", "unit_code", help="单位代码；文件里没有写时用它")
def import_files(files: tuple[Path, ...], unit_code: str | None) -> None:
    """把公开文件里的绩效目标表存进数据库。"""
    from perf.importing import import_reading

    inputs = _readings(files)
    with _database() as engine:
        for reading in _remarked(inputs):
            try:
                for line in import_reading(engine, reading, unit_code=unit_code, now=_now()):
                    click.echo(line)
            except PlainWordsError as error:
                inputs.refuse(str(error))
    raise SystemExit(inputs.exit_code)


@main.command()
@click.option("--year", required=True, type=int, help="预算年度，如 2026")
@click.option("--unit", "code", required=True, help="单位代码，如 156001")
@click.option("--to", "file_format", type=click.Choice(FORMAT_NAMES), required=True, help="输出哪种格式")
@click.option("-o", "--output", "folder", required=True, type=_folder_path, help="存到哪个文件夹")
def render(year: int, code: str, file_format: str, folder: Path) -> None:
    """把库里一个单位一年的绩效目标表输出成文件。"""
    from perf.conversion.writing import write_targets
    from perf.importing import stored_targets

    with _database() as engine:
        targets = stored_targets(engine, code, year)
    if not targets:
        raise Stop(f"库里没有单位 {code} 在 {year} 年的绩效目标表，请先用 jixiao import 导入")
    for path in write_targets(shown_when_slow(targets, "输出"), f"{code}-{year}", file_format, folder):
        click.echo(str(path))


@contextmanager
def _database() -> Iterator["Engine"]:
    """Open the database, which must be up to date; anything wrong with it ends the command with a sentence."""
    from perf.database import closing_engine, schema_is_current
    from perf.settings import Settings

    with closing_engine(Settings.from_env().database_url) as engine:
        if not schema_is_current(engine):
            raise Stop("数据库还没有建好或需要升级，请先运行 jixiao init")
        yield engine


def _now() -> datetime:
    """Give this moment; nothing below the command line reads the clock."""
    return datetime.now(UTC)


@main.command()
def schemas() -> None:
    """列出能读能印的表样。"""
    from perf.table_schemas import all_schemas

    for schema in all_schemas():
        click.echo(f"{schema.id}\t{schema.kind.label}\t{schema.name}\t{schema.basis}")


@main.command()
@click.option("--seed", "with_seed", is_flag=True, help="同时装入随系统附带的两份示例和演示账号")
def init(*, with_seed: bool) -> None:
    """准备字体，建好或升级数据库。"""
    from perf.setting_up import set_up
    from perf.settings import Settings

    for line in set_up(Settings.from_env(), with_seed=with_seed, now=_now()):
        click.echo(line)


@main.command(name="create-admin")
@click.argument("name", metavar="登录名")
@click.option(
    "--role",
    "role",
    type=click.Choice(ADMINISTRATOR_NAMES),
    required=True,
    help="哪一种管理员：system 系统，security 安全，audit 审计",
)
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="网页的地址，链接以它开头")
def create_admin(name: str, role: str, url: str) -> None:
    """建一个管理员账号，或给已有的管理员换密码：打印一个只能用一次的链接。"""
    from perf.administrators import ADMINISTRATORS, administrator_link
    from perf.settings import Settings

    limits = Settings.from_env().sign_in
    with _database() as engine:
        for line in administrator_link(engine, name, ADMINISTRATORS[role], url=url, limits=limits, now=_now()):
            click.echo(line)


@main.command()
@click.option("--url", help="网页的地址，邮件里的链接以它开头；不写用 JIXIAO_URL")
@click.option("--dry-run", is_flag=True, help="只列出会提醒谁、提醒什么，不发邮件，也不记下来")
def remind(url: str | None, *, dry_run: bool) -> None:
    """给快到期、已过期的事发提醒邮件；每天由 cron 运行一次，重复运行也不会重复发。

    没有邮箱的人、没有设邮件服务器时，提醒只显示在各人的待办页。
    """
    from perf.reminding import rehearse
    from perf.reminding import remind as send
    from perf.settings import Settings, page_address

    settings = Settings.from_env()
    address = page_address(url or "", "--url") or settings.address
    if address is None and settings.mail is not None and not dry_run:
        raise WrongCommand("邮件里要有网页的链接，请用 --url 写明网页的地址，或设 JIXIAO_URL")
    with _database() as engine:
        lines = (
            rehearse(engine, now=_now()) if dry_run else send(engine, settings.mail, address=address or "", now=_now())
        )
        for line in lines:
            click.echo(line)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="监听的端口，0 为任一空闲")
def serve(host: str, port: int) -> None:
    """启动网页。"""
    import socket

    from waitress import serve as run

    from perf.app import create_app

    app = create_app()
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise Stop(f"{host}:{port} 用不了（{error.strerror}），请换一个端口，如 --port 8765") from error
    click.echo(f"绩效 Jixiao 已启动：http://{host}:{listener.getsockname()[1]}（按 Ctrl+C 停止）")
    # What is somewhat too large is answered by the application with a page; far larger is cut off at the door.
    run(app, sockets=[listener], ident=None, max_request_body_size=2 * app.config["MAX_CONTENT_LENGTH"])
