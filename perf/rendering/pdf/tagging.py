"""Tell screen readers what is what: titles, the table with its rows and header cells, notes.

Lines, page numbers and texts that a next page repeats are artifacts, so that the table is read once and whole
although it stands on several pages.
"""

from collections import defaultdict

from perf.domain.documents.blocks import Cell, Role
from perf.rendering.pdf.file import IndirectObject, PdfFile
from perf.rendering.pdf.page import Arrangement, Box, Paragraph, Part

_TAGS = {Part.TITLE: "H1", Part.SUBTITLE: "P", Part.NOTE: "P", Part.SIGNATURE: "P"}
_ARTIFACT = "/Artifact BMC"


class TagTree:
    """The structure of a file. Per document: heading, paragraphs, one table."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root = file.add()
        self._document = file.add()
        self._sections: list[str] = []
        self._page_elements: list[list[str]] = []

    def add_document(self, arrangement: Arrangement) -> "DocumentTags":
        """Start the section of a document."""
        tags = DocumentTags(self._file, arrangement, self._document.reference, self._page_elements)
        self._sections.append(tags.section.reference)
        return tags

    def write(self) -> str:
        """Write the root and give the reference to it."""
        parents = "".join(f" {page}[{' '.join(elements)}]" for page, elements in enumerate(self._page_elements))
        tree = self._file.add(f"<</Nums[{parents}]>>")
        self._document.content = _element("Document", self._root.reference, "", f"[{' '.join(self._sections)}]")
        self._root.content = (
            f"<</Type/StructTreeRoot/K[{self._document.reference}]/ParentTree {tree.reference}"
            f"/ParentTreeNextKey {len(self._page_elements)}>>"
        ).encode("ascii")
        return self._root.reference


class DocumentTags:
    """The structure of one document, gathered while its pages are drawn."""

    def __init__(self, file: PdfFile, arrangement: Arrangement, parent: str, page_elements: list[list[str]]) -> None:
        self.section = file.add()
        self._file = file
        self._cells = arrangement.cells
        self._parent = parent
        self._page_elements = page_elements
        self._page = ""
        self._elements: dict[tuple[str, int], IndirectObject] = {}
        self._content: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        self._parts: dict[int, Part] = {}

    def start_page(self, page: str) -> int:
        """Say which page the next parts stand on; gives the page's number in the structure."""
        self._page = page
        self._page_elements.append([])
        return len(self._page_elements) - 1

    def mark(self, part: Paragraph | Box) -> str:
        """Give the operator that opens a part's marked content, and remember whose content it is."""
        if isinstance(part, Box):
            if part.repeated:
                return _ARTIFACT
            key = "cell", part.cell
            tag = _cell_tag(self._cells[part.cell])
        else:
            key = "paragraph", part.number
            self._parts[part.number] = part.part
            tag = _TAGS[part.part]
        elements = self._page_elements[-1]
        number = len(elements)
        elements.append(self._element(key).reference)
        self._content[key].append((self._page, number))
        return f"/{tag}<</MCID {number}>>BDC"

    def _element(self, key: tuple[str, int]) -> IndirectObject:
        element = self._elements.get(key)
        if element is None:
            element = self._elements[key] = self._file.add()
        return element

    def finish(self) -> None:
        """Write the section once all pages are drawn."""
        section = self.section.reference
        before: list[str] = []
        after: list[str] = []
        for number, part in sorted(self._parts.items()):
            element = self._elements["paragraph", number]
            element.content = _element(_TAGS[part], section, "", self._kids("paragraph", number))
            (before if part in {Part.TITLE, Part.SUBTITLE} else after).append(element.reference)
        table = [self._write_table()] if self._cells else []
        self.section.content = _element("Sect", self._parent, "", f"[{' '.join((*before, *table, *after))}]")

    def _write_table(self) -> str:
        table = self._file.add()
        rows: dict[int, list[int]] = defaultdict(list)
        for number, cell in enumerate(self._cells):
            rows[cell.row].append(number)
        references = []
        for _row, numbers in sorted(rows.items()):
            row = self._file.add()
            references.append(row.reference)
            numbers.sort(key=lambda number: self._cells[number].column)
            for number in numbers:
                cell = self._cells[number]
                self._element(("cell", number)).content = _element(
                    _cell_tag(cell), row.reference, _attributes(cell), self._kids("cell", number)
                )
            kids = " ".join(self._elements["cell", number].reference for number in numbers)
            row.content = _element("TR", table.reference, "", f"[{kids}]")
        table.content = _element("Table", self.section.reference, "", f"[{' '.join(references)}]")
        return table.reference

    def _kids(self, kind: str, number: int) -> str:
        content = self._content.get((kind, number), ())
        if not content:
            return ""
        page = content[0][0]
        kids = "".join(f" {mcid}" if on == page else f"<</Type/MCR/Pg {on}/MCID {mcid}>>" for on, mcid in content)
        return f"[{kids}]/Pg {page}"


def _cell_tag(cell: Cell) -> str:
    return "TD" if cell.role is Role.VALUE or not cell.text else "TH"


def _attributes(cell: Cell) -> str:
    parts = []
    if cell.rows > 1:
        parts.append(f"/RowSpan {cell.rows}")
    if cell.columns > 1:
        parts.append(f"/ColSpan {cell.columns}")
    if _cell_tag(cell) == "TH":
        parts.append("/Scope/Column" if cell.role is Role.HEADING else "/Scope/Row")
    return f"/A<</O/Table{''.join(parts)}>>" if parts else ""


def _element(tag: str, parent: str, attributes: str, kids: str) -> bytes:
    content = f"/K{kids}" if kids else ""
    return f"<</S/{tag}/P {parent}{attributes}{content}>>".encode("ascii")
