"""Checking: a whole document, many targets, and how time grows with rows. Processor time of this process, as reading.

No other program checks a disclosure as a whole, so there is nothing to compare with but checking itself.
"""

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from perf.checking.files import checker, document_in
from perf.conversion.targets_to_files import schema_of
from perf.domain.documents.blocks import Cell, FoundTable, Grid
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.target_sheet import TargetSheet
from perf.domain.targets import PerformanceTarget
from perf.domain.values import parse_value
from perf.paths import shipped
from perf.reading import read_file
from perf.reading.results import ReadFile
from perf.reading.text import read
from perf.seeding import seed_targets
from tests.benchmarks.measuring import say
from tests.benchmarks.reading_speed import varied
from tests.checking.whole_document import whole_document

ROWS = (10, 100, 1_000, 10_000)
TARGETS = 1_000


def run(count: int) -> None:
    """Print the times; a whole document is checked ``count`` times."""
    say(f"\n## 核对（处理器时间；整份文件为 {count} 次的中位数）\n")
    say(f"整份文件（2 张目标表、13 张预算公开表、说明），从读到核对完：{_whole_document(count):.3f} 秒")
    say(f"{TARGETS} 张目标表，每张 36 个指标：{_many_targets():.2f} 秒\n")
    say("| 行数 | 指标（秒） | 每行之比 | 预算表（秒） | 每行之比 | 说明（秒） | 每句之比 |")
    say("|---|---|---|---|---|---|---|")
    columns = [_growth(make) for make in (_indicators, _subjects, _sentences)]
    for number, rows in enumerate(ROWS):
        say(f"| {rows} | " + " | ".join(f"{column[number][0]:.4f} | {column[number][1]}" for column in columns) + " |")


def _whole_document(count: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "公开.txt"
        path.write_text(whole_document(), "utf-8")

        def check() -> object:
            return checker().check_document(document_in(read_file(path)))

        check()  # not measured: imports, forms
        return median(_seconds(check) for _ in range(count))


def _many_targets() -> float:
    example = seed_targets(shipped("seed") / "2026" / "156001-department.json")[0]
    sheets = [_sheet(varied(example, random.Random(number))) for number in range(TARGETS)]
    checks = checker()
    return _seconds(lambda: [checks.check_target(sheet) for sheet in sheets])


def _growth(make: Callable[[int], Callable[[], object]]) -> list[tuple[float, str]]:
    """Give the time for each number of rows, with the time of a row over that of a row of the step before."""
    work = [make(rows) for rows in ROWS]
    work[0]()  # not measured: what is made once
    seconds = [_seconds(each) for each in work]
    per_row = [taken / rows for taken, rows in zip(seconds, ROWS, strict=True)]
    return list(zip(seconds, ["", *(f"{after / before:.2f}" for before, after in pairwise(per_row))], strict=True))


def _indicators(rows: int) -> Callable[[], object]:
    """Check a target with so many indicators."""
    value = parse_value("≥95%")
    named = tuple(Indicator(f"第{number}批图书验收合格率", "产出指标", "质量指标", value) for number in range(rows))
    example = seed_targets(shipped("seed") / "2024" / "LX-2024-project.json")[0]
    sheet = _sheet(replace(example, indicators=IndicatorTree(named)))
    return lambda: checker().check_target(sheet)


def _subjects(rows: int) -> Callable[[], object]:
    """Understand and check a budget table with so many rows: more than a reader would take."""
    lines = [("科目编码", "科目名称", "合计", "人员经费"), ("", "总计", f"{rows}.00", f"{rows}.00")]
    lines += [(f"{3010000 + number}", f"第{number}项支出", "1.00", "1.00") for number in range(rows)]
    cells = tuple(
        Cell(row, column, text, source=Source(line=row + 1, column=column + 1))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    )
    grid = Grid((1.0,) * 4, len(lines), cells, spans_known=False)
    found = FoundTable(grid, ("表七、一般公共预算基本支出情况表", "单位：万元"))
    return _checked(ReadFile("公开.txt", "text", (found,), (), ()))


def _sentences(rows: int) -> Callable[[], object]:
    """Understand and check a text with so many statements."""
    lines = (f"{number}.第{number}项支出{number}万元，比上年增加1万元，增长5%。" for number in range(rows))
    contents = read(("2027年部门预算情况说明\n\n" + "\n\n".join(lines)).encode())
    return _checked(ReadFile("公开.txt", "text", (), contents.paragraphs, ()))


def _checked(file: ReadFile) -> Callable[[], object]:
    return lambda: checker().check_document(document_in(file))


def _sheet(target: PerformanceTarget) -> TargetSheet:
    return TargetSheet(target, schema_of(target), 0)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
