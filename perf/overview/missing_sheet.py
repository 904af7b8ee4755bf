"""The units that still owe tables (未报清单) as a sheet to print, to send on and to telephone by."""

from collections.abc import Sequence
from datetime import date

from perf.domain.days import say_day
from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role
from perf.overview.queries.board import UnitOnBoard

_COLUMNS = (
    ("单位代码", 9, Align.LEFT),
    ("单位名称", 24, Align.LEFT),
    ("主管部门", 20, Align.LEFT),
    ("报送情况", 13, Align.LEFT),
    ("没有开始", 7, Align.RIGHT),
    ("在填", 6, Align.RIGHT),
    ("已送审", 6, Align.RIGHT),
    ("截止日期", 13, Align.LEFT),
    ("期限", 10, Align.LEFT),
)


def missing_sheet(units: Sequence[UnitOnBoard], fiscal_year: int, today: date) -> Document:
    """Lay out the units, in their order. Every text is a text in the file, whatever it begins with."""
    lines = [_line(unit, today) for unit in units]
    heading = [
        Cell(0, column, label, role=Role.HEADING, align=Align.CENTER) for column, (label, _, _) in enumerate(_COLUMNS)
    ]
    cells = [
        Cell(row, column, text, align=_COLUMNS[column][2])
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line)
    ]
    grid = Grid(tuple(float(width) for _, width, _ in _COLUMNS), len(lines) + 1, (*heading, *cells), heading_rows=(0,))
    return Document(
        f"{fiscal_year}年度绩效目标未报清单",
        f"{say_day(today)}，共 {len(units)} 个单位",
        grid,
        notes=("“没有开始”按上年有、今年还没有建的表计数；上年也没有表的单位至少还欠本单位的整体绩效目标表。",),
        landscape=True,
    )


def _line(unit: UnitOnBoard, today: date) -> tuple[str, ...]:
    """Give what the sheet says of one unit."""
    counts, above, due = unit.counts, unit.department.above, unit.due(today)
    return (
        unit.department.row.code,
        unit.department.row.name,
        above[-1].name if above else "",
        unit.progress.label,
        str(counts.not_begun),
        str(counts.drafting),
        str(counts.returned + counts.in_review + counts.approved),
        say_day(unit.day) if unit.day else "未定",
        due.label if due else "",
    )
