"""Hand-made tables in the shape of real ones, and grids of any shape with hostile text.

The words are invented; the structure (merged heads, a goal of several hundred characters, a head row
in the middle, two halves side by side) is that of published department and project tables.
"""

from collections.abc import Iterable

from hypothesis import strategies as st

from perf.domain.documents.blocks import Align, Cell, Document, Grid, Role

HOSTILE_TEXTS = (
    "<b>粗</b>",
    "A&B;&amp;",
    "x<y and y>z",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(A1)",
    "{=1+1}",
    "{{7*7}}",
    "00123",
    "1e5",
    "3.0",
    "TRUE",
    "2026-01-01",
    "https://example.org/?a=1&b=2",
    "internal:表!A1",
    "_x0041_ 字",
    '"引" 号',
    '""',
    "'单",
    "全角＝ＡＢＣ１２３％",
    "两  个   空格",
    " 前后有空格 ",
    "第一行\n第二行\n\n第四行",
    "\n",
    "𬭎䶮㛃",
    "𠮷野家",
    "≥95%",
    "e\u0301 ﬁ \u200b\u3000宽",
    "]]>",
    "<!-- -->",
    "</td></table>",
    "${x} %s \\n",
)

_TEXTS = st.one_of(
    st.sampled_from(HOSTILE_TEXTS),
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n"),
        max_size=12,
    ),
)


class _Sheet:
    """Cells put down from left to right, row after row, each at the first free place."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.cells: list[Cell] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = 0

    def put(self, text: str, role: Role, rows: int = 1, columns: int = 1) -> None:
        column = next(place for place in range(self.columns) if (self.row, place) not in self.taken)
        align = Align.LEFT if role is Role.VALUE and len(text) > 12 else Align.CENTER
        self.cells.append(Cell(self.row, column, text, rows, columns, role, align))
        self.taken |= {(self.row + r, column + c) for r in range(rows) for c in range(columns)}

    def labels(self, *texts: str, rows: int = 1, columns: int = 1) -> None:
        for text in texts:
            self.put(text, Role.LABEL, rows, columns)

    def headings(self, *texts: str) -> None:
        for text in texts:
            self.put(text, Role.HEADING)

    def values(self, *texts: str, columns: int = 1) -> None:
        for text in texts:
            self.put(text, Role.VALUE, 1, columns)

    def next_row(self) -> None:
        self.row += 1

    def grid(self, widths: Iterable[float], heading_rows: tuple[int, ...]) -> Grid:
        cells = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column)))
        return Grid(tuple(widths), self.row, cells, heading_rows)


GOAL = (
    "坚持把保障和改善民生放在首位，围绕全市公共图书服务“十五五”开局之年的重点任务，统筹阅览、借还、展览、培训四项工作，"
    "全年开放不少于三百天，举办读书活动不少于60场次，新增馆藏图书12,000册以上，完成旧书数字化扫描3.5万页；"
    "建立县（区）、乡镇、村三级流动书箱，每季度轮换1次，使偏远乡镇的借阅等候时间由15天缩短到7天以内；"
    "对古籍库房的恒温恒湿设备进行检修，确保库房温度保持在16℃—20℃；面向儿童、老年人和残疾人开展专场服务，"
    "读者满意度不低于90%。资金使用做到专款专用、手续完备、公开透明，年度预算执行率达到95%以上。"
)


def department_document(*, goal: str = GOAL) -> Document:
    """A department's table: head, goal, money by type and source, nine columns of indicators."""
    sheet = _Sheet(9)
    _department_head(sheet, goal)
    heading_row = sheet.row
    sheet.headings("一级指标", "权重", "二级指标", "三级指标", "指标值类型", "指标值", "度量单位", "指标值内容", "备注")
    sheet.next_row()
    for first_level, points, groups in _DEPARTMENT_INDICATORS:
        _department_class(sheet, first_level, points, groups)
    return Document(
        title="部门（单位）整体绩效目标表",
        subtitle="（2026年度）",
        grid=sheet.grid((8, 6, 11, 20, 8, 8, 8, 10, 8), (heading_row,)),
        notes=("注：1. 指标值类型为“定性”的，在“指标值内容”中填写文字。", "2. 权重合计应为90分。"),
        signatures=("单位负责人：", "填表人：", "填报日期："),
    )


def _department_head(sheet: _Sheet, goal: str) -> None:
    sheet.labels("单位（部门）名称")
    sheet.values("示例市图书馆𬭎", columns=8)
    sheet.next_row()
    sheet.labels("联系人")
    sheet.values("", columns=3)
    sheet.labels("联系电话", columns=2)
    sheet.values("", columns=3)
    sheet.next_row()
    sheet.labels("年度绩效目标")
    sheet.values(goal, columns=8)
    sheet.next_row()
    sheet.labels("预算情况（万元）", rows=5)
    sheet.labels("按支出类型分", columns=2)
    sheet.labels("预算金额（万元）")
    sheet.labels("按来源类型分", columns=2)
    sheet.labels("预算金额（万元）", columns=3)
    sheet.next_row()
    for label, amount, source, received in _MONEY:
        sheet.labels(label, columns=2)
        sheet.values(amount)
        sheet.labels(source, columns=2)
        sheet.values(received, columns=3)
        sheet.next_row()


_MONEY = (
    ("人员经费", "1,286.4", "上级财政补助", ""),
    ("公用经费", "152.36", "本级财政安排", "1,538.76"),
    ("项目支出", "100", "其他资金", ""),
    ("支出预算合计", "1,538.76", "收入预算合计", "1,538.76"),
)

_Row = tuple[str, str, str, str, str]
_DEPARTMENT_INDICATORS: tuple[tuple[str, str, tuple[tuple[str, tuple[_Row, ...]], ...]], ...] = (
    (
        "基本运行指标",
        "10",
        (
            (
                "预算收支管理",
                (
                    ("预算执行率", "≥", "95", "%", ""),
                    ("预算调整率", "≤", "10", "%", ""),
                    ("结转结余变动率", "≤", "5", "%", ""),
                ),
            ),
            ("财会管理", (("资金使用合规性", "定性", "", "", "合规"), ("内控制度执行有效性", "定性", "", "", "有效"))),
            ("采购管理", (("政府采购规范性", "定性", "", "", "规范"),)),
        ),
    ),
    (
        "重点履职指标",
        "50",
        (
            (
                "数量指标",
                (
                    ("开放天数", "≥", "300", "天", ""),
                    ("举办读书活动", "≥", "60", "场次", ""),
                    ("新增馆藏图书", "≥", "12,000", "册", ""),
                ),
            ),
            ("质量指标", (("旧书扫描合格率", "≥", "98.5", "%", ""), ("流动书箱完好率", "=", "100", "%", ""))),
            ("时效指标", (("偏远乡镇借阅等候时间", "≤", "7", "天", ""),)),
            ("成本指标", (("旧书扫描单位成本", "≤", "1.2", "元/页", ""),)),
        ),
    ),
    (
        "部门综合指标",
        "20",
        (
            ("社会效益", (("推动形成全民阅读氛围，带动家庭、学校、社区共同参与", "定性", "", "", "推动"),)),
            ("服务对象满意度", (("读者满意度", "≥", "90", "%", ""), ("乡镇群众满意度", "≥", "85", "%", ""))),
        ),
    ),
    (
        "持续发展能力指标",
        "10",
        (
            ("组织建设", (("党建工作开展情况", "定性", "", "", "良好"),)),
            ("宣传培训", (("馆员培训计划完成率", "=", "100", "%", ""),)),
        ),
    ),
)


def _department_class(
    sheet: _Sheet, first_level: str, points: str, groups: tuple[tuple[str, tuple[_Row, ...]], ...]
) -> None:
    height = sum(len(rows) for _, rows in groups)
    sheet.labels(first_level, points, rows=height)
    for second_level, rows in groups:
        sheet.labels(second_level, rows=len(rows))
        for row in rows:
            sheet.values(*row, "")
            sheet.next_row()


_PROJECT_INDICATORS = (
    ("成本指标", (("经济成本", (("数字化扫描经费", "306万元", "102万元"),)),)),
    (
        "产出指标",
        (
            ("数量指标", (("扫描页数", "≥10.5万页", "≥3.5万页"), ("培训班次", "≥6次", "≥2次"))),
            ("质量指标", (("扫描合格率", "≥98%", "≥98%"), ("著录差错率", "≤0.5%", "≤0.5%"))),
            ("时效指标", (("入库及时性", "及时", "及时"),)),
        ),
    ),
    ("效益指标", (("社会效益指标", (("古籍线上访问人次", "≥30万人次", "≥10万人次"),)),)),
    ("满意度指标", (("服务对象满意度指标", (("读者满意度", "≥90%", "≥90%"),)),)),
)


def project_document() -> Document:
    """A project's table: medium-term and annual halves side by side under one first level."""
    sheet = _Sheet(8)
    _project_head(sheet)
    heading_row = sheet.row
    height = sum(len(rows) for _, groups in _PROJECT_INDICATORS for _, rows in groups)
    sheet.labels("绩效指标", rows=height + 1)
    sheet.headings("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")
    sheet.next_row()
    for first_level, groups in _PROJECT_INDICATORS:
        sheet.labels(first_level, rows=sum(len(rows) for _, rows in groups))
        for second_level, rows in groups:
            _project_group(sheet, second_level, rows)
    return Document(
        title="项目支出绩效目标表",
        subtitle="（2026年度）",
        grid=sheet.grid((7, 9, 11, 20, 10, 11, 20, 10), (heading_row,)),
        landscape=True,
    )


def _project_head(sheet: _Sheet) -> None:
    for label, text in (("项目名称", "旧书数字化扫描"), ("主管部门及代码", "示例市文化和旅游局 999001")):
        sheet.labels(label, columns=2)
        sheet.values(text, columns=6)
        sheet.next_row()
    sheet.labels("项目资金\n（万元）", rows=2, columns=2)
    for period, amount in (("中期", "306"), ("年度", "102")):
        sheet.labels(f"{period}资金总额：")
        sheet.values(amount, columns=2)
    sheet.next_row()
    for amount in ("306", "102"):
        sheet.labels("其中：财政拨款")
        sheet.values(amount, columns=2)
    sheet.next_row()
    sheet.labels("总体目标", rows=2, columns=2)
    sheet.labels("中期目标（2026年—2028年）", "年度目标", columns=3)
    sheet.next_row()
    sheet.values(GOAL[:170], GOAL[60:200], columns=3)
    sheet.next_row()


def _project_group(sheet: _Sheet, second_level: str, rows: tuple[tuple[str, str, str], ...]) -> None:
    for position, (name, medium_term, annual) in enumerate(rows):
        if position == 0:
            sheet.labels(second_level, rows=len(rows))
        sheet.values(name, medium_term)
        if position == 0:
            sheet.labels(second_level, rows=len(rows))
        sheet.values(name, annual)
        sheet.next_row()


EXAMPLES = {"department": department_document(), "project": project_document()}


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Grids of up to 6 rows and 5 columns with any spans; in each row at least one cell begins."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            cell = _any_cell(draw, row, column, rows, columns, taken)
            cells.append(cell)
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
    widths = tuple(draw(st.floats(0.5, 30)) for _ in range(columns))
    heading = draw(st.integers(0, rows - 1))
    return Grid(widths, rows, tuple(cells), draw(st.sampled_from([(), (heading,)])))


def _any_cell(draw: st.DrawFn, row: int, column: int, rows: int, columns: int, taken: set[tuple[int, int]]) -> Cell:
    width = 1
    limit = draw(st.integers(1, columns - column))
    while width < limit and (row, column + width) not in taken:
        width += 1
    # The last column is never merged downwards, so that in each row at least one cell begins.
    height = draw(st.integers(1, rows - row)) if column + width < columns else 1
    role = draw(st.sampled_from(Role))
    align = draw(st.sampled_from(Align))
    return Cell(row, column, draw(_TEXTS), height, width, role, align)


def documents() -> st.SearchStrategy[Document]:
    """Documents around such grids."""
    lines = st.sampled_from(("注：按实际填写。", "A&B <b>", "=1+1", "𬭎䶮"))
    return st.builds(
        Document,
        title=st.sampled_from(("项目支出绩效目标表", "A/B [x]*?: 'y'", "𬭎" * 40)),
        subtitle=st.none() | st.just("（2026年度）"),
        grid=grids(),
        notes=st.lists(lines, max_size=2).map(tuple),
        signatures=st.lists(st.sampled_from(("单位负责人：", "填表人<b>：", "𬭎：")), max_size=3).map(tuple),
        landscape=st.booleans(),
    )
