"""A draft's findings, each with the cells of the draft that it names."""

from dataclasses import dataclass

from perf.checking.files import checker
from perf.domain.checks.finding import Finding
from perf.domain.checks.runner import in_order
from perf.domain.drafts.reading import DraftReading, read_draft
from perf.domain.drafts.rows import Draft
from perf.domain.table_schema import TableSchema
from perf.domain.target_sheet import TargetSheet


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft that was checked.

    Attributes:
        reading: the target that it states, and which cell each part of that is.
        findings: what cannot be stated as typed, and what the rules say of what is stated; the heaviest first.
    """

    reading: DraftReading
    findings: tuple[Finding, ...]

    def cells_of(self, finding: Finding) -> tuple[str, ...]:
        """Give the names of the cells that a finding is about; none where it is about the table as a whole."""
        found = (self.reading.cells.get(place.part) for place in finding.places if place.part is not None)
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))


def check_draft(draft: Draft, schema: TableSchema) -> CheckedDraft:
    """Read and check a draft as it stands; never refuses."""
    reading = read_draft(draft, schema)
    stated = checker().check_target(TargetSheet(reading.target, schema))
    return CheckedDraft(reading, in_order((*reading.findings, *stated)))
