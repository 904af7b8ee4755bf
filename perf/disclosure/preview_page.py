"""What the preview of a file shows: every table beside its questions, and the tables that were not read."""

from dataclasses import dataclass

from perf.conversion import FileReading
from perf.conversion.privacy import public_recognition
from perf.conversion.targets_to_files import document_of
from perf.conversion.unread_tables import UnreadTable, unread_tables
from perf.disclosure.pages import NO_FORM
from perf.domain.documents.questioned_cells import questioned_cells
from perf.domain.documents.questions import Question
from perf.domain.documents.recognise import Recognition
from perf.domain.targets import PerformanceTarget
from perf.rendering.form_on_page import FormOnPage, form_on_page
from perf.rendering.marks import cell_anchor, cell_marks
from perf.table_schemas import schema_by_id
from perf.web.questions import QuestionOnPage, quoted, taken_in_words


@dataclass(frozen=True, slots=True)
class PreviewedTable:
    """One table that was read."""

    anchor: str
    heading: str
    summary: str
    questions_title: str
    questions: tuple[QuestionOnPage, ...]
    form: FormOnPage


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The preview of a file."""

    title: str
    lead: str
    file_name: str
    tables: tuple[PreviewedTable, ...]
    unread: tuple[UnreadTable, ...]


def preview_page(reading: FileReading) -> PreviewPage:
    """Describe what a file holds, without personal data."""
    recognitions = [public_recognition(recognition) for recognition in reading.tables]
    read = [(recognition, recognition.target) for recognition in recognitions if recognition.target]
    tables = tuple(_table(number, *entry) for number, entry in enumerate(read, 1))
    unread = unread_tables(recognitions)
    asked = sum(len(table.questions) for table in tables)
    sentences = [f"找到 {len(tables)} 张绩效目标表" if tables else "没有可以读取的绩效目标表"]
    sentences += [f"有 {asked} 处请核对"] if asked else []
    sentences += [f"另有 {len(unread)} 张表没有读取"] if unread else []
    return PreviewPage(f"预览：{reading.name}", "，".join(sentences) + "。", reading.name, tables, unread)


def _table(number: int, recognition: Recognition, target: PerformanceTarget) -> PreviewedTable:
    anchor = f"table-{number}"
    document = document_of(target)
    corners = questioned_cells(document.grid, target, recognition.questions)
    questions = tuple(
        _question(
            position + 1, question, f"{anchor}-question-{position + 1}", cell_anchor(anchor, corners.get(position))
        )
        for position, question in enumerate(recognition.questions)
    )
    remarks = [(corner, questions[position].remark) for position, corner in corners.items()]
    return PreviewedTable(
        anchor=anchor,
        heading=f"{number}. {target.title}",
        summary=_summary(target),
        questions_title=f"请核对 {len(questions)} 处" if questions else "没有需要核对的地方",
        questions=questions,
        form=form_on_page(document, cell_marks(anchor, remarks)),
    )


def _question(number: int, question: Question, anchor: str, mark: str | None) -> QuestionOnPage:
    place = question.source.describe() if question.source else None
    taken = taken_in_words(question.read, question.taken)
    return QuestionOnPage(number, anchor, question.message, place, quoted(question.read), taken, mark)


def _summary(target: PerformanceTarget) -> str:
    schema = schema_by_id(target.schema) if target.schema else None
    parts = [
        target.kind.label,
        f"{target.fiscal_year}年度" if target.fiscal_year else "没有写明年度",
        f"三级指标 {len(target.indicators)} 个",
        f"表样：{schema.name if schema else NO_FORM}",
        f"原文位置：{target.source.describe()}" if target.source else "",
    ]
    return " · ".join(part for part in parts if part)
