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
from perf.rendering.marks import Remark, cell_anchor, cell_marks
from perf.table_schemas import schema_by_id

_QUOTE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class QuestionOnPage:
    """One question; ``mark`` is the anchor of the cell it is about, ``None`` when that cannot be told."""

    anchor: str
    message: str
    place: str | None
    read: str
    taken: str
    mark: str | None


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
        _question(question, _question_anchor(anchor, position), cell_anchor(anchor, corners.get(position)))
        for position, question in enumerate(recognition.questions)
    )
    remarks = [(corner, _remark(anchor, position)) for position, corner in corners.items()]
    return PreviewedTable(
        anchor=anchor,
        heading=f"{number}. {target.title}",
        summary=_summary(target),
        questions_title=f"请核对 {len(questions)} 处" if questions else "没有需要核对的地方",
        questions=questions,
        form=form_on_page(document, cell_marks(anchor, remarks)),
    )


def _question_anchor(table: str, position: int) -> str:
    return f"{table}-question-{position + 1}"


def _remark(table: str, position: int) -> Remark:
    """Give the remark that a cell carries for a question."""
    number = position + 1
    return Remark(str(number), f"第 {number} 处核对", _question_anchor(table, position), "question")


def _question(question: Question, anchor: str, mark: str | None) -> QuestionOnPage:
    place = question.source.describe() if question.source else None
    return QuestionOnPage(anchor, question.message, place, _quoted(question.read), _taken(question), mark)


def _taken(question: Question) -> str:
    """Say what a text was taken for."""
    if question.taken is None:
        return "（没有读入）"
    return "（照原文保留）" if question.taken == question.read else _quoted(question.taken)


def _quoted(text: str) -> str:
    """Quote a text beside the table, which holds all of it: its beginning is enough to find it."""
    return text if len(text) <= _QUOTE_LIMIT else f"{text[:_QUOTE_LIMIT]}……（共 {len(text)} 字）"


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
