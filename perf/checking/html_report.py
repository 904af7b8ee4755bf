"""The report as one web page that needs nothing else: no script, no address, its styles inside; made to be printed."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from perf.checking.files import CheckedFile
from perf.checking.report_page import report_page
from perf.paths import shipped
from perf.rendering.html_style import STYLE

_STYLES = Path(__file__).parents[1] / "static"
_OWN_STYLES = ("remarks.css", "findings.css", "report-alone.css")


def render_html_report(checked: Sequence[CheckedFile]) -> bytes:
    """Give a complete UTF-8 page about the checked files, one below the other. Refuses, with ``ValueError``, none."""
    if not checked:
        raise ValueError("there is no checked file to report")
    pages = [report_page(file, f"file-{number}-") for number, file in enumerate(checked, 1)]
    title = pages[0].title if len(pages) == 1 else f"核对结果：{len(pages)} 份文件"
    template = _environment().get_template("checking/report.html")
    return template.render(pages=pages, title=title, style=_style()).encode()


def _environment() -> Environment:
    """Give the templates as the web application knows them; everything that is printed is escaped."""
    return Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _style() -> Markup:
    """Give the styles: that of a table that stands alone, then those of the report."""
    own = ((_STYLES / name).read_text(encoding="utf-8") for name in _OWN_STYLES)
    # These are the project's own files.
    return Markup("\n".join((STYLE, *own)))  # noqa: S704
