"""A file in, its findings and the statements of its text with their verdicts out."""

from dataclasses import dataclass, replace
from pathlib import Path

from perf.conversion.files_to_targets import numbered_recognitions
from perf.conversion.targets_to_files import document_of, schema_of
from perf.domain.checks.all_rules import DOCUMENT_RULES, PAIR_RULES, TARGET_RULES
from perf.domain.checks.finding import Finding
from perf.domain.checks.runner import Checker, Settings
from perf.domain.documents.blocks import FoundTable
from perf.domain.documents.budget_reading import read_budget_tables
from perf.domain.documents.published import PublishedDocument
from perf.domain.documents.recognise import Recognition
from perf.domain.narrative.document_claims import claims_in
from perf.domain.placing import without_places
from perf.domain.sources import Source
from perf.domain.target_sheet import TargetSheet
from perf.reading import Reader, ReadFile, UnreadableFile, read_safely
from perf.reading.results import printable_name
from perf.table_schemas import budget_wordings, check_settings, narrative_wordings


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked.

    Attributes:
        name: the file's name, fit to be printed.
        format: what its content is.
        document: what it holds, the statements of its text with their verdicts among it.
        findings: what is to be mended or looked at; text first, then table by table.
        left_out: findings that were not asked for: no report lists them, none may say that there are none.
    """

    name: str
    format: str
    document: PublishedDocument
    findings: tuple[Finding, ...]
    left_out: tuple[Finding, ...] = ()


def check_file(
    path: Path, *, name: str | None = None, reader: Reader | None = None, limits: Settings | None = None
) -> CheckedFile:
    """Read a file in a child process with limits, and check it.

    ``name`` is what people call the file when it is not the path's own name; ``reader`` saves starting a child for
    each of many files; ``limits`` come before the settings of rules and forms. Refuses, with
    :class:`perf.reading.UnreadableFile`, a file that cannot be read or holds nothing that can be checked.
    """
    file = reader.read(path, name=name) if reader else read_safely(path, name=name)
    document = document_in(file)
    if not (document.recognitions or document.budget.tables or document.claims):
        raise UnreadableFile(file.name, "里面没有找到绩效目标表、预算公开表，也没有能核对的说明，请确认选对了文件")
    return CheckedFile(printable_name(file.name), file.format, document, checker(limits).check_document(document))


def checker(limits: Settings | None = None) -> Checker:
    """Give the checker with every rule and the settings that ship with the system."""
    return Checker(TARGET_RULES, DOCUMENT_RULES, check_settings(), limits or {}, PAIR_RULES)


def document_in(file: ReadFile) -> PublishedDocument:
    """Say what a read file holds."""
    recognitions = numbered_recognitions(file)
    if file.format == "json":
        recognitions = {number: _without_places(table) for number, table in recognitions.items()}
    tables = file.tables or tuple(map(_composed, recognitions.values()))
    sheets = tuple(
        TargetSheet(table.target, schema_of(table.target), number, tables[number].grid)
        for number, table in recognitions.items()
        if table.target
    )
    budget = read_budget_tables(file.tables, file.paragraphs, budget_wordings(), recognitions)
    claims = claims_in(file.paragraphs, sheets, budget, narrative_wordings())
    return PublishedDocument(tables, file.paragraphs, recognitions, sheets, budget, claims)


def _without_places(recognition: Recognition) -> Recognition:
    """Take away the places that a target brings along as data: they are of the file it was once read from."""
    assert recognition.target is not None
    return replace(recognition, target=without_places(recognition.target), source=Source())


def _composed(recognition: Recognition) -> FoundTable:
    """Lay out a table that came as data, so that it stands on a page like those that were found."""
    assert recognition.target is not None
    document = document_of(recognition.target)
    return FoundTable(document.grid, (document.title,), document.notes)
