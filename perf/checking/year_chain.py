"""Files of one unit and of consecutive years that are checked together: the later ones against the earlier ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from perf.checking.files import CheckedFile
from perf.conversion.files_to_targets import unit_code_in
from perf.domain.checks.runner import Checker, in_order
from perf.domain.documents.published import PublishedDocument
from perf.domain.documents.year_pair import YearPair
from perf.domain.narrative.document_claims import document_year, in_text_order
from perf.domain.narrative.last_year_claims import LastYear, last_year_claims
from perf.domain.narrative.passages import passages_of
from perf.domain.narrative.reading import statements_in
from perf.domain.terms import BudgetTableKind
from perf.domain.unit_names import can_be_misspelt, misspellings
from perf.table_schemas import narrative_wordings

_NAME = r"(?P<name>[^，。、；：:《》“”\d\s]{4,40}?)"
_TITLE = re.compile(rf"{_NAME}(?:关于)?\s*20\d\d\s*年")
_NAME_LINE = re.compile(_NAME)
_YEAR_LINE = re.compile(r"\s*20\d\d\s*年")
_TITLE_LINES = 40
"""A document's title stands among so many of its first lines."""


@dataclass(frozen=True, slots=True)
class _Published:
    """A checked file with its unit and year."""

    position: int
    name: str
    document: PublishedDocument
    year: int
    unit: str | None
    code: str | None

    @property
    def misspellings(self) -> Sequence[str]:
        """What its unit may be called by a slip."""
        return sorted(misspellings(self.unit)) if self.unit and can_be_misspelt(self.unit) else ()


def with_year_chains(checked: Sequence[CheckedFile], checker: Checker) -> Iterator[CheckedFile]:
    """Give the files; what one says of the year before is held against that year's file, if that is among them."""
    found = [each for number, file in enumerate(checked) if (each := _published(number, file))]
    known = _Known(found)
    earlier = {each.position: known.before(each) for each in found}
    for number, file in enumerate(checked):
        before = earlier.get(number)
        if before is None:
            yield file
        else:
            pair = year_pair(file.document, before.document, before.year, before.name)
            yield _chained(file, pair, checker)


def year_pair(later: PublishedDocument, earlier: PublishedDocument, year: int, name: str) -> YearPair:
    """Hold what a document states of the year before against the document of that year, by its file's name."""
    last = LastYear(year, name, earlier.budget, earlier.sheets)
    claims = last_year_claims(statements_in(passages_of(later.paragraphs)), last, narrative_wordings())
    return YearPair(earlier, later, tuple(claims))


def _chained(file: CheckedFile, pair: YearPair, checker: Checker) -> CheckedFile:
    claims = in_text_order((*file.document.claims, *pair.claims), file.document.paragraphs)
    findings = in_order((*file.findings, *checker.check_pair(pair)))
    return replace(file, document=replace(file.document, claims=claims), findings=findings)


class _Known:
    """Files by unit and year: by code and name as printed, and by what the name may be misspelt as."""

    def __init__(self, files: Sequence[_Published]) -> None:
        self._printed: dict[tuple[str, int], _Published] = {}
        self._misspelt: dict[tuple[str, int], _Published] = {}
        for each in files:
            for key in filter(None, (each.code, each.unit)):
                self._printed.setdefault((key, each.year), each)
            for key in each.misspellings:
                self._misspelt.setdefault((key, each.year), each)

    def before(self, later: _Published) -> _Published | None:
        """Give the file of the same unit and the year before; two codes that differ are two units."""
        year = later.year - 1
        found = [self._printed.get((key, year)) for key in (later.code, later.unit, *later.misspellings) if key]
        found.append(self._misspelt.get((later.unit or "", year)))
        return next((each for each in found if each and not _differ(each.code, later.code)), None)


def _differ(code: str | None, other: str | None) -> bool:
    return bool(code and other and code != other)


def _published(number: int, file: CheckedFile) -> _Published | None:
    document = file.document
    year = document_year(document.paragraphs, document.sheets)
    code = unit_code_in(paragraph.text for paragraph in document.paragraphs)
    unit = _unit_of(document)
    return _Published(number, file.name, document, year, unit, code) if year and (unit or code) else None


def _unit_of(document: PublishedDocument) -> str | None:
    """Give the unit that a document is of: by its title, its department's targets, or the one unit of its tables."""
    lines = [paragraph.text.strip() for paragraph in document.paragraphs[:_TITLE_LINES]]
    for line, below in pairwise((*lines, "")):
        title = _TITLE.match(line) or (_YEAR_LINE.match(below) and _NAME_LINE.fullmatch(line))
        if title:
            return title["name"]
    departments = (sheet.target.field_text("department_name") for sheet in document.sheets)
    if department := next(filter(None, departments), None):
        return department
    table = document.budget.of(BudgetTableKind.FISCAL_EXPENDITURE)
    units = {row.name for row in table.rows if not row.is_total} if table else set[str]()
    return units.pop() if len(units) == 1 else None
