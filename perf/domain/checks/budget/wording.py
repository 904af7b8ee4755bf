"""Says what the weighing of equations found, so that whoever keeps the table knows which cell to look at and why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perf.domain.budget_tables import BudgetTables
from perf.domain.checks.budget.contradictions import Contradiction, Weighed, weigh
from perf.domain.checks.budget.equations import AGREEMENTS, Cell, Cells, Equation, Relation
from perf.domain.checks.finding import Fault
from perf.domain.values import show_number

_MOST_EVIDENCE = 3
_CHECK = "对照预算批复核对，把不对的数改过来"
_FILL_IN = "补上金额，使它与组成它的各格、与其他表的同一项相等"


def faults_of(budget: BudgetTables, relation: Relation) -> Iterator[Fault]:
    """Give the faults of the contradictions that are about one relation first of all."""
    weighed = weigh(budget)
    for contradiction in weighed.contradictions:
        first = min((each.relation for each in contradiction.equations), key=lambda each: each.value)
        if first is relation and not is_gap(contradiction, weighed.cells):
            yield _fault(contradiction, weighed.cells)


def gaps_in(budget: BudgetTables) -> Iterator[Fault]:
    """Give a fault for every cell that is blank though what it is made of, or what is made of it, is filled in."""
    weighed = weigh(budget)
    for contradiction in weighed.contradictions:
        if is_gap(contradiction, weighed.cells):
            yield _gap(contradiction, weighed)


def is_gap(contradiction: Contradiction, cells: Cells) -> bool:
    """Tell a sum or whole group of parts that was left blank from an amount that is wrong or missing among others."""
    sums = [each for each in contradiction.equations if each.relation not in AGREEMENTS]
    blank_parts = [_has_blank_parts(each, cells) for each in sums]
    culprit = contradiction.culprit
    if culprit is None:
        return bool(sums) and all(blank_parts)
    is_blank_sum = cells.number(culprit) is None and (not sums or any(each.total == culprit for each in sums))
    return is_blank_sum or any(blank_parts)


def _has_blank_parts(equation: Equation, cells: Cells) -> bool:
    return all(cells.number(part) is None for part in equation.parts)


def _gap(contradiction: Contradiction, weighed: Weighed) -> Fault:
    cells, equation = weighed.cells, contradiction.equations[0]
    culprit, expected = contradiction.culprit, contradiction.expected
    if culprit is not None and expected is not None and cells.number(culprit) is None:
        is_sum = any(each.total == culprit and each.relation not in AGREEMENTS for each in contradiction.equations)
        message = "合计空着，组成它的各格却有金额" if is_sum else "这里空着，用到它的合计却有金额"
        return Fault(message, (cells.place(culprit),), show_number(expected), _FILL_IN)
    whole = next(each for each in contradiction.equations if _has_blank_parts(each, cells))
    message = "合计有金额，组成它的各格却都空着"
    expected_parts = f"各格相加等于 {_shown(cells, equation.total)}"
    return Fault(message, (cells.place(whole.total),), expected_parts, "把组成这个合计的各格金额补上")


def _fault(contradiction: Contradiction, cells: Cells) -> Fault:
    culprit, expected = contradiction.culprit, contradiction.expected
    if culprit is None or expected is None:
        return _undecided(contradiction.equations, cells)
    ordered = sorted(contradiction.equations, key=lambda each: each.relation.value)
    evidence = [_evidence(each, culprit, expected, cells) for each in ordered[:_MOST_EVIDENCE]]
    said = "空着" if cells.number(culprit) is None else f"写的是 {_shown(cells, culprit)}"
    return Fault(f"{said}，{'；'.join(evidence)}", (cells.place(culprit),), show_number(expected), _CHECK)


def _evidence(equation: Equation, culprit: Cell, expected: Decimal, cells: Cells) -> str:
    """Say what one equation tells of the wrong cell."""
    right = show_number(expected)
    is_total = equation.total == culprit
    if equation.relation is Relation.SIDES:
        return f"{'收入' if is_total else '支出'}总计是 {right}"
    if equation.relation in AGREEMENTS:
        return f"{_elsewhere(cells, equation.parts[0] if is_total else equation.total)} {right}"
    if is_total:
        return f"{_added(equation, cells)}是 {right}"
    total = equation.total
    row = "本行" if equation.relation is Relation.ROW else f"“{cells.place(total).row}”"
    return f"只有 {right} 能使{row}的“{cells.heading(total)}”为 {_shown(cells, total)}"


def _undecided(equations: Sequence[Equation], cells: Cells) -> Fault:
    """Say that two sides differ, where nothing tells which of them is wrong; one row may do so in several columns."""
    said = [_apart(each, cells) for each in equations]
    if len(said) > 1:
        columns = [cells.heading(each.total) for each in equations]
        said = [f"“{column}”{one}" for column, one in zip(columns, said, strict=True)]
    places = {cell: None for each in equations for cell in _unequal(each, cells)}
    differences = "、".join(dict.fromkeys(_plain(each.difference) for each in equations))
    return Fault("；".join(said), tuple(map(cells.place, places)), f"两边相等（现在相差 {differences}）", _CHECK)


def _apart(equation: Equation, cells: Cells) -> str:
    """Say what the two sides of an equation are."""
    filled = [part for part in equation.parts if cells.number(part) is not None]
    said = _shown(cells, equation.total) or "空着"
    added = show_number(sum((number for part in filled if (number := cells.number(part))), Decimal()))
    if equation.relation is Relation.SIDES:
        return f"支出总计 {said} 不等于收入总计 {added}"
    if equation.relation in AGREEMENTS:
        return f"这里是 {said}，{_elsewhere(cells, equation.parts[0])} {added}"
    return f"写的是 {said}，{_added(equation, cells)}却是 {added}"


def _unequal(equation: Equation, cells: Cells) -> Iterator[Cell]:
    """Give the cells to look at: the sum, and its parts where they are few."""
    yield equation.total
    if equation.relation not in (Relation.PARENT, Relation.TOTAL):
        yield from (part for part in equation.parts if cells.number(part) is not None)


def _added(equation: Equation, cells: Cells) -> str:
    match equation.relation:
        case Relation.ROW:
            filled = [part for part in equation.parts if cells.number(part) is not None]
            return "".join(f"“{cells.heading(part)}”" for part in filled) + ("相加" if len(filled) > 1 else "")
        case Relation.PARENT:
            return "下面各行相加"
        case _:
            return "各行相加"


def _elsewhere(cells: Cells, cell: Cell) -> str:
    place = cells.place(cell)
    return f"《{place.table}》“{place.row}”是"


def _shown(cells: Cells, cell: Cell) -> str:
    return cells.place(cell).read


def _plain(number: Decimal) -> str:
    return show_number(abs(number).normalize()) if number else "0"
