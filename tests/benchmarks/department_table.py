"""A table in the shape of a real department's: 47 rows, 9 columns, 36 third-level indicators.

Some 1,750 characters, about 395 of them distinct, as in the real one. Every copy has its own numbers and 60 characters
of its own, drawn from the 6,763 of GB2312, so that nothing remembered from one file helps with the next beyond what
it would in life.
"""

import random
from itertools import islice

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role

WIDTHS = (46, 30, 58, 112, 40, 44, 40, 62, 44)
LEVELS = (
    ("基本运行指标", "10", (("预算收支管理", 4), ("财会管理", 2), ("采购管理", 2), ("资产管理", 2), ("人员管理", 2))),
    ("重点履职指标", "30", (("数量指标", 4), ("质量指标", 4), ("时效指标", 4), ("成本指标", 2))),
    ("部门综合指标", "30", (("经济效益", 2), ("社会效益", 2), ("服务对象满意度", 2))),
    ("持续发展能力指标", "20", (("组织建设", 2), ("制度建设", 2))),
)
HEADINGS = ("一级指标", "权重", "二级指标", "三级指标", "指标值类型", "指标值", "度量单位", "指标值内容", "备注")
PHRASES = ("执行率", "合规性", "检查次数", "人员覆盖率", "按期完成率", "公众满意度")
SENTENCE = (
    "围绕年度重点工作任务，统筹推进业务培训、专项检查、信息化建设和作风建设，按期完成全部{}项任务，切实提高服务质量；"
)
GB2312 = [
    raw.decode("gb2312")
    for raw in (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    if not (raw[0] == 0xD7 and raw[1] > 0xF9)
]
SHARED_NAMES = random.Random(2026).sample(GB2312, k=180)
"""Characters that all copies have in common, five for each third-level indicator."""


def department_table(seed: int) -> Document:
    """Give the table with the numbers and characters of this seed."""
    rows = _Rows(random.Random(seed))
    rows.head()
    rows.money()
    rows.indicators()
    grid = Grid(WIDTHS, rows.row, tuple(sorted(rows.cells, key=lambda cell: (cell.row, cell.column))), (10,))
    return Document("部门（单位）整体绩效目标表", "（2026年度）", grid)


class _Rows:
    """Writes the table from the top."""

    def __init__(self, chance: random.Random) -> None:
        self.cells: list[Cell] = []
        self.row = 0
        self._chance = chance

    def _add(self, column: int, text: str, *, rows: int = 1, columns: int = 1, role: Role = Role.LABEL) -> None:
        align = Align.LEFT if len(text) > 6 and role is Role.VALUE else Align.CENTER
        self.cells.append(Cell(self.row, column, text, rows, columns, role, align))

    def _number(self) -> str:
        return f"{self._chance.randint(1, 9_999_999) / 100:,.2f}"

    def _rare(self, count: int) -> str:
        return "".join(self._chance.choices(GB2312, k=count))

    def head(self) -> None:
        for label, value in (("单位（部门）名称", f"{self._rare(10)}办公室"), ("联系人", self._rare(3))):
            self._add(0, label, columns=2)
            self._add(2, value, columns=7, role=Role.VALUE)
            self.row += 1
        goal = "".join(SENTENCE.format(self._chance.randint(2, 999)) for _ in range(11))
        self._add(0, "年度绩效目标", columns=2)
        self._add(2, goal + self._rare(11), columns=7, role=Role.VALUE)
        self.row += 1

    def money(self) -> None:
        self._add(0, "预算情况（万元）", rows=7, columns=2)
        for place, label in enumerate(("按支出类型分", "预算金额（万元）", "按来源类型分", "预算金额")):
            self._add((2, 4, 6, 8)[place], label, columns=(2, 2, 2, 1)[place], role=Role.HEADING)
        self.row += 1
        kinds = ("人员经费", "公用经费", "合计", "本级", "对下转移支付", "合计")
        sources = ("上级财政补助", "本级财政安排", "其他资金", "收入预算合计", "上年结转", "支出预算合计")
        for place, (kind, source) in enumerate(zip(kinds, sources, strict=True)):
            if place % 3 == 0:
                self._add(2, "项目支出" if place else "基本支出", rows=3)
            self._add(3, kind)
            self._add(4, self._number(), columns=2, role=Role.VALUE)
            self._add(6, source, columns=2)
            self._add(8, self._number(), role=Role.VALUE)
            self.row += 1

    def indicators(self) -> None:
        for column, heading in enumerate(HEADINGS):
            self._add(column, heading, role=Role.HEADING)
        self.row += 1
        names = iter(SHARED_NAMES)
        for first, weight, seconds in LEVELS:
            count = sum(rows for _label, rows in seconds)
            self._add(0, first, rows=count)
            self._add(1, weight, rows=count, role=Role.VALUE)
            for second, rows in seconds:
                self._add(2, second, rows=rows)
                for _ in range(rows):
                    self._indicator("".join(islice(names, 5)))

    def _indicator(self, name: str) -> None:
        self._add(3, name + self._chance.choice(PHRASES) + self._rare(1), role=Role.VALUE)
        values = (
            self._chance.choice(("≥", "≤", "=")),
            self._number(),
            self._chance.choice(("%", "次", "万元")),
            "",
            "",
        )
        for column, value in enumerate(values, 4):
            self._add(column, value, role=Role.VALUE)
        self.row += 1
