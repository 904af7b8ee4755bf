"""Values and texts of the targets in real documents: what is found, where, and nothing else."""

from pathlib import Path

import pytest

from perf.checking import check_file
from perf.domain.checks.text import TEXT_DOCUMENT_RULES, TEXT_RULES
from perf.domain.checks.values import VALUE_RULES

Found = tuple[str, str, tuple[int | None, ...]]

OWN_RULES = {rule.id for rule in (*VALUE_RULES, *TEXT_RULES, *TEXT_DOCUMENT_RULES)}

DINGXI: set[Found] = {
    ("values-do-not-repeat-the-name", "warning", (569, 570, 571, 572, 573, 579, 580, 581, 582)),
    ("values-do-not-repeat-the-name", "warning", (611, 612, 613, 614, 611, 612, 613, 614)),
    ("values-say-how-much", "warning", (608, 609, 610, 608, 609, 610)),
    ("names-say-one-thing", "warning", (579,)),
    ("names-say-one-thing", "warning", (580,)),
    ("names-say-one-thing", "warning", (611, 611)),
    ("no-personal-data-in-targets", "warning", (543, 543)),
    ("no-leftovers-of-the-form", "error", (598,)),
    ("texts-have-no-markup", "warning", (599, 599)),
}
LINXIA: set[Found] = {
    ("signs-are-written-once", "error", (528,)),
    ("values-do-not-repeat-the-name", "warning", (527,)),
    ("values-say-how-much", "warning", (533,)),
    ("values-are-not-sentences", "warning", (529, 530)),
    ("names-are-indicators", "warning", (530,)),
    ("rates-have-no-money-unit", "error", (547, 551)),
    ("names-say-one-thing", "warning", (552, 553)),
    ("texts-have-no-markup", "warning", (545,)),
}
EZHOU: set[Found] = {("quantities-are-numbers", "error", (17,))}
"""The number behind the sign is missing in the stored copy; 不超预算 beside it is what the rule on costs says."""


BLANK: set[Found] = {
    ("no-leftovers-around-targets", "error", (5,)),
    ("no-leftovers-around-targets", "error", (16, 17, 18)),
}
"""A self-evaluation that was published with the hints of its form."""


def _found(path: Path) -> list[Found]:
    """Give what the rules of this room find in a file."""
    return [
        (each.rule, each.severity.value, tuple(place.source.line for place in each.places if place.source))
        for each in check_file(path).findings
        if each.rule in OWN_RULES
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("seeds/dingxi-2026.txt", DINGXI), ("seeds/linxia-2024.txt", LINXIA),
     ("samples/11_hubei_ezhou_bangong_2022_target.txt", EZHOU),
     ("samples/07_sichuan_qingshen_fagai_2023_selfeval_blank.txt", BLANK)],
    ids=["dingxi", "linxia", "ezhou", "qingshen"],
)  # fmt: skip
def test_real_values_and_texts_have_these_findings_and_no_others(
    real_documents: Path, name: str, expected: set[Found]
) -> None:
    found = _found(real_documents / name)

    assert set(found) == expected
    assert len(found) == len(expected)


def test_other_samples_have_no_finding_of_values_or_texts(real_documents: Path) -> None:
    for path in sorted((real_documents / "samples").iterdir()):
        if not path.name.startswith(("07_", "11_")):
            assert _found(path) == [], path.name


def test_contact_and_mobile_number_are_shown_masked(real_documents: Path) -> None:
    findings = check_file(real_documents / "seeds" / "dingxi-2026.txt").findings

    personal = next(finding for finding in findings if finding.rule == "no-personal-data-in-targets")
    assert [place.row for place in personal.places] == ["联系人", "联系电话"]
    assert [place.read for place in personal.places] == ["（经**）", "138****0000"]
    assert [place.part for place in personal.places] == ["fields-contact_name", "fields-contact_phone"]
