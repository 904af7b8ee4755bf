"""What holds for every table and for every text that is pasted."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perf.conversion import read_targets
from perf.domain.drafts.beginning import NewRow, empty_rows, rows_of
from perf.domain.drafts.cells import cell_labels
from perf.domain.drafts.rows import INDICATORS
from perf.domain.indicators import IndicatorTree
from perf.domain.pasting.clipboard import CannotPaste
from perf.domain.pasting.pasted_block import Anchor, Mark, PastedBlock
from perf.domain.table_schema import TableSchema
from perf.domain.text import clean_text
from perf.table_schemas import all_schemas
from tests.domain.pasting.pasted_tables import (
    copied,
    copied_table,
    draft_of,
    form,
    lines_of,
    pasted,
    texts_after,
)
from tests.domain_strategies import HOSTILE, WRITTEN_VALUES, targets, texts

SCHEMAS = pytest.mark.parametrize("schema", all_schemas(), ids=lambda schema: schema.id)


@SCHEMAS
@settings(max_examples=20)
@given(data=st.data())
def test_the_table_that_was_copied_is_the_table_that_is_pasted(schema: TableSchema, data: Any) -> None:
    drawn = data.draw(targets(schema))
    # What no reader of plain text can tell: names that look like values, and two goals that run into each other.
    named = [replace(row, name=f"名{row.name}") for row in drawn.indicators]
    target = replace(drawn, indicators=IndicatorTree(tuple(named)))
    blank = draft_of(schema, [NewRow(row.block, {}) for row in empty_rows(schema)])
    block = pasted(copied_table(target, schema), blank)
    assume(not any(row.has_slipped for row in block.rows))
    wanted = [row for row in rows_of(target, schema) if row.texts and row.block == INDICATORS]
    got = [row for row in block.rows if row.block == INDICATORS]
    if len(target.indicators):
        assert len(got) == len(wanted)
    for row, want in zip(got, wanted, strict=False):
        split = {text.key for text in row.texts if text.mark is Mark.SPLIT}
        after = {key: text for key, text in texts_after(row).items() if key not in split}
        assert after == {key: text for key, text in want.texts.items() if key not in split}


ANY_TEXT = st.text(max_size=40) | st.sampled_from(
    (*HOSTILE, *WRITTEN_VALUES, '"', '""', '"a', "\0", "合计", "三级指标")
)


@settings(max_examples=150)
@given(
    lines=st.lists(st.lists(ANY_TEXT, min_size=1, max_size=12), min_size=1, max_size=8),
    schema=st.sampled_from(all_schemas()),
    at=st.none() | st.integers(1, 40),
    data=st.data(),
)
def test_any_text_is_pasted_or_refused_in_words(
    lines: list[list[str]], schema: TableSchema, at: int | None, data: Any
) -> None:
    draft = draft_of(schema)
    row = next((row for row in draft.rows if row.id == at), None)
    keys = list(cell_labels(schema)[row.block]) if row else []
    anchor = Anchor(row.id, data.draw(st.sampled_from(keys))) if row else None
    try:
        block = pasted("\n".join("\t".join(line) for line in lines), draft, anchor)
    except CannotPaste:
        return
    for changed in block.rows:
        for text in changed.texts:
            assert text.key in cell_labels(schema)[changed.block]
            assert text.after == (clean_text(text.after) or "")


@settings(max_examples=100)
@given(lines=st.lists(st.lists(texts(), min_size=9, max_size=12), min_size=2, max_size=6))
def test_no_pasted_cell_is_lost(lines: list[list[str]]) -> None:
    schema = form("gansu-2026-department")
    draft = draft_of(schema)
    first = draft.of_block(INDICATORS)[0]
    block = pasted(copied(lines), draft, Anchor(first.id, "first_level"))
    assert accounted_for(block) >= sum(len(line) for line in lines)


def accounted_for(block: PastedBlock) -> int:
    """Count the pasted cells that went somewhere or were named; what was made of one cell counts once."""
    went = sum(
        len({(text.mark, text.pasted) if text.mark is Mark.SPLIT else text.key for text in row.texts if text.after})
        + sum(text.mark is Mark.SPLIT for text in row.texts)
        for row in block.rows
    )
    return went + len(block.not_taken)


@pytest.mark.parametrize("text", ["", "\r\n\r\n", "\t\t\r\n\t", "一格", "\0", '"'])
def test_what_is_no_block_is_refused(text: str) -> None:
    with pytest.raises(CannotPaste):
        pasted(text, draft_of(form("gansu-2026-department")), Anchor(20, "name"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲\t乙\n" * 501, "500 行"),
        ("甲\t" * 50 + "乙", "50 列"),
        ("甲\t乙\n" * 500_001, "2000000 字"),
    ],
)
def test_a_block_beyond_the_limits_is_refused_before_it_is_read(text: str, words: str) -> None:
    with pytest.raises(CannotPaste, match=words):
        pasted(text, draft_of(form("gansu-2026-department")), Anchor(20, "name"))


@pytest.mark.parametrize("number", [0, 1], ids=["department", "project"])
@pytest.mark.parametrize("as_published", [False, True], ids=["from Excel", "as published, rows out of their columns"])
def test_the_real_table_lands_as_it_is_recognised(real_documents: Path, number: int, as_published: bool) -> None:
    path = real_documents / "seeds/dingxi-2026.txt"
    target = read_targets(path).targets[number]
    schema = form(target.schema or "")
    start, end = ((537, 588), (589, 620))[number]
    published = "\n".join(path.read_text("utf-8").split("\n")[start:end])
    block = pasted(published if as_published else copied_table(target, schema), draft_of(schema))
    wanted = [row for row in rows_of(target, schema) if row.texts]
    assert lines_of(block) == [row.texts for row in wanted if row.block == INDICATORS]
    assert len(lines_of(block)) == (36, 16)[number]
    slots = {row.block: texts_after(row) for row in block.rows if row.block != INDICATORS}
    assert slots == {row.block: row.texts for row in wanted if row.block != INDICATORS}
    assert {each.reason for each in block.not_taken} <= {"这是表的标题，不用填"}
