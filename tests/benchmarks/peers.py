"""Other programs that write the same table as PDF. A peer that is not there is skipped, and the table says so."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from pylopdf_fonts_zh_cn import serif_path

from perf.domain.documents.blocks import Align, Cell, Document, Role
from perf.rendering.xlsx import render_xlsx
from tests.benchmarks.measuring import say

PACKAGES = ("typst", "weasyprint")
Render = Callable[[Document], bytes]


class PeerMissingError(Exception):
    """A peer is not on this machine; the message says what it needs."""


def install(folder: Path) -> None:
    """Put the peers that are Python packages into a folder of their own, once."""
    if not folder.exists():
        say("正在安装只用于对照的程序（typst、weasyprint）……")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *PACKAGES]
        subprocess.run(command, check=False)
    sys.path.append(str(folder))


def _package(name: str, hint: str) -> Any:
    try:
        return import_module(name)
    except (ImportError, OSError) as problem:
        raise PeerMissingError(hint) from problem


def typst() -> Render:
    """Typst, its compiler kept from table to table."""
    package = _package("typst", "没有 typst：pip install typst")
    compiler = package.Compiler(font_paths=[str(serif_path().parent)])
    return lambda document: bytes(compiler.compile(_typst_source(document).encode()))


def _typst_source(document: Document) -> str:
    columns = ",".join(f"{width}fr" for width in document.grid.widths)
    return (
        '#set page(paper: "a4", margin: (x: 19mm, y: 20mm))\n'
        '#set text(font: "Noto Serif SC", size: 9pt, lang: "zh", region: "cn")\n'
        f"#align(center, text(18pt, {_typst_string(document.title)}))\n"
        f"#align(center, text(11pt, {_typst_string(document.subtitle or '')}))\n"
        f"#table(columns: ({columns}), stroke: 0.5pt, inset: 3pt,\n"
        + "".join(map(_typst_cell, document.grid.cells))
        + ")\n"
    )


def _typst_cell(cell: Cell) -> str:
    place = f"x: {cell.column}, y: {cell.row}, colspan: {cell.columns}, rowspan: {cell.rows}"
    align = "left" if cell.role is Role.VALUE and cell.align is Align.LEFT else "center"
    return f"table.cell({place}, align: {align} + horizon, text({_typst_string(cell.text)})),\n"


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def weasyprint() -> Render:
    """WeasyPrint, its fonts kept from table to table."""
    hint = "没有 weasyprint 或它要的 Pango：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    package = _package("weasyprint", hint)
    fonts = _package("weasyprint.text.fonts", hint).FontConfiguration()
    css = (
        f"@font-face{{font-family:Song;src:url({serif_path().as_uri()})}}@page{{size:A4;margin:20mm 19mm}}"
        "body{font:9pt Song}h1{font-size:18pt;text-align:center}table{width:100%;border-collapse:collapse}"
        "td{border:.5pt solid;padding:2pt 3pt}"
    )
    style = package.CSS(string=css, font_config=fonts)

    def render(document: Document) -> bytes:
        return bytes(package.HTML(string=_html(document)).write_pdf(stylesheets=[style], font_config=fonts))

    return render


def _html(document: Document) -> str:
    rows = [""] * document.grid.row_count
    for cell in document.grid.cells:
        spans = f'rowspan="{cell.rows}" colspan="{cell.columns}"'
        rows[cell.row] += f'<td {spans} style="text-align:{cell.align}">{escape(cell.text)}</td>'
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<h1>{escape(document.title)}</h1><p>{escape(document.subtitle or '')}</p><table>{body}</table>"


def libreoffice_together(documents: list[Document]) -> None:
    """Turn xlsx files into PDF by one call of LibreOffice; writing the xlsx files counts too."""
    program = shutil.which("soffice")
    if program is None:
        raise PeerMissingError("没有 LibreOffice：apt-get install libreoffice-calc-nogui")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for number, document in enumerate(documents):
            path = folder / f"{number}.xlsx"
            path.write_bytes(render_xlsx([document]))
            paths.append(str(path))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *paths]
        subprocess.run(command, check=True, capture_output=True)
        if len(list(folder.glob("*.pdf"))) != len(documents):
            raise PeerMissingError("LibreOffice 没有写出全部文件")
