"""A consequence is not reported beside its cause; what is told apart by its place is."""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import Rule
from perf.domain.checks.runner import Checker
from perf.domain.documents.published import PublishedDocument
from perf.domain.places import TEXT, Place
from perf.domain.sources import Source
from perf.domain.terms import Severity


def sentence(line: int) -> Place:
    return Place(TEXT, "（一）支出", source=Source(line=line))


def cell(row: str) -> Place:
    return Place("表三", row, "合计", table_number=3, source=Source(line=9, column=2))


def rule(name: str, *places: Place, severity: Severity | None = None, yields_to: str = "") -> Rule[PublishedDocument]:
    def check(_: PublishedDocument) -> Iterator[Fault]:
        yield Fault(name, places, "", "", severity)

    return Rule(name, Severity.ERROR, "practice", "", check, (yields_to,) if yields_to else ())


def found(*rules: Rule[PublishedDocument]) -> list[str]:
    return sorted(each.rule for each in Checker((), rules, {}).check_document(PublishedDocument(())))


def test_a_finding_at_any_of_its_places_is_the_cause() -> None:
    assert found(rule("cause", sentence(5)), rule("sum", sentence(3), sentence(5), yields_to="cause")) == ["cause"]
    assert found(rule("cause", cell("办公费")), rule("sum", sentence(3), cell("办公费"), yields_to="cause")) == [
        "cause"
    ]


def test_sentences_under_one_heading_and_rows_of_one_table_are_told_apart() -> None:
    assert found(rule("cause", sentence(5)), rule("sum", sentence(6), yields_to="cause")) == ["cause", "sum"]
    assert found(rule("cause", cell("办公费")), rule("sum", cell("差旅费"), yields_to="cause")) == ["cause", "sum"]


def test_a_note_explains_nothing() -> None:
    note = rule("note", sentence(5), severity=Severity.NOTE)

    assert found(note, rule("sum", sentence(5), yields_to="note")) == ["note", "sum"]
