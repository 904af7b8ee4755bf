"""The ``jixiao`` command. Everything heavy is imported inside the command that needs it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perf.progress import shown_when_slow

if TYPE_CHECKING:
    from perf.conversion import FileReading

FORMAT_NAMES = ("json", "pdf", "xlsx", "docx", "html", "text")
UNREADABLE = 2
"""Exit code when a file could not be read, or an argument makes no sense."""

_files = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
_folder_path = click.Path(file_okay=False, path_type=Path)
_folder = click.option("-o", "--output", "folder", type=_folder_path, help="存到哪个文件夹")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    readings = list(_read_all(files))
    failed = len(readings) < len(files)
    if folder is None:
        if readings:
            click.echo(print_json(readings), nl=False)
    else:
        for path in write_tables(readings, file_format, folder):
            click.echo(str(path))
    raise SystemExit(UNREADABLE if failed else 0)


def _read_all(files: Iterable[Path]) -> Iterator["FileReading"]:
    """Read files one by one, saying of each what could not be read or must be looked at."""
    from perf.conversion import read_targets
    from perf.reading import UnreadableFile

    for path in shown_when_slow(list(files), "读取"):
        try:
            reading = read_targets(path)
        except UnreadableFile as error:
            click.echo(str(error), err=True)
            continue
        asked = sum(len(table.questions) for table in reading.tables)
        if asked:
            click.echo(f"{reading.name}：有 {asked} 处请核对（见 JSON 的 questions）", err=True)
        for table in reading.tables:
            if table.reason:
                title = f"“{table.title}”" if table.title else "一张表"
                click.echo(f"{reading.name}：{table.source.describe()}{title}：{table.reason}", err=True)
        if reading.targets:
            yield reading


@main.command(name="import")
@_files
def import_files(files: tuple[Path, ...]) -> None:
    """把公开文件里的绩效目标表存进数据库。"""
    from perf.importing import import_readings

    readings = list(_read_all(files))
    for line in import_readings(readings):
        click.echo(line)
    raise SystemExit(UNREADABLE if len(readings) < len(files) else 0)


@main.command()
@click.option("--year", required=True, type=int, help="预算年度，如 2026")
@click.option("--unit", "code", required=True, help="单位代码，如 156001")
@click.option("--to", "file_format", type=click.Choice(FORMAT_NAMES), required=True, help="输出哪种格式")
@click.option("-o", "--output", "folder", required=True, type=_folder_path, help="存到哪个文件夹")
def render(year: int, code: str, file_format: str, folder: Path) -> None:
    """把库里一个单位一年的绩效目标表输出成文件。"""
    from perf.conversion.writing import write_targets
    from perf.importing import stored_targets

    targets = stored_targets(code, year)
    if not targets:
        raise click.ClickException(f"库里没有单位 {code} 在 {year} 年的绩效目标表，请先用 jixiao import 导入")
    for path in write_targets(targets, f"{code}-{year}", file_format, folder):
        click.echo(str(path))


@main.command()
def schemas() -> None:
    """列出能读能印的表样。"""
    from perf.table_schemas import all_schemas

    for schema in all_schemas():
        click.echo(f"{schema.id}\t{schema.kind.label}\t{schema.name}\t{schema.basis}")


@main.command()
@click.option("--seed", "with_seed", is_flag=True, help="同时装入随系统附带的两份示例")
def init(*, with_seed: bool) -> None:
    """准备字体，建好或升级数据库。"""
    from perf.setting_up import set_up

    for line in set_up(with_seed=with_seed):
        click.echo(line)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听的端口")
def serve(host: str, port: int) -> None:
    """启动网页。"""
    from waitress import serve as run

    from perf.app import create_app

    app = create_app()
    click.echo(f"绩效 Jixiao 已启动：http://{host}:{port}（按 Ctrl+C 停止）")
    run(app, host=host, port=port, ident=None)
