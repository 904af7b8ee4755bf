"""Findings and checked statements as JSON; ``findings.schema.json`` says what it may hold."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from perf.checking.files import CheckedFile
from perf.conversion.json_format import dump
from perf.domain.checks.finding import Finding
from perf.domain.interchange import Json
from perf.domain.narrative.claims import Claim
from perf.domain.personal_data import masked
from perf.domain.places import Place


def render_json_report(checked: Iterable[CheckedFile]) -> bytes:
    """Give the report of all files as one JSON document."""
    report: dict[str, list[Json]] = {"findings": [], "claims": [], "files": []}
    for each in checked:
        report["findings"] += (_finding_as_dict(finding, each.name) for finding in each.findings)
        report["claims"] += (_claim_as_dict(claim, each.name) for claim in each.document.claims)
        report["files"].append(_file_as_dict(each))
    return dump(report)


@cache
def report_schema() -> Json:
    """Give the JSON Schema of the report."""
    schema: Json = json.loads((files(__package__) / "findings.schema.json").read_text("utf-8"))
    return schema


def _finding_as_dict(finding: Finding, file_name: str) -> Json:
    """Give a finding; its first place is the cell to mend first."""
    first, *others = finding.places
    return {
        "file": file_name,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "table": first.table,
        "place": _place_as_dict(first),
        "message": finding.message,
        "read": first.read,
        "expected": finding.expected,
        "fix": finding.fix,
        "basis": finding.basis,
        "also": [{"table": place.table, "place": _place_as_dict(place), "read": place.read} for place in others],
    }


def _place_as_dict(place: Place) -> Json:
    file = {"file": place.file} if place.file else {}
    return file | {
        "text": place.describe(),
        "table_number": None if place.table_number is None else place.table_number + 1,
        "row": place.row,
        "column": place.column,
        "part": place.part,
        "source": place.source.as_dict() if place.source else None,
    }


def _claim_as_dict(claim: Claim, file_name: str) -> Json:
    return {
        "file": file_name,
        "kind": claim.kind.value,
        "sentence": masked(claim.sentence),
        "claimed": claim.claimed,
        "computed": claim.computed,
        "verdict": claim.verdict.value,
        "how": claim.how,
        "place": _place_as_dict(claim.place),
        "against": [
            {"table": place.table, "place": _place_as_dict(place), "read": place.read} for place in claim.against
        ],
    }


def _file_as_dict(checked: CheckedFile) -> Json:
    recognitions = checked.document.recognitions
    return {
        "name": checked.name,
        "format": checked.format,
        "tables": sorted(_tables(checked), key=lambda table: table["table_number"] or 0),
        "not_read": [
            {
                "table_number": number + 1,
                "title": recognition.title,
                "stage": recognition.stage.value,
                "reason": recognition.reason,
                "source": recognition.source.as_dict(),
            }
            for number, recognition in recognitions.items()
            if recognition.target is None
        ],
    }


def _tables(checked: CheckedFile) -> Iterator[dict[str, Any]]:
    """Give the tables that were checked."""
    for sheet in checked.document.sheets:
        yield _table(sheet.table_number, sheet.name, "target", sheet.target.kind.value)
    for table in checked.document.budget.tables:
        yield _table(table.table_number, table.title, "budget", table.kind.value)


def _table(number: int | None, title: str, holds: str, kind: str) -> dict[str, Any]:
    return {"table_number": None if number is None else number + 1, "title": title, "holds": holds, "kind": kind}
