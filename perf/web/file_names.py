"""What a table is called on the disk of whoever downloads it."""

import re
import unicodedata
from typing import Literal, Protocol
from urllib.parse import quote

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_BYTES_LIMIT = 180
"""File systems take 255 bytes; browsers add a number and an unfinished ending of their own."""


class NamedTable(Protocol):
    """What a file of a table is named after; summaries of targets and of drafts are such."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def department_name(self) -> str:
        """Whose it is."""

    @property
    def fiscal_year(self) -> int:
        """The budget year."""

    @property
    def project_name(self) -> str | None:
        """What it is about, if not the department."""

    @property
    def title(self) -> str:
        """The printed title."""


def content_disposition(
    table: NamedTable, ending: str, *, kind: Literal["attachment", "inline"] = "attachment", note: str | None = None
) -> str:
    """Give ``Content-Disposition`` (RFC 6266): the Chinese name, and a plain one for programs that know no other."""
    name = quote(download_name(table, ending, note=note), safe="")
    return f"{kind}; filename=target-{table.id}.{ending}; filename*=UTF-8''{name}"


def download_name(table: NamedTable, ending: str, *, note: str | None = None) -> str:
    """Name a file: department, year, project, title and a note. Nothing that a system refuses, never too long."""
    parts = [table.department_name, f"{table.fiscal_year}年度", table.project_name, table.title]
    name = _clean("-".join(part for part in parts if part))
    end = f"-{note}" if note else ""
    return f"{_shortened(name, _BYTES_LIMIT - len(end.encode()))}{end}.{ending}"


def _clean(text: str) -> str:
    """Replace what Windows refuses in names, and drop control and format characters (a hidden text direction)."""
    kept = "".join(character for character in text if unicodedata.category(character)[0] != "C")
    return _NOT_IN_NAMES.sub("_", " ".join(kept.split())).strip(". ")


def _shortened(name: str, limit: int) -> str:
    """Cut a name to so many bytes without cutting a character."""
    return name.encode()[:limit].decode(errors="ignore").strip(". ")
