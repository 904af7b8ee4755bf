"""docx and xlsx as the zip archives of XML parts that they are: checked before anything is unpacked."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from perf.reading.limits import ARCHIVE_ENTRIES, ARCHIVE_RATIO, SMALL_BYTES, UNPACKED_BYTES
from perf.reading.results import ContentError
from perf.reading.tags import tags

DAMAGED = "文件已损坏或不完整，请重新保存或重新下载后再试"
_UNZIPPING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError)
_MEGABYTE = 1024 * 1024
_ENCRYPTED_FLAG = 1


class Package:
    """A checked archive. Parts are read one at a time and never written to disk."""

    def __init__(self, data: bytes) -> None:
        """Open the archive; refuses a damaged or encrypted one, and one that unpacks to too much."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _UNZIPPING_ERRORS as error:
            raise ContentError(DAMAGED) from error
        entries = self._archive.infolist()
        _require_modest_size(entries, len(data))
        _require_plain_names(entries)
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """Give a part; refuses a missing or damaged one, and XML with a document type or entities."""
        try:
            part = self._archive.read(name)
        except KeyError as error:
            raise ContentError(DAMAGED) from error
        except _UNZIPPING_ERRORS as error:
            raise ContentError(DAMAGED) from error
        if name.endswith((".xml", ".rels")):
            _require_harmless_xml(part)
        return part

    def links(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Give the links of a part (``""`` for the whole package): id to last word of the type, and target part.

        Links to the world outside are left out; nothing follows them.
        """
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self.names:
            return {}
        return {
            link.get("Id", ""): (link.get("Type", "").rpartition("/")[2], _resolved(folder, link.get("Target", "")))
            for link in tags(self.read(listing), "Relationship")
            if link.get("TargetMode") != "External"
        }

    def main_part(self) -> str:
        """Give the name of the part that holds the document or workbook, or ``""`` when there is none."""
        for kind, target in self.links("").values():
            if kind == "officeDocument" and target in self.names:
                return target
        return ""


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _require_modest_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ARCHIVE_ENTRIES:
        raise ContentError(f"里面有{len(entries)}个部件，超过上限{ARCHIVE_ENTRIES}个，不像正常的文档，请重新另存后再试")
    if unpacked > UNPACKED_BYTES or (unpacked > SMALL_BYTES and unpacked > packed * ARCHIVE_RATIO):
        size = max(1, unpacked // _MEGABYTE)
        raise ContentError(f"解压后有{size}MB，不像正常的文档（疑似压缩炸弹），请删去多余的内容重新另存后再试")


def _require_plain_names(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise ContentError("文件已加密，请取消密码另存后再试")
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise ContentError("里面有指向文件之外的路径，不像正常的文档，请重新另存后再试")


def _require_harmless_xml(part: bytes) -> None:
    """Refuse document types and entities, and encodings that would hide them."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ContentError("里面的XML带有DOCTYPE或实体声明，不安全，请用 WPS 或 Office 重新另存后再试")
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in part[:64]:
        raise ContentError(DAMAGED)
