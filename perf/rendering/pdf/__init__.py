"""The official page: from a Document to an A4 PDF that prints, archives, reads aloud and carries its own data."""

from perf.rendering.pdf.archival import Attachment
from perf.rendering.pdf.publishing import render_pdf

__all__ = ["Attachment", "render_pdf"]
