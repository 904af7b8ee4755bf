"""From a grid that a reader found to the target it states: ``compose`` turned round.

Which form it is, is decided by the form's own labels and headings. A table of targets that fits no form is read by
the field's usual headings and has no schema. What was put right, or not taken, comes back as questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from perf.domain.documents.blocks import FoundTable
from perf.domain.documents.form_choice import best_schema
from perf.domain.documents.questions import Question
from perf.domain.documents.read_by_form import read_by_form
from perf.domain.documents.read_by_usual_headings import read_by_usual_headings
from perf.domain.documents.sheet import Sheet, sheet_of
from perf.domain.documents.vocabulary import Vocabulary
from perf.domain.sources import Source
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Stage


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a found table turned out to be.

    Attributes:
        stage: the step of the year it belongs to.
        title: its printed title, ``None`` when there is none.
        target: what it states, ``None`` when it was not read.
        questions: what a person must look at.
        reason: why it was not read, in Chinese; ``None`` when it was.
        source: where it starts.
    """

    stage: Stage
    title: str | None
    target: PerformanceTarget | None
    questions: tuple[Question, ...]
    reason: str | None
    source: Source


def recognise(found: FoundTable, schemas: Sequence[TableSchema], vocabulary: Vocabulary) -> Recognition | None:
    """Say what a found table is and what it states; ``None`` when it is no table of performance indicators."""
    sheet = sheet_of(found)
    keys = sheet.keys
    if not keys & (vocabulary.columns.keys() | vocabulary.dimensions):
        return None
    stage = _stage(sheet, keys, vocabulary)
    if stage is not Stage.TARGET:
        reason = f"这是{stage.label}，不是绩效目标表，本次没有读取"
        return Recognition(stage, sheet.title, None, (), reason, sheet.source)
    schema = best_schema(sheet, schemas, vocabulary)
    if schema is not None:
        target, questions = read_by_form(sheet, schema, vocabulary)
    else:
        read = read_by_usual_headings(sheet.lines, vocabulary, sheet.title, sheet.fiscal_year, sheet.source)
        if read is None:
            return _unread(sheet, keys, vocabulary)
        target, questions = read
    return Recognition(stage, target.title, target, questions, None, sheet.source)


def _unread(sheet: Sheet, keys: set[str], vocabulary: Vocabulary) -> Recognition | None:
    """Say why a table that speaks of indicators could not be read; ``None`` when it merely uses one of the words."""
    if sheet.title is None and len(keys & vocabulary.dimensions) < 2:
        return None
    reason = "没有找到指标表头（应有“三级指标”“指标值”等列名），不能确定各列的含义，没有读取"
    return Recognition(Stage.TARGET, sheet.title, None, (), reason, sheet.source)


def _stage(sheet: Sheet, keys: set[str], vocabulary: Vocabulary) -> Stage:
    """Tell the step of the year by the title, else by wording that only one step's tables carry."""
    if sheet.title is not None:
        for word, stage in (("自评", Stage.SELF_EVALUATION), ("监控", Stage.MONITORING), ("目标", Stage.TARGET)):
            if word in sheet.title:
                return stage
    stages = {vocabulary.stages[key] for key in keys & vocabulary.stages.keys()}
    return next((stage for stage in (Stage.MONITORING, Stage.SELF_EVALUATION) if stage in stages), Stage.TARGET)
