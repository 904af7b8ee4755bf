"""The text around the tables: every number in it follows from the tables, rounded as offices round."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.checking.good_documents.budget_pages import incomes, operation, purchases, three_public
from tests.checking.good_documents.departments import STAFF, SUBJECTS, Department, in_ten_thousands

_NUMBERS = "一二三四五六七八九十"


def narrative(of: Department) -> str:
    """Print the text."""
    parts = (_head, _whole, _general, _three_public, _operation, _procurement, _other, _performance)
    return "\n\n".join(line for part in parts for line in part(of))


def _money(amount: Decimal) -> str:
    return f"{in_ten_thousands(amount).normalize() + 0:f}万元"


def _percent(of: Department, part: Decimal, whole: Decimal) -> str:
    rounded = (part / whole * 100).quantize(Decimal(1).scaleb(-of.places), ROUND_HALF_UP)
    return f"{rounded.normalize() + 0:f}%"


def _change(of: Department, amount: Decimal, *, with_last: bool) -> str:
    """Say how an amount differs from last year's, worked out before anything is rounded."""
    before = amount * of.last_year / 100
    if of.last_year == 100 or in_ten_thousands(amount) == in_ten_thousands(before):
        return "与上年持平"
    up = amount > before
    said = f"与上年{_money(before)}相比" if with_last else f"比{of.year - 1}年预算"
    by = f"{'增加' if up else '减少'}{_money(abs(amount - before))}"
    return f"{said}{by}，{'增长' if up else '下降'}{_percent(of, abs(amount - before), before)}"


def _head(of: Department) -> Iterator[str]:
    yield f"{of.name}{of.year}年部门预算公开情况说明"
    yield "一、部门职责"
    yield "负责文献的收藏、整理和借阅，开展全民阅读活动。"


def _whole(of: Department) -> Iterator[str]:
    total = of.total()
    yield "二、收支总体情况"
    yield f"{of.year}年部门收支总预算{_money(total)}。"
    yield "（一）收入预算"
    names = {"一般公共预算财政拨款收入": "一般公共预算收入", "政府性基金预算财政拨款收入": "政府性基金预算收入"}
    parts = [
        f"{names.get(name, name)}{_money(amount)}，占{_percent(of, amount, total)}"
        for name, amount in incomes(of).items()
    ]
    carried = of.total(part="carried_over")
    parts.append(f"上年结转收入{_money(carried)}，占{_percent(of, carried, total)}")
    change = _change(of, total, with_last=True)
    yield f"{of.year}年收入预算{_money(total)}（详见部门预算公开表1、2），{change}。包括：{'；'.join(parts)}。"
    yield "（二）支出预算"
    parts = [
        f"{name}{_money(of.total(part=part))}，占{_percent(of, of.total(part=part), total)}"
        for name, part in (("基本支出", "basic"), ("项目支出", "project"), ("上年结转", "carried_over"))
    ]
    yield f"{of.year}年支出预算{_money(total)}，{_change(of, total, with_last=False)}。其中：{'；'.join(parts)}。"


def _general(of: Department) -> Iterator[str]:
    basic, project = of.total("general", part="basic"), of.total("general", part="project")
    classes = [
        f"{SUBJECTS[code]}{_money(amount)}"
        for code in of.subjects("general")
        if len(code) == 3
        and (amount := of.total("general", part="basic", under=code) + of.total("general", part="project", under=code))
    ]
    yield "三、一般公共预算情况"
    yield f"{of.year}年一般公共预算当年支出{_money(basic + project)}，包括：{'、'.join(classes)}。具体安排情况如下："
    staff = sum((cost for code, cost in of.costs.items() if code in STAFF), Decimal())
    yield "（一）基本支出"
    yield f"{of.year}年基本支出{_money(basic)}，{_change(of, basic, with_last=True)}，主要原因是人员变动。"
    costs = "、".join(f"{STAFF[code]}{_money(cost)}" for code, cost in of.costs.items() if code in STAFF)
    yield f"其中：人员经费支出{_money(staff)}，主要包括：{costs}。"
    yield f"公用经费支出{_money(basic - staff)}，主要包括：办公费、差旅费等。"
    yield "（二）项目支出"
    yield f"{of.year}年项目支出{_money(project)}，{_change(of, project, with_last=False)}，主要原因是项目安排变动。"


def _three_public(of: Department) -> Iterator[str]:
    abroad, reception, bought, running, meeting, training = three_public(of)
    total = abroad + reception + bought + running
    yield "四、“三公”经费情况"
    yield f"“三公”经费预算{_money(total)}，{_change(of, total, with_last=True) if total else '与上年持平'}。其中："
    yield f"1.因公出国（境）费用{_money(abroad)}。"
    yield f"2.公务接待费{_money(reception)}，与上年持平。"
    cars = f"其中：公务用车购置费{_money(bought)}，公务用车运行维护费{_money(running)}"
    yield f"3.公务用车购置及运行维护费{_money(bought + running)}（{cars}）。"
    yield f"会议费{_money(meeting)}，培训费{_money(training)}。"


def _operation(of: Department) -> Iterator[str]:
    lines = operation(of)
    total = sum((basic + project for _, basic, project in lines), Decimal())
    named = "、".join(f"{name.partition(']')[2]}{_money(basic + project)}" for name, basic, project in lines)
    yield "五、机关运行经费情况"
    yield f"机关运行经费{_money(total)}，其中：{named}，{_change(of, total, with_last=False)}。"


def _procurement(of: Department) -> Iterator[str]:
    goods, works, services = purchases(of).values()
    yield "六、政府采购情况"
    yield (
        f"{of.year}年政府采购预算总额{_money(goods + works + services)}，其中：政府采购货物预算{_money(goods)}，"
        f"政府采购工程预算{_money(works)}，政府采购服务预算{_money(services)}。"
    )


def _other(of: Department) -> Iterator[str]:
    yield "七、其他重要事项"
    for title, fund in (("政府性基金预算", "funds"), ("国有资本经营预算", "capital")):
        if of.total(fund):
            yield f"{of.year}年{title}支出{_money(of.total(fund))}。"
        else:
            yield f"{of.year}年未安排{title}，{title}支出情况表为空表。"


def _performance(of: Department) -> Iterator[str]:
    count = len(of.projects)
    yield "八、预算绩效管理情况"
    yield (
        f"{of.year - 1}年度，组织开展绩效自评项目共{count + 1}个，其中，部门整体支出1个，项目支出{count}个，"
        "绩效自评覆盖率为100%。"
    )
    yield f"{of.year}年，纳入部门预算绩效目标管理的项目{count}个。"
