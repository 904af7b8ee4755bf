"""预算公开表里同一个科目（项目、单位）只列一行。

同一编码列两行，读者不知道该信哪一行，合计也可能把它算了两遍。不同单位的表合在一起、科目重复出现的，不算；没有编码的表里，款和
项同名的（如“其他……支出”），也不算。

不对：“30201 办公费”列了两行，都是 3.2。
对：“30201 办公费”只有一行。
"""

from collections import Counter
from collections.abc import Iterator

from perf.domain.budget_tables import BudgetRow, BudgetTable, BudgetTables
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.WARNING)
def budget_rows_are_not_repeated(document: PublishedDocument) -> Iterator[Fault]:
    """Find rows that stand twice in the same part of a table."""
    coded = _numbers_of_names(document.budget)
    for table in document.budget.tables:
        for rows in _alike(table):
            if len(rows) > (1 if rows[0].code else max(coded[rows[0].name], _usual_number(rows[0]))):
                yield Fault(
                    "同一个科目或项目列了不止一行",
                    tuple(table.place(row) for row in rows),
                    "每个科目或项目一行",
                    "核对后把重复的行删掉或合并，再核对合计",
                )


def _numbers_of_names(budget: BudgetTables) -> Counter[str]:
    """Count, by name, the rows with a code in the table that has most of them: 款 and 项 may have one name."""
    numbers = Counter[str]()
    for table in budget.tables:
        numbers |= Counter(row.name for row in table.rows if row.code)
    return numbers


def _usual_number(row: BudgetRow) -> int:
    """Say how many rows without code carry a name: a 款 of the rest has an item of the same name."""
    return 2 if row.name.startswith("其他") else 1


def _alike(table: BudgetTable) -> Iterator[list[BudgetRow]]:
    """Group rows that say the same: the same code, or below the same row the same name with the same amounts."""
    is_of_one_unit = all(row.code or row.is_total for row in table.rows)
    is_clear = any(row.is_total and row.parts_known for row in table.rows)
    groups: dict[object, list[BudgetRow]] = {}
    for row in table.rows:
        amounts = tuple((column, amount.number) for column, amount in row.amounts.items())
        if row.code and is_of_one_unit:
            groups.setdefault(row.code, []).append(row)
        elif row.name and amounts and not row.is_total and (is_clear or row.code):
            groups.setdefault((row.side, row.parent, row.code, row.name, amounts), []).append(row)
    yield from groups.values()
