"""From documents to the finished PDF."""

from collections.abc import Iterable, Sequence

from perf.domain.documents.blocks import Document
from perf.rendering.line_breaking import HARD_BREAK
from perf.rendering.pdf.archival import PRODUCER, Attachment, catalog_entries
from perf.rendering.pdf.drawing import PageDrawing
from perf.rendering.pdf.embedding import FontUse
from perf.rendering.pdf.file import PdfFile
from perf.rendering.pdf.fitting import printable
from perf.rendering.pdf.fonts import hei, song
from perf.rendering.pdf.layout import arrange
from perf.rendering.pdf.page import Arrangement
from perf.rendering.pdf.tagging import DocumentTags, TagTree


def render_pdf(
    documents: Iterable[Document], *, attachments: Sequence[Attachment] = (), published: bool = True
) -> bytes:
    """Write the official A4 pages of documents as one PDF. The same input gives the same bytes.

    Args:
        documents: at least one, asked for one after the other; each starts on a new page and counts its own pages.
        attachments: data to embed, such as the target as JSON. Only in a published file.
        published: whether the file is an archival one (PDF/A-3b), tagged for screen readers. Otherwise it is a plain
            PDF with the same pages, smaller and made faster.

    Raises:
        ValueError: there is no document, a grid's cells overlap or reach beyond it, or attachments do not fit.
        FontError: a font named in the settings cannot be used.
    """
    if attachments and not published:
        raise ValueError("只有正式文件才能带附件。")
    writer = _Writer(PdfFile(), tagged=published)
    titles: dict[str, None] = {}
    for document in documents:
        titles[printable(document.title).replace(HARD_BREAK, " ")] = None
        writer.add(arrange(document))
    if not titles:
        raise ValueError("没有可以输出的表。")
    return writer.finish("、".join(titles), attachments)


class _Writer:
    """Writes placed documents into a file."""

    def __init__(self, file: PdfFile, *, tagged: bool) -> None:
        self._file = file
        self._fonts = FontUse()
        self._drawing = PageDrawing(self._fonts, song(), hei())
        self._tags = TagTree(file) if tagged else None
        self._page_tree = file.add()
        self._resources = file.add()
        self._pages: list[str] = []

    def add(self, arrangement: Arrangement) -> None:
        """Draw a document's pages."""
        tags = self._tags.add_document(arrangement) if self._tags else None
        for page in arrangement.pages:
            reference = self._file.add()
            entries = self._start_page(tags, reference.reference)
            content = self._drawing.draw(page, tags.mark if tags else None)
            stream = self._file.add_stream(content)
            reference.content = (
                f"<</Type/Page/Parent {self._page_tree.reference}/Resources {self._resources.reference}"
                f"/MediaBox[0 0 {arrangement.width} {arrangement.height}]/Contents {stream.reference}{entries}>>"
            ).encode("ascii")
            self._pages.append(reference.reference)
        if tags:
            tags.finish()

    def _start_page(self, tags: DocumentTags | None, reference: str) -> str:
        return f"/StructParents {tags.start_page(reference)}/Tabs/S" if tags else ""

    def finish(self, title: str, attachments: Sequence[Attachment]) -> bytes:
        """Write fonts, page tree and root, and give the file."""
        self._resources.content = f"<</Font<<{self._fonts.write(self._file)}>>>>".encode("ascii")
        kids = " ".join(self._pages)
        self._page_tree.content = f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>".encode("ascii")
        entries = f"/Pages {self._page_tree.reference}"
        if self._tags:
            entries += catalog_entries(self._file, title, self._tags.write(), attachments)
        return self._file.write(entries, title, PRODUCER)
