"""What the public pages show of a table beside what was approved: they must not differ (公开的与批复的一致)."""

from dataclasses import dataclass

from sqlmodel import Session

from perf.domain.targets import PerformanceTarget
from perf.drafting.queries import DraftSummary
from perf.reviews.queries.versions import VersionSummary, approved_in, version_by_number
from perf.targets.queries import TargetSummary, target_by_id, targets_of_year

_PARTS = {
    "title": "标题",
    "schema": "表样",
    "fields": "表头、表尾",
    "goals": "绩效目标",
    "funding": "资金",
    "lists": "清单",
    "indicators": "绩效指标",
}
"""The parts of a target that a public table could state otherwise than the approved one."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """An approved table, and what the public sees of it.

    Attributes:
        approved: the version in force.
        public: the table on the public pages, ``None`` when there is none.
        differing: parts in which the two differ, as people call them.
    """

    approved: VersionSummary
    public: TargetSummary | None
    differing: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether the approved table is still to be disclosed, or disclosed anew."""
        return self.public is None or bool(self.differing)


def disclosed(session: Session, summary: DraftSummary, versions: tuple[VersionSummary, ...]) -> Disclosed | None:
    """Hold what is public against what was approved; ``None`` where nothing was approved yet."""
    approved = approved_in(versions)
    version = version_by_number(session, summary.id, approved.number) if approved else None
    if approved is None or version is None:
        return None
    public = _public(session, summary)
    kept = target_by_id(session, public.id) if public else None
    return Disclosed(approved, public, _differing(version.target, kept.target) if kept else ())


def _public(session: Session, summary: DraftSummary) -> TargetSummary | None:
    """Find the public table of the same unit, project and year."""
    about = (summary.kind, summary.project_name)
    tables = targets_of_year(session, summary.department_code, summary.fiscal_year)
    return next((table for table in tables if (table.kind, table.project_name) == about), None)


def _differing(approved: PerformanceTarget, public: PerformanceTarget) -> tuple[str, ...]:
    """Name the parts that differ; places, which a file brings along, are no part of what is stated."""
    return tuple(name for part, name in _PARTS.items() if getattr(approved, part) != getattr(public, part))
