"""The same document in every format states the same and has the same findings; only the places differ."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from perf.checking import CheckedFile, check_file
from perf.domain.places import Place
from perf.domain.terms import Severity
from tests.checking.retyped_documents import as_one_sheet, as_page, as_word, as_workbook
from tests.checking.whole_document import whole_document
from tests.office import Office

GOAL = "2027年，部门整体支出绩效目标围绕部门管理、履职效果、能力建设三个维度，设置二级指标 {} 个、三级指标 6 个。"
MISTAKES = (
    ("基本支出420万元，占84%", "基本支出 420 万元，占 83%"),
    ("比2026年预算增加20万元，增长5%", "比2026年预算增加（减少）20万元，增长4%"),
    ("公用经费60万元。", "公用经费65万元。"),
    ("机关运行经费42万元", "机关运行经费24万元"),
    ("自评项目共2个", "自评项目共3个"),
)


def checked(folder: Path, data: bytes) -> CheckedFile:
    path = folder / "公开.bin"
    path.write_bytes(data)
    return check_file(path)


@cache
def kept_as_text(text: str) -> CheckedFile:
    with TemporaryDirectory() as folder:
        return checked(Path(folder), text.encode())


def text_with_mistakes() -> str:
    text = whole_document()
    for right, wrong in MISTAKES:
        assert right in text, right
        text = text.replace(right, wrong)
    return text.replace("六、预算绩效管理情况\n", f"六、预算绩效管理情况\n\n{GOAL.format(4)}\n")


def claims(file: CheckedFile) -> Counter[tuple[str, ...]]:
    """Give what is claimed and what came of it; paper adds and loses spaces."""
    return Counter(
        (each.kind.value, plain(each.claimed), plain(each.computed or ""), each.verdict.value, plain(each.how))
        for each in file.document.claims
    )


def findings(file: CheckedFile) -> Counter[tuple[str, ...]]:
    return Counter(
        (each.rule, each.severity.value, plain(each.message), *sorted(map(cell, each.places))) for each in file.findings
    )


def plain(text: str) -> str:
    return "".join(text.split())


def cell(place: Place) -> str:
    return plain(f"{place.table} {place.row} {place.column} {place.read}")


@pytest.mark.parametrize("write", [as_word, as_page, as_workbook, as_one_sheet])
@pytest.mark.parametrize("text", [whole_document(), text_with_mistakes()], ids=["right", "wrong"])
def test_a_retyped_document_states_the_same(tmp_path: Path, write: Callable[[str], bytes], text: str) -> None:
    kept, retyped = kept_as_text(text), checked(tmp_path, write(text))

    assert len(claims(kept)) > 25
    assert claims(retyped) == claims(kept)
    assert findings(retyped) == findings(kept)
    assert (len(kept.findings) > len(MISTAKES)) == (text != whole_document())


def test_a_printed_document_states_the_same(tmp_path: Path, office: Office) -> None:
    texts = whole_document(), text_with_mistakes()
    printed = office({f"{number}.docx": as_word(text) for number, text in enumerate(texts)}, "pdf")

    for text, pdf in zip(texts, printed, strict=True):
        kept, read = kept_as_text(text), checked(tmp_path, pdf)
        assert claims(read) == claims(kept)
        assert findings(read) == findings(kept)


@pytest.mark.parametrize("name", ["linxia-2024", "dingxi-2026"])
@pytest.mark.parametrize("write", [as_word, as_page, as_workbook])
def test_the_real_documents_state_the_same_when_retyped(
    tmp_path: Path, real_documents: Path, name: str, write: Callable[[str], bytes]
) -> None:
    text = (real_documents / "seeds" / f"{name}.txt").read_text("utf-8")

    assert claims(checked(tmp_path, write(text))) == claims(kept_as_text(text))


def test_the_real_documents_state_the_same_when_printed(tmp_path: Path, real_documents: Path, office: Office) -> None:
    texts = [(real_documents / "seeds" / name).read_text("utf-8") for name in ("linxia-2024.txt", "dingxi-2026.txt")]
    printed = office({f"{number}.docx": as_word(text) for number, text in enumerate(texts)}, "pdf")

    for text, pdf in zip(texts, printed, strict=True):
        assert claims(checked(tmp_path, pdf)) == claims(kept_as_text(text))


@pytest.mark.parametrize(
    ("stated", "severity"),
    [(4, Severity.ERROR), (5, None), (6, Severity.WARNING), (7, Severity.WARNING), (8, Severity.ERROR)],
)
def test_a_label_or_two_may_be_lost_in_typing_but_none_is_added(
    tmp_path: Path, stated: int, severity: Severity | None
) -> None:
    text = whole_document().replace("六、预算绩效管理情况\n", f"六、预算绩效管理情况\n\n{GOAL.format(stated)}\n")

    found = [
        each for each in checked(tmp_path, as_word(text)).findings if each.rule == "counts-match-the-target-tables"
    ]

    assert [each.severity for each in found] == ([severity] if severity else [])
