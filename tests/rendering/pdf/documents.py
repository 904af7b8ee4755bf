"""Documents that try the page: hostile words, long cells, tall spans, tiny columns."""

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role

HOSTILE = (
    "<b>",
    "A&B",
    "x<y and y>z",
    "=cmd|' /C calc'!A0",
    "{{7*7}}",
    "(\\) %s \\n",
    "ＡＢＣ１２３，．",
    "张𬭎、王䶮、李㛃",
    "😀𠮷",
    "e\u0301",
    "第一行\n第二行",
    "两  个空格 ",
)


def document(*cells: Cell, widths: tuple[float, ...], rows: int, headings: tuple[int, ...] = ()) -> Document:
    """Give a document with these cells."""
    grid = Grid(widths, rows, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), headings)
    return Document("绩效目标表", "（2026年度）", grid, ("注：金额单位为万元。",), ("填报人：", "单位负责人："))


def rows_under_one_label(count: int, *, label: str = "产出指标", weight: str = "50") -> Document:
    """Give a table of a heading row and ``count`` rows, all under one merged label and one merged weight."""
    cells = [
        Cell(0, column, text, role=Role.HEADING)
        for column, text in enumerate(("一级指标", "权重", "三级指标", "指标值"))
    ]
    if count:
        cells.append(Cell(1, 0, label, count, role=Role.LABEL))
        cells.append(Cell(1, 1, weight, count, align=Align.CENTER))
    for row in range(1, count + 1):
        cells.append(Cell(row, 2, f"第{row}项任务完成率"))
        cells.append(Cell(row, 3, f"≥{row}%", align=Align.CENTER))
    return document(*cells, widths=(1, 1, 3, 2), rows=count + 1, headings=(0,))


def long_goal(characters: int = 4000, columns: int = 1) -> Document:
    """Give a table with one row of such long cells, side by side."""
    sentence = "统筹推进年度重点工作，完成10,606.7522万元支出，满意度≥95%；"
    text = (sentence * (characters // len(sentence) + 1))[:characters]
    cells = [Cell(0, 0, "年度绩效目标", role=Role.LABEL)]
    cells += [Cell(0, column, text[: characters // column]) for column in range(1, columns + 1)]
    cells += [Cell(1, 0, "备注", role=Role.LABEL), Cell(1, 1, "无", columns=columns)]
    return document(*cells, widths=(1,) + (4,) * columns, rows=2)


def hostile_words() -> Document:
    """Give a table whose every row holds a hostile text, as label and as value."""
    cells = []
    for row, text in enumerate(HOSTILE):
        cells += [Cell(row, 0, text, role=Role.LABEL), Cell(row, 1, text), Cell(row, 2, text, align=Align.RIGHT)]
    return document(*cells, widths=(2, 2, 2), rows=len(HOSTILE))
