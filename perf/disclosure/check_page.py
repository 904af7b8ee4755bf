"""The check page: a file is checked, and its tables are shown with their findings beside them."""

from pathlib import Path

from flask import render_template

from perf.checking import check_file
from perf.checking.report_page import report_page
from perf.web.file_form import FilePages, file_pages


def _checked(path: Path, name: str) -> str:
    """Show what came of checking a file."""
    return render_template("disclosure/checked.html", page=report_page(check_file(path, name=name)))


blueprint = file_pages(
    FilePages("check", "/check", "disclosure/check.html", "绩效目标表、预算公开表和说明的部分", _checked)
)
