"""Forty people in one table at once, two thousand savings: nobody's text is lost without being told of."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine

from perf.domain.drafts.rows import DraftRow
from perf.drafting.operations.saving import RowEdit
from tests.drafting.tables import Table, a_person, a_table
from tests.drafting.test_any_editing import require_whole_past

EDITORS = 40
SAVINGS = {"sqlite": 50, "postgresql": 15}
"""Savings of each editor: two thousand in all where they wait for one writer, fewer where the same takes longer."""

CELLS = ("name", "value", "unit")


class Editor:
    """Somebody who types in random cells of one table, each text unlike any other, and notes what they are told."""

    def __init__(self, table: Table, number: int) -> None:
        self.table = table
        self.number = number
        self.choice = random.Random(number)
        self.known: dict[tuple[int, str], set[str]] = {}
        self.kept: list[tuple[tuple[int, str], str, str]] = []
        self.told: Counter[str] = Counter()
        self.rows: dict[int, DraftRow] = {}

    def see(self, rows: list[DraftRow]) -> None:
        """Read rows, as the page does when it is opened and from what saving answers."""
        for row in rows:
            self.rows[row.id] = row
            for key in CELLS:
                self.known.setdefault((row.id, key), set()).add(row.text(key))

    def work(self, start: Barrier, savings: int) -> None:
        """Type and save; what was told as a conflict is left as somebody else wrote it."""
        self.see(list(self.table.lines()))
        start.wait()
        for saving in range(savings):
            row = self.choice.choice(list(self.rows.values()))
            key = self.choice.choice(CELLS)
            text = f"{self.number}-{saving}"
            saved = self.table.save_all(RowEdit(row.id, row.version, {key: text}))
            assert not saved.refusals
            if saved.conflicts:
                [conflict] = saved.conflicts
                assert (conflict.typed, conflict.kept) == (text, saved.rows[row.id].text(key))
                self.told[text] += 1
            else:
                self.kept.append(((row.id, key), row.text(key), text))
            self.see(list(saved.rows.values()))


def test_forty_editors_overwrite_nothing_unseen(engine: Engine) -> None:
    people = [a_person(engine, f"editor-{number}", f"某{number}") for number in range(EDITORS)]
    table = a_table(engine, *(f"指标{number}" for number in range(10)), person=people[0])
    editors = [Editor(table.seen_by(person), number) for number, person in enumerate(people)]
    start, savings = Barrier(EDITORS), SAVINGS[engine.dialect.name]
    with ThreadPoolExecutor(EDITORS) as pool:
        for working in [pool.submit(editor.work, start, savings) for editor in editors]:
            working.result()
    typed = [f"{editor.number}-{saving}" for editor in editors for saving in range(savings)]
    acknowledged = {text for editor in editors for _, _, text in editor.kept}
    told = {text for editor in editors for text in editor.told}
    assert acknowledged | told == set(typed)
    assert not acknowledged & told
    assert told, "people met in one cell"
    changes = [change for change in table.history() if change.after in set(typed)]
    assert Counter(change.after for change in changes) == Counter(acknowledged)
    by_text = {text: editor for editor in editors for _, _, text in editor.kept}
    for change in changes:
        assert change.cell
        known = by_text[change.after].known[change.row_id, change.cell]
        assert change.before in known, "whoever wrote over a text had read it"
    require_whole_past(table)
