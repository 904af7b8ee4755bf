"""Whatever several people do to one table in whatever order: nothing is overwritten unseen, all is in the past."""

from dataclasses import dataclass, field
from itertools import count
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine

from perf.domain.drafts.rows import DraftRow
from perf.drafting.history import Change
from perf.drafting.operations.holding import DraftError
from perf.drafting.operations.saving import RowEdit
from perf.drafting.records import ChangeKind
from tests.drafting.tables import Table, a_person, a_table

CELLS = ("name", "value", "second_level")
TEXTS = st.sampled_from(("", "甲", "乙", "𠮷\n丙"))
NAMES = ("某甲", "某乙", "某丙")
PEOPLE = st.integers(0, 2)
_NUMBERS = count(1)


@dataclass
class Line:
    """What the model knows of a line."""

    id: int
    texts: dict[str, str] = field(default_factory=dict)
    is_removed: bool = False


class Editing(RuleBasedStateMachine):
    """Three people, each with the table as they last saw it, and a model of what is kept."""

    engine: ClassVar[Engine]
    people: ClassVar[tuple[int, ...]]

    def __init__(self) -> None:
        super().__init__()
        first = a_table(self.engine, "甲", "乙", person=self.people[0], project=f"项目{next(_NUMBERS)}")
        self.tables = [first.seen_by(person) for person in self.people]
        self.lines = [Line(row.id, dict(row.texts)) for row in first.lines()]
        self.seen = [first.lines()] * 3

    @property
    def there(self) -> list[Line]:
        return [line for line in self.lines if not line.is_removed]

    def line(self, row_id: int) -> Line:
        return next(line for line in self.lines if line.id == row_id)

    def one_seen(self, person: int, number: int) -> DraftRow | None:
        rows = self.seen[person]
        return rows[number % len(rows)] if rows else None

    @rule(person=PEOPLE)
    def look(self, person: int) -> None:
        self.seen[person] = self.tables[person].lines()

    @rule(person=PEOPLE, typed=st.lists(st.dictionaries(st.sampled_from(CELLS), TEXTS), min_size=1, max_size=3))
    def save(self, person: int, typed: list[dict[str, str]]) -> None:
        rows = self.seen[person][: len(typed)]
        edits = [RowEdit(row.id, row.version, texts) for row, texts in zip(rows, typed, strict=False)]
        told: set[tuple[int, str, str, str | None]] = set()
        for row, texts in zip(rows, typed, strict=False):
            line = self.line(row.id)
            for key, text in texts.items():
                before, kept = row.text(key), line.texts.get(key, "")
                if text in (before, kept):
                    continue
                if line.is_removed:
                    told.add((row.id, key, text, None))
                elif kept == before:
                    line.texts[key] = text
                else:
                    told.add((row.id, key, text, kept))
        saved = self.tables[person].save_all(*edits)
        assert {(each.row_id, each.key, each.typed, each.kept) for each in saved.conflicts} == told
        assert saved.refusals == ()

    @rule(person=PEOPLE, number=st.integers(0, 9), texts=st.dictionaries(st.sampled_from(CELLS), st.just("新")))
    def add(self, person: int, number: int, texts: dict[str, str]) -> None:
        above = self.one_seen(person, number)
        [row_id] = self.tables[person].add(texts, after=above.id if above else None)
        place = next((n for n, line in enumerate(self.lines, 1) if above and line.id == above.id), len(self.lines))
        self.lines.insert(place, Line(row_id, dict(texts)))

    @rule(person=PEOPLE, number=st.integers(0, 9))
    def remove(self, person: int, number: int) -> None:
        row = self.one_seen(person, number)
        if row is None:
            return
        line, table = self.line(row.id), self.tables[person]
        since = [each for each in table.history(row.id) if each.cell and each.version > row.version]
        is_known = all(each.by == NAMES[person] for each in since)
        try:
            table.remove(row)
        except DraftError:
            assert not is_known
            assert not line.is_removed
        else:
            assert is_known or line.is_removed
            line.is_removed = True

    @precondition(lambda self: any(line.is_removed for line in self.lines))
    @rule(person=PEOPLE)
    def bring_back(self, person: int) -> None:
        line = next(line for line in self.lines if line.is_removed)
        self.tables[person].bring_back(line.id)
        line.is_removed = False

    @rule(person=PEOPLE, number=st.integers(0, 9), down=st.booleans())
    def move(self, person: int, number: int, down: bool) -> None:
        row = self.one_seen(person, number)
        if row is None or self.line(row.id).is_removed:
            return
        table = self.tables[person]
        moved = [each for each in table.history(row.id) if each.kind is ChangeKind.MOVED]
        (table.down if down else table.up)(row)
        there = self.there
        place = there.index(self.line(row.id))
        other = place + (1 if down else -1)
        if other in range(len(there)) and all(each.version <= row.version for each in moved):
            one, two = self.lines.index(there[place]), self.lines.index(there[other])
            self.lines[one], self.lines[two] = self.lines[two], self.lines[one]

    @rule(person=PEOPLE, number=st.integers(0, 99))
    def restore(self, person: int, number: int) -> None:
        table = self.tables[person]
        cells = [each for each in table.history() if each.cell and not self.line_or_removed(each).is_removed]
        if cells:
            wanted = cells[number % len(cells)]
            assert wanted.cell
            now = next(row for row in table.lines() if row.id == wanted.row_id)
            assert table.restore(wanted, now.version).is_whole
            self.line(wanted.row_id).texts[wanted.cell] = wanted.before

    def line_or_removed(self, change: Change) -> Line:
        return next((line for line in self.lines if line.id == change.row_id), Line(0, is_removed=True))

    @invariant()
    def what_is_kept_is_what_the_model_says(self) -> None:
        stated = [(line.id, {key: text for key, text in line.texts.items() if text}) for line in self.there]
        assert [(row.id, row.texts) for row in self.tables[0].lines()] == stated

    def teardown(self) -> None:
        require_whole_past(self.tables[0])


def require_whole_past(table: Table) -> None:
    """Fail unless the history, played from its beginning, gives exactly what is kept."""
    texts: dict[int, dict[str, str]] = {}
    removed: set[int] = set()
    for change in reversed(table.history()):
        held = texts.setdefault(change.row_id, {})
        if change.cell is not None:
            assert held.get(change.cell, "") == change.before
            assert change.before != change.after
            held[change.cell] = change.after
        elif change.kind is ChangeKind.REMOVED:
            removed.add(change.row_id)
        elif change.kind is ChangeKind.BROUGHT_BACK:
            removed.remove(change.row_id)
    kept = {row.id: dict(row.texts) for row in table.draft().rows if row.texts}
    played = {row: {key: text for key, text in held.items() if text} for row, held in texts.items()}
    assert {row: held for row, held in played.items() if held and row not in removed} == kept


def test_nothing_is_written_over_unseen_and_the_past_is_whole(engine: Engine) -> None:
    made = tuple(a_person(engine, f"person-{number}", name) for number, name in enumerate(NAMES))
    here = type("EditingHere", (Editing,), {"engine": engine, "people": made})
    run_state_machine_as_test(here, settings=settings(max_examples=8, stateful_step_count=15))
