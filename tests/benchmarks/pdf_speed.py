"""The department table as PDF: one file each against the peers, many tables in one file, a first run, peak memory."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from perf.domain.documents.blocks import Document
from perf.rendering.pdf import Attachment, render_pdf
from tests.benchmarks import peers, stock_reportlab
from tests.benchmarks.department_table import department_table
from tests.benchmarks.measuring import Way, compare, say, table

FOLDER = Path(__file__).parents[2] / "var" / "bench"
DATA = b'{"tables": [' + b'{"name": "indicator", "value": "95"},' * 100 + b"{}]}"
TOGETHER = 10
OTHER_TABLES = 100_000
FIRST = (
    "from tests.benchmarks.department_table import department_table; from perf.rendering.pdf import render_pdf;"
    "render_pdf([department_table(1)])"
)


def run(count: int) -> None:
    """Print all measurements, ``count`` tables for the fast ways."""
    say("## PDF：一表一文件（首行为 ReportLab 通用写法：Table，每格一个 Paragraph）\n")
    say(table(compare(_ways(count), count)))
    _libreoffice()
    _bundle()
    _first_run()


def _ways(count: int) -> list[Way]:
    tables = {number: department_table(number) for number in range(-1, count)}
    others = {number: department_table(OTHER_TABLES + number) for number in range(-1, count)}
    stock_reportlab.register(stock_reportlab.prepare_font(FOLDER))
    peers.install(FOLDER / "packages")

    def published(number: int) -> bytes:
        # Tables of its own: those of the plain way would find their characters remembered.
        attachment = Attachment("target.json", DATA, "本表的数据")
        return render_pdf([others[number]], attachments=[attachment])

    ways = [
        Way("ReportLab Table + Paragraph", lambda number: stock_reportlab.render(tables[number])),
        Way("本系统，普通", lambda number: render_pdf([tables[number]], published=False)),
        Way("本系统，正式（PDF/A、标签、附件）", published),
    ]
    for name, peer, every in (("Typst", peers.typst, 1), ("WeasyPrint", peers.weasyprint, 10)):
        try:
            render = peer()
        except peers.PeerMissingError as missing:
            say(f"跳过 {name}：{missing}")
        else:
            ways.append(Way(name, _peer_way(render, tables), every))
    return ways


def _peer_way(render: peers.Render, tables: dict[int, Document]) -> Callable[[int], object]:
    return lambda number: render(tables[number])


def _libreoffice() -> None:
    documents = [department_table(number) for number in range(TOGETHER)]
    try:
        started = time.perf_counter()
        peers.libreoffice_together(documents)
        theirs = time.perf_counter() - started
    except peers.PeerMissingError as missing:
        say(f"跳过 LibreOffice：{missing}")
        return
    started = time.perf_counter()
    for document in documents:
        render_pdf([document], published=False)
    ours = time.perf_counter() - started
    each = theirs / TOGETHER * 1000
    say(f"\nLibreOffice（{TOGETHER} 个文件一次转换）：{each:.0f} 毫秒/表；本系统为其 1/{theirs / ours:.0f}。")


def _bundle() -> None:
    """Measure 1,000 tables in one file, in a process of its own for its peak memory."""
    for amount in (100, 1000):
        for published in (False, True):
            words = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.pdf_speed", str(amount), str(int(published))],
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            say(words.rstrip())


def _first_run() -> None:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST], check=True)
        times.append(time.perf_counter() - started)
    say(f"新进程写第一个文件，从启动到结束：{min(times):.2f}–{max(times):.2f} 秒。")


def write_bundle(amount: int, *, published: bool) -> None:
    """Write many tables into one file and print time and memory."""
    render_pdf([department_table(-1)])
    started = time.perf_counter()
    size = len(render_pdf(map(department_table, range(amount)), published=published))
    taken = time.perf_counter() - started
    started = time.perf_counter()
    for number in range(amount):
        department_table(number)
    taken -= time.perf_counter() - started
    peak = _peak_memory()
    kind = "正式" if published else "普通"
    say(
        f"{amount} 表一个文件（{kind}）：{taken / amount * 1000:.2f} 毫秒/表，{size / amount / 1024:.1f} KB/表，"
        f"内存峰值 {peak:.0f} MB。"
    )


def _peak_memory() -> float:
    """Give the most memory this process has had, in MB; Linux counts it anew for each program."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    write_bundle(int(sys.argv[1]), published=sys.argv[2] == "1")
