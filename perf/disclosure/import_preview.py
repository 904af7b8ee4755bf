"""The import page: a file is shown beside its questions, so that one sees whether it is read rightly."""

from pathlib import Path

from flask import render_template

from perf.conversion import read_targets
from perf.disclosure.preview_page import preview_page
from perf.web.file_form import FilePages, file_pages


def _preview(path: Path, name: str) -> str:
    """Show what a file holds."""
    return render_template("disclosure/preview.html", page=preview_page(read_targets(path, name=name)))


blueprint = file_pages(FilePages("import_preview", "/import", "disclosure/import.html", "含绩效目标表的部分", _preview))
