"""The department table as xlsx, read back: the bare reader, the reader with what makes grids of it, and up to targets.

Processor time of this process, not time on the wall: no other program is asked, and others may keep the machine busy.
"""

import random
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from perf.conversion.files_to_targets import recognise_file
from perf.conversion.targets_to_files import render_target
from perf.domain.funding import Funding
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.targets import Goal, PerformanceTarget
from perf.paths import shipped
from perf.reading import read_file
from perf.seeding import seed_targets
from tests.benchmarks.department_table import GB2312
from tests.benchmarks.measuring import Way, measure, say, table, timing

BARE = "python-calamine：各格的值与合并区"
READ = "本系统读成表格（read_file）"
RECOGNISED = "本系统读成绩效目标（recognise_file）"


def run(count: int) -> None:
    """Print the time of ``count`` files, each way once a file, in turns."""
    with tempfile.TemporaryDirectory() as name:
        paths = {number: _written(Path(name), number) for number in range(-1, count)}
        ways = [
            Way(BARE, lambda number: _bare(paths[number])),
            Way(READ, lambda number: read_file(paths[number])),
            Way(RECOGNISED, lambda number: recognise_file(read_file(paths[number]))),
        ]
        times = measure(ways, count, clock=time.process_time)
    say(f"\n## 读取：{count} 个 xlsx，一文件一表（处理器时间，首行为只用读取库）\n")
    bare, read, recognised = times
    beyond = [{number: taken[number] - bare[number] for number in bare} for taken in (read, recognised)]
    rows = [*zip((BARE, READ, RECOGNISED), times, strict=True)]
    rows += zip(("读取库之外：读成表格", "读取库之外：读成绩效目标"), beyond, strict=True)
    say(table([timing(name, taken, bare) for name, taken in rows]))


def _bare(path: Path) -> None:
    """Take from the reader what no way can do without."""
    with CalamineWorkbook.from_path(path) as workbook:
        sheet = workbook.get_sheet_by_index(0)
        sheet.to_python(skip_empty_area=False)
        assert sheet.merged_cell_ranges


def _written(folder: Path, number: int) -> Path:
    path = folder / f"{number}.xlsx"
    path.write_bytes(render_target(varied(_example(), random.Random(number)), "xlsx"))
    return path


def _example() -> PerformanceTarget:
    return seed_targets(shipped("seed") / "2026" / "156001-department.json")[0]


def varied(target: PerformanceTarget, chance: random.Random) -> PerformanceTarget:
    """Give the table other numbers, and other characters in every text that departments word themselves."""
    return replace(
        target,
        goals=tuple(Goal(goal.period, goal.text + _characters(chance, 30)) for goal in target.goals),
        funding=tuple(_other_amount(row, chance) for row in target.funding),
        indicators=IndicatorTree(tuple(_other_indicator(row, chance) for row in target.indicators)),
    )


def _characters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(GB2312, k=count))


def _other_amount(row: Funding, chance: random.Random) -> Funding:
    return replace(row, amount=Decimal(chance.randint(1, 9_999_999)) / 10_000, text=None)


def _other_indicator(row: Indicator, chance: random.Random) -> Indicator:
    name = row.name + _characters(chance, 2)
    if row.value is None or row.value.number is None:
        return replace(row, name=name)
    return replace(row, name=name, value=replace(row.value, number=Decimal(chance.randint(1, 9_999)), text=None))
