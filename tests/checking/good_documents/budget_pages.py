"""The thirteen public budget tables of a department."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from tests.checking.good_documents.departments import GOODS, STAFF, SUBJECTS, Department

_NUMBERS = "一二三四五六七八九十"
_FISCAL = ("general", "funds", "capital")
_TITLES = {"general": "一般公共预算", "funds": "政府性基金预算", "capital": "国有资本经营预算"}
Row = Sequence[str]


def budget_pages(of: Department) -> Iterator[str]:
    """Print every table with title, unit and note."""
    tables = (_balance, _income, _expenditure, _fiscal_balance, _fiscal_expenditure, _general, _basic, _three_public,
              _operation, _funds, _transfers, _capital, _procurement)  # fmt: skip
    for number, table in enumerate(tables):
        title, rows, nothing = table(of)
        ordinal = f"十{_NUMBERS[number - 10]}" if number > 9 else _NUMBERS[number]
        note = f"备注：{nothing}" if nothing else "备注：无内容应公开空表并说明情况。"
        lines = "\n".join("\t".join(row) for row in rows)
        yield f"表{ordinal}、{title}\n\n单位：{of.unit}\n\n{lines}\n\n{note}"


Page = tuple[str, Sequence[Row], str]


def incomes(of: Department) -> dict[str, Decimal]:
    """Give this year's income by its name in the tables."""
    this_year = {fund: of.total(fund, part="basic") + of.total(fund, part="project") for fund in (*_FISCAL, "own")}
    return {
        "一般公共预算财政拨款收入": this_year["general"],
        "政府性基金预算财政拨款收入": this_year["funds"],
        "国有资本经营预算收入": this_year["capital"],
        "事业收入": this_year["own"],
    }


def _classes(of: Department, *funds: str) -> list[tuple[str, Decimal]]:
    return [(SUBJECTS[code], of.total(*funds, under=code)) for code in of.subjects(*funds) if len(code) == 3]


def _balance(of: Department) -> Page:
    this_year, carried = sum(incomes(of).values(), Decimal()), of.total(part="carried_over")
    left = [(f"{_NUMBERS[place]}、{name}", amount) for place, (name, amount) in enumerate(incomes(of).items())]
    right = [(f"{_NUMBERS[place]}、{name}", amount) for place, (name, amount) in enumerate(_classes(of))]
    rows = [
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        *_side_by_side(of, left, right),
        ("本年收入合计", of.money(this_year), "本年支出合计", of.money(of.total())),
        ("上年结转", of.money(carried), "结转下年", of.zero),
        ("收入总计", of.money(of.total()), "支出总计", of.money(of.total())),
    ]
    return "部门收支总体情况表", rows, ""


def _side_by_side(
    of: Department, left: Iterable[tuple[str, Decimal]], right: Iterable[tuple[str, Decimal]]
) -> Iterator[Row]:
    for income, spent in zip_longest(left, right):
        yield (*_named(of, income), *_named(of, spent))


def _named(of: Department, line: tuple[str, Decimal] | None) -> Row:
    return (line[0], of.money(line[1])) if line else ("", "")


def _income(of: Department) -> Page:
    numbered = [(f"{_NUMBERS[place]}、{name}", amount) for place, (name, amount) in enumerate(incomes(of).items())]
    lines = [
        *numbered,
        ("本年收入合计", Decimal(sum(incomes(of).values()))),
        ("五、上年结转", of.total(part="carried_over")),
        ("收入合计", of.total()),
    ]
    return "部门收入总体情况表", [("项目", "预算数"), *(_named(of, line) for line in lines)], ""


def _expenditure(of: Department) -> Page:
    parts = ("total", "basic", "project", "carried_over")
    rows: list[Row] = [("功能分类科目", "支出合计", "基本支出", "项目支出", "上年结转")]
    rows.append(("总计", *(of.money(of.total(part=part)) for part in parts)))
    rows += [(SUBJECTS[code], *(of.money(of.total(part=part, under=code)) for part in parts)) for code in of.subjects()]
    return "部门支出总体情况表", rows, ""


def _fiscal_balance(of: Department) -> Page:
    carried, total = of.total(part="carried_over"), of.total(*_FISCAL)
    funded = [
        (f"（{_NUMBERS[place]}）{name.removesuffix('收入').removesuffix('财政拨款')}财政拨款", amount)
        for place, (name, amount) in enumerate(list(incomes(of).items())[:3])
    ]
    left = [("一、本年收入", total - carried), *funded, ("二、上年结转", carried)]
    numbered = [(f"（{_NUMBERS[place]}）{name}", spent) for place, (name, spent) in enumerate(_classes(of, *_FISCAL))]
    right = [("一、本年支出", total), *numbered, ("二、结转下年", Decimal())]
    rows = [
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "合计"),
        *_side_by_side(of, left, right),
        ("收 入 总 计", of.money(total), "支 出 总 计", of.money(total)),
    ]
    return "财政拨款收支总体情况表", rows, ""


def _fiscal_expenditure(of: Department) -> Page:
    groups = [cell for fund in _FISCAL for cell in (f"{_TITLES[fund]}支出", "", "")]
    rows = [("单位名称", "总计", *groups), ("", "", *("合计", "基本支出", "项目支出") * 3)]
    amounts = [(of.total(fund, part="basic"), of.total(fund, part="project")) for fund in _FISCAL]
    rows.append(("总计", *_fiscal_cells(of, amounts)))
    for unit, name in enumerate(units(of)):
        own = [(of.part_of(unit, basic), of.part_of(unit, project)) for basic, project in amounts]
        rows.append((name, *_fiscal_cells(of, own)))
    return "财政拨款支出表", rows, ""


def _fiscal_cells(of: Department, amounts: Sequence[tuple[Decimal, Decimal]]) -> Iterator[str]:
    yield of.money(sum((sum(each, Decimal()) for each in amounts), Decimal()))
    for basic, project in amounts:
        yield from map(of.money, (basic + project, basic, project))


def units(of: Department) -> list[str]:
    """Give the units, the department itself first."""
    return [of.name, "示例市少年儿童活动中心", "示例市文献保护研究所"][: len(of.shares)]


def _general(of: Department) -> Page:
    last = (f"{of.year - 1}年预算数",) if of.other_years else ()
    rows: list[Row] = [
        ("功能分类科目", "", *last, f"{of.year}年预算数" if last else "一般公共预算支出", "", ""),
        ("科目编码", "科目名称", *("" for _ in last), "合计", "基本支出", "项目支出"),
        ("", "总计", *_general_cells(of, "")),
    ]
    spent = (code for code in of.subjects("general") if _this_year(of, code))
    rows += [(code, SUBJECTS[code], *_general_cells(of, code)) for code in spent]
    return "一般公共预算支出情况表", rows, ""


def _this_year(of: Department, under: str) -> Decimal:
    return of.total("general", part="basic", under=under) + of.total("general", part="project", under=under)


def _general_cells(of: Department, under: str) -> Iterator[str]:
    total = _this_year(of, under)
    if of.other_years:
        yield of.money(total * of.last_year / 100)
    yield of.money(total)
    yield of.money(of.total("general", part="basic", under=under))
    yield of.money(of.total("general", part="project", under=under))


def _basic(of: Department) -> Page:
    staff = sum((of.costs.get(code, Decimal()) for code in STAFF), Decimal())
    goods = sum((of.costs.get(code, Decimal()) for code in GOODS), Decimal())
    rows: list[Row] = [
        ("经济分类科目", "", "一般公共预算基本支出", "", ""),
        ("科目编码", "科目名称", "合计", "人员经费", "公用经费"),
        ("", "总计", *map(of.money, (staff + goods, staff, goods))),
        ("301", "工资福利支出", of.money(staff), of.money(staff), of.zero),
        *((code, name, cost, cost, of.zero) for code, name, cost in _costs(of, STAFF)),
    ]
    if goods:
        rows.append(("302", "商品和服务支出", of.money(goods), of.zero, of.money(goods)))
    rows += [(code, name, cost, of.zero, cost) for code, name, cost in _costs(of, GOODS)]
    return "一般公共预算基本支出情况表", rows, ""


def _costs(of: Department, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    return ((code, names[code], of.money(cost)) for code, cost in of.costs.items() if code in names)


def three_public(of: Department) -> tuple[Decimal, ...]:
    """Give 因公出国, 公务接待, 购置, 运行, 会议, 培训."""
    cost = of.costs.get
    zero = Decimal()
    return (
        of.visible["abroad"],
        cost("30217", zero),
        of.visible["vehicle_purchase"],
        *(cost(code, zero) for code in ("30231", "30215", "30216")),
    )


def _three_public(of: Department) -> Page:
    def cells(amounts: Sequence[Decimal]) -> Iterator[str]:
        yield from map(of.money, (sum(amounts[:4], Decimal()), *amounts))

    amounts = three_public(of)
    rows = [
        ("单位名称", "“三公”经费", "", "", "", "", "会议费", "培训费"),
        ("", "合计", "因公出国（境）费用", "公务接待费", "公务用车购置和运行费", "", "", ""),
        ("", "", "", "", "公务用车购置费", "公务用车运行费", "", ""),
        ("总计", *cells(amounts)),
        *((name, *cells([of.part_of(unit, each) for each in amounts])) for unit, name in enumerate(units(of))),
    ]
    return (
        "一般公共预算财政拨款“三公”经费、会议费、培训费支出情况表",
        rows,
        "" if any(amounts) else "本单位无“三公”经费。",
    )


def operation(of: Department) -> list[tuple[str, Decimal, Decimal]]:
    """Give 机关运行经费: what for, from basic expenditure, from projects."""
    basic = [(f"[{code}]{name}", of.costs.get(code, Decimal()), Decimal()) for code, name in GOODS.items()][:4]
    first = of.projects[0]
    return [*basic, ("[31002]办公设备购置", Decimal(), first.amount if first.fund == "general" else Decimal())]


def _operation(of: Department) -> Page:
    lines = operation(of)
    basic = sum((from_basic for _, from_basic, _ in lines), Decimal())
    project = sum((from_project for _, _, from_project in lines), Decimal())
    rows: list[Row] = [("序号", "项目", "合计", "基本支出", "项目支出")]
    rows.append(("", "总计", *map(of.money, (basic + project, basic, project))))
    for number, (name, from_basic, from_project) in enumerate(lines, start=1):
        rows.append((str(number), name, *map(of.money, (from_basic + from_project, from_basic, from_project))))
    return "一般公共预算财政拨款机关运行经费表", rows, "" if basic + project else "本单位无机关运行经费。"


def _funds(of: Department) -> Page:
    return _of_fund(of, "funds")


def _capital(of: Department) -> Page:
    return _of_fund(of, "capital")


def _of_fund(of: Department, fund: str) -> Page:
    title = f"{_TITLES[fund]}支出情况表"
    if not of.total(fund):
        return title, [("项目", "预算数"), ("总计", of.zero)], f"本单位无{_TITLES[fund]}支出，本表为空表。"
    rows = [("科目编码", "科目名称", "预算数"), ("", "总计", of.money(of.total(fund)))]
    rows += [(code, SUBJECTS[code], of.money(of.total(fund, under=code))) for code in of.subjects(fund)]
    return title, rows, ""


def _transfers(of: Department) -> Page:
    heading = ("单位名称", "合计", "一般公共预算项目支出", "政府性基金预算项目支出", "国有资本经营预算项目支出")
    cells = (of.money(of.transfers), of.money(of.transfers), of.zero, of.zero)
    if not of.transfers:
        return "部门管理转移支付表", [heading, ("总计", *cells)], "本单位无管理的转移支付。"
    return "部门管理转移支付表", [heading, ("总计", *cells), (of.name, *cells)], ""


def purchases(of: Department) -> dict[str, Decimal]:
    """Give what is bought: 货物, 工程, 服务."""
    return {"复印纸": of.visible["paper"], "维修工程": of.visible["repair"], "印刷服务": of.visible["printing"]}


def _procurement(of: Department) -> Page:
    bought = {name: amount for name, amount in purchases(of).items() if amount}
    rows = [("采购品目", "采购金额"), ("总计", of.money(sum(bought.values(), Decimal())))]
    rows += [(name, of.money(amount)) for name, amount in bought.items()]
    return "政府采购预算表", rows, "" if bought else "本单位未安排政府采购预算。"
