"""A department's year: what it spends on what, from which income, through which units. Amounts are exact, in 元."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

SUBJECTS = {
    "201": "一般公共服务支出", "20111": "纪检监察事务", "2011101": "行政运行", "2011102": "一般行政管理事务",
    "20129": "群众团体事务", "2012901": "行政运行", "207": "文化旅游体育与传媒支出", "20701": "文化和旅游",
    "2070104": "图书馆", "2070199": "其他文化和旅游支出", "208": "社会保障和就业支出", "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出", "20899": "其他社会保障和就业支出",
    "2089999": "其他社会保障和就业支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出", "2120802": "土地开发支出", "221": "住房保障支出",
    "22102": "住房改革支出", "2210201": "住房公积金", "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出", "2230105": "国有企业退休人员社会化管理补助支出",
}  # fmt: skip
STAFF = {
    "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30108": "机关事业单位基本养老保险缴费",
    "30110": "职工基本医疗保险缴费", "30112": "其他社会保障缴费", "30113": "住房公积金",
}  # fmt: skip
GOODS = {
    "30201": "办公费", "30202": "印刷费", "30211": "差旅费", "30215": "会议费", "30216": "培训费",
    "30217": "公务接待费", "30228": "工会经费", "30231": "公务用车运行维护费", "30299": "其他商品和服务支出",
}  # fmt: skip
_TIED = {"30108": "2080505", "30110": "2101101", "30112": "2089999", "30113": "2210201"}
"""Costs of staff that a subject of their own is for."""

_FUNDED = {"general": ("2011102", "2070104", "2070199"), "funds": ("2120802",), "capital": ("2230105",)}


DEPARTMENT_FORMS = ("gansu-2024-department", "gansu-2026-department", "national-2015-department")
PROJECT_FORMS = (
    "gansu-2024-project", "gansu-2026-project", "national-2015-project", "heilongjiang-2020-project",
    "hubei-2022-project", "hunan-2022-project",
)  # fmt: skip


@dataclass(frozen=True)
class Spending:
    """What is spent on one subject (项) from one budget: ``general``, ``funds``, ``capital`` or ``own``."""

    code: str
    fund: str
    basic: Decimal = Decimal()
    project: Decimal = Decimal()
    carried_over: Decimal = Decimal()

    @property
    def total(self) -> Decimal:
        return self.basic + self.project + self.carried_over


@dataclass(frozen=True)
class Project:
    """A project with a target table; ``work`` says which of the invented works it is."""

    work: int
    amount: Decimal
    fund: str


@dataclass(frozen=True)
class Department:
    """A department's year.

    Attributes:
        costs: basic expenditure from the general budget by 经济分类.
        shares: what part of everything each unit has, in hundredths.
        transfers: project money handed on to lower governments.
        visible: what is shown apart: 因公出国, 车辆购置, and what is bought.
        last_year: last year's amounts in hundredths of this year's.
        unit: unit of the budget tables.
        zero: what stands in a cell without an amount.
        separated: whether thousands are separated by commas.
        other_years: whether tables show last year's figures beside this year's.
        forms: forms of the department's target and of the projects'.
        places: decimals of percentages in the text.
    """

    year: int
    name: str
    costs: Mapping[str, Decimal]
    spending: tuple[Spending, ...]
    projects: tuple[Project, ...]
    transfers: Decimal
    visible: Mapping[str, Decimal]
    shares: tuple[int, ...]
    last_year: int
    unit: str
    zero: str
    separated: bool
    other_years: bool
    forms: tuple[str, str]
    places: int

    def total(self, *funds: str, part: str = "total", under: str = "") -> Decimal:
        """Add up spending from some budgets (all by default), on a subject and what is below it."""
        chosen = (each for each in self.spending if each.code.startswith(under) and (not funds or each.fund in funds))
        return sum((getattr(each, part) for each in chosen), Decimal())

    def subjects(self, *funds: str) -> list[str]:
        """Give classes, groups and subjects that something is spent on, in the order of their codes."""
        used = {each.code for each in self.spending if not funds or each.fund in funds}
        return sorted({code[:length] for code in used for length in (3, 5, 7)})

    def money(self, amount: Decimal) -> str:
        """Print an amount in the unit of the tables."""
        shown = in_ten_thousands(amount) if self.unit == "万元" else amount.quantize(Decimal("0.01"))
        return (f"{shown:,f}" if self.separated else f"{shown:f}") if amount else self.zero

    def part_of(self, unit: int, amount: Decimal) -> Decimal:
        """Give a unit's part; the first has what rounding leaves."""
        cent = Decimal("0.01")
        parts = [(amount * share / 100).quantize(cent) for share in self.shares]
        return parts[unit] if unit else amount - sum(parts[1:], Decimal())


def in_ten_thousands(amount: Decimal) -> Decimal:
    """Give 元 as 万元 with two decimals."""
    return (amount / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _spending(costs: Mapping[str, Decimal], extra: Iterable[Spending]) -> tuple[Spending, ...]:
    """Spread basic expenditure over the subjects, and add what is spent beside it."""
    basic = {subject: costs[cost] for cost, subject in _TIED.items() if costs.get(cost)}
    basic["2011101"] = sum(costs.values(), Decimal()) - sum(basic.values(), Decimal())
    rows = [Spending(code, "general", amount) for code, amount in basic.items()]
    return (*rows, *(each for each in extra if each.total))


@st.composite
def departments(draw: st.DrawFn) -> Department:
    """Departments with one or several units and projects, any of the nine forms, round amounts or any."""
    step = draw(st.sampled_from((Decimal(100), Decimal("0.01"))))
    amount = st.integers(int(3000 / step), int(900_000 / step)).map(lambda number: number * step)
    perhaps = st.just(Decimal()) | amount
    costs = {code: draw(amount) for code in STAFF} | {code: draw(perhaps) for code in GOODS}
    funds = draw(st.lists(st.sampled_from(("general", "general", "funds", "capital")), min_size=1, max_size=3))
    projects = tuple(Project(work, draw(amount), fund) for work, fund in enumerate(funds))
    transfers = draw(perhaps)
    extra = [Spending("2070199", "general", project=transfers)]
    extra += [Spending(draw(st.sampled_from(_FUNDED[each.fund])), each.fund, project=each.amount) for each in projects]
    extra += [Spending("2012901", "own", basic=draw(perhaps))]
    extra += [Spending("2011102", "general", carried_over=draw(st.just(Decimal()) | amount))]
    return Department(
        year=draw(st.integers(2024, 2028)),
        name=draw(st.sampled_from(("示例市图书馆", "示例县文化广电旅游局", "中共示例市委老干部局"))),
        costs={code: cost for code, cost in costs.items() if cost},
        spending=_spending(costs, extra),
        projects=projects,
        transfers=transfers,
        visible={key: draw(perhaps) for key in ("abroad", "vehicle_purchase", "paper", "repair", "printing")},
        shares=draw(st.sampled_from(((100,), (70, 30), (50, 33, 17)))),
        last_year=draw(st.sampled_from((80, 93, 100, 107, 131))),
        unit=draw(st.sampled_from(("万元", "元"))),
        zero=draw(st.sampled_from(("", "0.00", "0", "—", "-"))),
        separated=draw(st.booleans()),
        other_years=draw(st.booleans()),
        forms=(draw(st.sampled_from(DEPARTMENT_FORMS)), draw(st.sampled_from(PROJECT_FORMS))),
        places=draw(st.integers(1, 2)),
    )


def department_of_two_projects(forms: tuple[str, str]) -> Department:
    """Give one department that is always the same: 312 万元 basic, 50 and 30 for projects, everything filled in."""
    costs: dict[str, int | str] = {
        "30101": 160,
        "30102": 60,
        "30108": 40,
        "30110": 30,
        "30201": 20,
        "30217": "0.5",
        "30231": "1.5",
    }
    exact = {code: Decimal(cost) * 10_000 for code, cost in costs.items()}
    books, roads = Decimal(500_000), Decimal(300_000)
    bought = {"abroad": Decimal(), "vehicle_purchase": Decimal(), "repair": Decimal(), "printing": Decimal()}
    return Department(
        year=2027,
        name="示例市图书馆",
        costs=exact,
        spending=_spending(
            exact, [Spending("2070104", "general", project=books), Spending("2011102", "general", project=roads)]
        ),
        projects=(Project(0, books, "general"), Project(1, roads, "general")),
        transfers=Decimal(),
        visible={"paper": Decimal(20_000), **bought},
        shares=(100,),
        last_year=93,
        unit="万元",
        zero="",
        separated=False,
        other_years=False,
        forms=forms,
        places=2,
    )
