"""What a downloaded table is called on the disk of whoever downloads it."""

import re
import unicodedata
from urllib.parse import quote

from perf.targets.queries import TargetSummary

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_BYTES_LIMIT = 180
"""File systems take 255 bytes; browsers add a number and an unfinished ending of their own."""


def attachment_header(summary: TargetSummary, ending: str) -> str:
    """Give ``Content-Disposition`` (RFC 6266): the Chinese name, and a plain one for programs that know no other."""
    name = quote(download_name(summary, ending), safe="")
    return f"attachment; filename=target-{summary.id}.{ending}; filename*=UTF-8''{name}"


def download_name(summary: TargetSummary, ending: str) -> str:
    """Name a download: department, year, project, title. No character that a system refuses, never too long."""
    parts = [summary.department_name, f"{summary.fiscal_year}年度", summary.project_name, summary.title]
    return f"{_shortened(_clean('-'.join(part for part in parts if part)))}.{ending}"


def _clean(text: str) -> str:
    """Replace what Windows refuses in names, and drop control and format characters (a hidden text direction)."""
    kept = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    return _NOT_IN_NAMES.sub("_", " ".join(kept.split())).strip(". ")


def _shortened(name: str) -> str:
    """Cut a name to the byte limit without cutting a character."""
    return name.encode()[:_BYTES_LIMIT].decode(errors="ignore").strip(". ")
