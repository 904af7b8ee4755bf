"""Whatever people do to a document, it is checked: no mutation of one brings the checking down, and all is reported."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from perf.checking.files import CheckedFile, checker, document_in
from perf.checking.json_report import render_json_report, report_schema
from perf.checking.selection import Tally
from perf.checking.text_report import text_report
from perf.domain.terms import Severity
from perf.reading.results import ReadFile
from perf.reading.text import read
from tests.checking.constructed import HOSTILE
from tests.checking.whole_document import whole_document

LINES = whole_document().split("\n")
SNIPPETS = (
    *("", "0", "-1", "NaN", "1e9", "%", "≥", "≥≥5%", "100%", "99999999999999999999.99", "０．５", "五十万元", "2027年"),
    *("其中：", "合计", "总计", "（", "）", "占", "比上年增加", "设置二级指标 18 个", "1+1", "/", "……", "××", HOSTILE),
    *("长" * 500, "1" * 400),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("drop", "double", "cell", "number", "move", "join"))):
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "cell":
                cells = lines[at].split("\t")
                cells[draw(st.integers(0, len(cells) - 1))] = draw(st.sampled_from(SNIPPETS))
                lines[at] = "\t".join(cells)
            case "number":
                digit, other = draw(st.sampled_from("0123456789")), draw(st.sampled_from(SNIPPETS))
                lines[at] = lines[at].replace(digit, other)
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "join":
                lines[at] += draw(st.sampled_from(("\t", "。", "，"))) + draw(st.sampled_from(LINES))
    return "\n".join(lines)


def checked(text: str) -> CheckedFile:
    contents = read(text.encode())
    document = document_in(ReadFile("公开.txt", "text", contents.tables, contents.paragraphs, ()))
    return CheckedFile("公开.txt", "text", document, checker().check_document(document))


@settings(max_examples=30)
@given(mutated())
def test_a_document_is_checked_whatever_was_done_to_it(text: str) -> None:
    found = checked(text)
    Draft202012Validator(report_schema()).validate(json.loads(render_json_report([found])))
    assert list(text_report(Tally([found]), width=80, in_colour=False))


@settings(max_examples=5)
@given(mutated())
def test_checking_twice_finds_the_same(text: str) -> None:
    first, second = checked(text), checked(text)
    assert (first.findings, first.document.claims) == (second.findings, second.document.claims)


def test_every_finding_of_the_document_is_below_an_error_when_it_is_consistent() -> None:
    found = checked(whole_document())
    assert [each.message for each in found.findings if each.severity is Severity.ERROR] == []


def test_a_document_of_nothing_but_one_line_is_checked() -> None:
    for line in LINES:
        assert checked(line).format == "text"
