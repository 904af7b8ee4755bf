"""What the page of one version shows: the table as it was submitted, and what differs from another version."""

from dataclasses import dataclass

from perf.domain.table_schema import TableSchema
from perf.drafting.layout import Layout
from perf.drafting.queries import DraftSummary
from perf.rendering.form_on_page import FormOnPage
from perf.reviews.differences_on_page import DifferenceOnPage, differences_on_page, remarks_of
from perf.reviews.queries.versions import Version, VersionSummary
from perf.reviews.sheet_on_page import sheet_on_page


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The page.

    Attributes:
        version: what lists say of it.
        is_intact: whether what is kept is what was submitted.
        form: the table.
        other: the version that it is held against, if any.
        other_form: the other version's table.
        differences: what differs, before as in the other version.
        versions: all versions, to choose another one from.
    """

    summary: DraftSummary
    version: VersionSummary
    is_intact: bool
    form: FormOnPage
    other: VersionSummary | None
    other_form: FormOnPage | None
    differences: tuple[DifferenceOnPage, ...]
    versions: tuple[VersionSummary, ...]


def version_page(
    summary: DraftSummary,
    schema: TableSchema,
    versions: tuple[VersionSummary, ...],
    shown: Version,
    other: Version | None,
) -> VersionPage:
    """Describe a version, beside another one where there is one."""
    layout = Layout(shown.draft, schema)
    former = Layout(other.draft, schema) if other else None
    listed = differences_on_page(former, layout) if former else ()
    by_number = {each.number: each for each in versions}
    return VersionPage(
        summary,
        by_number[shown.number],
        shown.is_intact,
        sheet_on_page(layout, remarks_of(listed)),
        by_number[other.number] if other else None,
        sheet_on_page(former, {}, prefix="other-") if former else None,
        listed,
        versions,
    )
