"""What a new draft starts from: an empty form, a former table, or a table that was read from a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from perf.domain.drafts.beginning import NewRow, empty_rows
from perf.domain.drafts.carrying import Carried, carry_over
from perf.domain.drafts.last_year import without_values
from perf.domain.table_schema import TableSchema
from perf.domain.targets import PerformanceTarget
from perf.drafting.operations.beginning import NewQuestion
from perf.drafting.read_tables import ReadTable


@dataclass(frozen=True, slots=True)
class Start:
    """The rows that a draft begins with, and what is to be looked at in it."""

    rows: tuple[NewRow, ...]
    questions: tuple[NewQuestion, ...] = ()


def empty_start(schema: TableSchema) -> Start:
    """Start with the form as it is printed."""
    return Start(empty_rows(schema))


def start_from_former(target: PerformanceTarget, own: TableSchema, schema: TableSchema, *, with_values: bool) -> Start:
    """Start from a former table whose form is ``own``; what the new form has no place for is noted, not asked."""
    carried = carry_over(target, own, schema)
    when = f"{target.fiscal_year}年的表" if target.fiscal_year else "原来的表"
    left = tuple(
        NewQuestion(
            f"{when}里有，新表没有地方填",
            leftover.text,
            place=leftover.name,
            must_be_answered=False,
        )
        for leftover in carried.leftovers
    )
    return Start(carried.rows if with_values else without_values(carried.rows, schema), left)


def start_from_file(table: ReadTable, schema: TableSchema, fiscal_year: int) -> Start:
    """Start from a table of a file; whatever the reader asks, and what the form has no place for, is asked."""
    carried = carry_over(table.target, table.form, schema)
    return Start(carried.rows, tuple(_file_questions(table, carried, fiscal_year)))


def _file_questions(table: ReadTable, carried: Carried, fiscal_year: int) -> Iterator[NewQuestion]:
    year = table.target.fiscal_year
    if year is not None and year != fiscal_year:
        sentence = f"文件里的表是{year}年度的，内容照原样放进了{fiscal_year}年度的表，请核对各处的年份和指标值"
        yield NewQuestion(sentence, f"{year}年度", f"{fiscal_year}年度")
    for asked in table.asked:
        cell = carried.cell_of(asked.part) if asked.part else None
        yield NewQuestion(asked.message, asked.read, asked.taken, asked.place, cell)
    for leftover in carried.leftovers:
        message = "这张表没有地方填这一项，没有放进表里，请看是否要写到别处"
        yield NewQuestion(message, leftover.text, place=leftover.name)
