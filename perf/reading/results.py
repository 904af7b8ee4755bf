"""What reading a file gives, and the one sentence that is said when it cannot be read."""

import unicodedata
from dataclasses import dataclass

from perf.domain.documents.blocks import FoundTable, Paragraph
from perf.plain_words import PlainWordsError

_NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Payload:
    """JSON found in a file: the file itself, or an attachment of one of our own PDFs.

    Attributes:
        data: the bytes as they stand; not parsed here.
        name: name of the file or of the attachment.
    """

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What one format's reader finds: tables and paragraphs in the order of the document, and any JSON."""

    tables: tuple[FoundTable, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    payloads: tuple[Payload, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read.

    Attributes:
        name: the file's name, without its folder.
        format: what its content is: text, html, json, docx, xlsx, xls or pdf.
        tables: every table in it, in the order of the document.
        paragraphs: every paragraph outside of them, in the order of the document.
        payloads: JSON found in it.
    """

    name: str
    format: str
    tables: tuple[FoundTable, ...]
    paragraphs: tuple[Paragraph, ...]
    payloads: tuple[Payload, ...]


class ContentError(Exception):
    """Why a content cannot be read, in Chinese, without the file's name; raised by the readers of this package."""


class UnreadableFile(PlainWordsError):
    """A file that cannot be read. ``str()`` gives one Chinese sentence: which file, why, what to do."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = printable_name(name)
        self.reason = reason
        super().__init__(f"文件“{self.name}”读不了：{reason}。")


def printable_name(name: str) -> str:
    """Give a file's name fit for a sentence: no control or format characters, not endless."""
    kept = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    return kept if len(kept) <= _NAME_LIMIT else f"{kept[:_NAME_LIMIT]}…"
