"""Head, structure, points and money of the targets in real documents: what is found, where, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from perf.checking import check_file
from perf.conversion.targets_to_files import render_target
from perf.domain.checks.finding import Finding
from perf.domain.checks.head import HEAD_RULES
from perf.domain.checks.money import BUDGET_MATCH_RULES, MONEY_RULES
from perf.domain.checks.points import POINTS_RULES
from perf.domain.checks.structure import STRUCTURE_RULES

OWN_RULES = {
    rule.id for rule in (*HEAD_RULES, *STRUCTURE_RULES, *POINTS_RULES, *MONEY_RULES, *BUDGET_MATCH_RULES)
}  # fmt: skip

LINXIA = {
    ("department-targets-match-the-budget", "error", (523, 522, 522)),
    ("required-fields-are-filled", "error", (540,)),
    ("levels-are-named-as-usual", "warning", (548,)),
    ("levels-are-named-as-usual", "warning", (550,)),
    ("indicators-stand-in-their-class", "warning", (549,)),
    ("indicators-are-not-repeated", "warning", (547, 551)),
}
DINGXI = {
    ("levels-are-named-as-usual", "warning", (585,)),
    ("cost-indicators-are-costs", "warning", (577,)),
    ("execution-rate-is-not-scored-twice", "warning", (553,)),
}
EZHOU = {("cost-indicators-are-costs", "warning", (16,))}


def _own(path: Path) -> Iterator[Finding]:
    """Give what the rules of this room find in a file."""
    return (finding for finding in check_file(path).findings if finding.rule in OWN_RULES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("seeds/linxia-2024.txt", LINXIA), ("seeds/dingxi-2026.txt", DINGXI),
     ("samples/11_hubei_ezhou_bangong_2022_target.txt", EZHOU)],
    ids=["linxia", "dingxi", "ezhou"],
)  # fmt: skip
def test_real_targets_have_these_findings_and_no_others(
    real_documents: Path, name: str, expected: set[tuple[str, str, tuple[int, ...]]]
) -> None:
    findings = list(_own(real_documents / name))

    found = [
        (each.rule, each.severity.value, tuple(place.source.line for place in each.places if place.source))
        for each in findings
    ]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_blank_project_row_is_named_with_what_it_should_hold(real_documents: Path) -> None:
    finding = next(_own(real_documents / "seeds/linxia-2024.txt"))

    assert [(place.row, place.read) for place in finding.places] == [
        ("支出预算合计", "162.08"), ("项目支出", ""), ("收入预算合计", "162.08"),
    ]  # fmt: skip
    assert all(word in finding.message for word in ("162.08", "170.08", "差 8 万元", "空着的“项目支出”"))
    assert "项目支出 8 万元" in finding.expected


@pytest.mark.parametrize("file_format", ["xlsx", "docx", "pdf"])
def test_a_real_target_has_the_same_findings_in_every_format(
    real_documents: Path, tmp_path: Path, file_format: str
) -> None:
    published = check_file(real_documents / "seeds/linxia-2024.txt")
    project = published.document.sheets[1]
    path = tmp_path / f"project.{file_format}"
    path.write_bytes(render_target(project.target, file_format))

    assert {finding.rule for finding in _own(path)} == {
        finding.rule
        for finding in published.findings
        if finding.rule in OWN_RULES and finding.places[0].table_number == project.table_number
    }
