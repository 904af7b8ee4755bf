"""A target in, a file out."""

from dataclasses import dataclass

from perf.conversion.json_format import dump_target
from perf.domain.documents.blocks import Document
from perf.domain.documents.compose import compose
from perf.domain.documents.plain_schema import plain_schema
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.table_schemas import schema_by_id, usual_wordings


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that targets are written in.

    Attributes:
        name: what people type and click.
        label: what it is called on a page.
        ending: ending of its files.
        media_type: its media type.
    """

    name: str
    label: str
    ending: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS = {
    file_format.name: file_format
    for file_format in (
        FileFormat("pdf", "PDF", "pdf", "application/pdf"),
        FileFormat("xlsx", "Excel", "xlsx", f"{_OFFICE}spreadsheetml.sheet"),
        FileFormat("docx", "Word", "docx", f"{_OFFICE}wordprocessingml.document"),
        FileFormat("html", "网页", "html", "text/html"),
        FileFormat("json", "JSON", "json", "application/json"),
        FileFormat("text", "文本", "txt", "text/plain"),
    )
}
"""Every format by name."""


def document_of(target: PerformanceTarget) -> Document:
    """Lay a target out in its own form, or in one made to measure when it fits none."""
    return compose(target, schema_of(target))


def schema_of(target: PerformanceTarget) -> TableSchema:
    """Give a target's form, or one made to measure when it fits none."""
    schema = schema_by_id(target.schema) if target.schema else None
    return schema or plain_schema(target, usual_wordings())


def render_target(target: PerformanceTarget, file_format: str) -> bytes:
    """Write one target in a format of :data:`FORMATS`. The PDF carries the target's JSON as an attachment."""
    if file_format == "json":
        return dump_target(target)
    documents = [document_of(target)]
    # Each writer is heavy to import, and only one of them is needed.
    match file_format:
        case "pdf":
            from perf.rendering.pdf import Attachment, render_pdf

            return render_pdf(documents, attachments=[Attachment("target.json", dump_target(target), "本表的数据")])
        case "xlsx":
            from perf.rendering.xlsx import render_xlsx

            return render_xlsx(documents)
        case "docx":
            from perf.rendering.docx import render_docx

            return render_docx(documents)
        case "html":
            from perf.rendering.html import render_html

            return render_html(documents)
        case "text":
            from perf.rendering.text import render_text

            return render_text(documents)
        case unknown:
            raise ValueError(f"unknown format {unknown}")
