"""One table's whole life in real browsers: drafted, pasted, mended, submitted, returned, answered, approved, adjusted.

It is the department table of a real published document. The same people take the same steps with scripts and without;
the unit of the second journey has no supervising department, so its chain is shorter.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from perf.conversion import read_targets
from perf.database import transaction
from perf.departments.operations import register_department
from perf.domain.indicators import IndicatorTree
from perf.domain.roles import Role
from perf.domain.targets import FieldValue, PerformanceTarget
from perf.domain.values import parse_value
from tests.domain.pasting.pasted_tables import copied_table, form
from tests.journeys.desks import Desk, Reviewing, Sheet, desk
from tests.pages import CONTACT, HOSTILE, NOW, PHONE, engine_of
from tests.signing_in import make_user

pytestmark = pytest.mark.usefixtures("stopped_clock")

SCHEMA = form("gansu-2026-department")
UNIT = "示例市图书馆𬭎"
INDICATOR, CELL = "组织开展巡察", "第14行 指标值"
PLACE = f"指标第14行“{INDICATOR}”，指标值"
"""The indicator that is commented on and adjusted; its value's cell in the editor, and what reviewers call that."""

TOTAL, ADJUSTED = "支出预算合计", "4"
REMARK, OPINION = "与上年实际相比<b>偏低，请核对", "一处指标值要核对后再报"
ANSWER, REASON = "已核对，改为 3 次𬭎", "年中追加任务，见会议纪要"


@dataclass(frozen=True)
class Journey:
    """How one journey differs from the other.

    Attributes:
        with_scripts: whether browsers run scripts.
        code, name: the unit whose table it is.
        reviewers: who acts after the leader, in the order of the unit's chain.
    """

    with_scripts: bool
    code: str
    name: str
    reviewers: tuple[str, ...]


WITH_SCRIPTS = Journey(True, "999001", UNIT, ("supervisor", "business", "performance"))
WITHOUT_SCRIPTS = Journey(False, "999002", f"乙{HOSTILE}", ("business", "performance"))

ROLES = {
    "drafter": Role.DRAFTER,
    "leader": Role.UNIT_LEADER,
    "supervisor": Role.DEPARTMENT_REVIEWER,
    "business": Role.FINANCE_BUSINESS_REVIEWER,
    "performance": Role.FINANCE_PERFORMANCE_REVIEWER,
}


@pytest.fixture
def published(real_documents: Path) -> PerformanceTarget:
    """The department table of 定西 with its 36 indicators, as this project reads it."""
    read = read_targets(real_documents / "seeds/dingxi-2026.txt").targets
    return next(target for target in read if target.schema == SCHEMA.id and len(target.indicators) == 36)


@pytest.fixture(params=[WITH_SCRIPTS, WITHOUT_SCRIPTS], ids=["with scripts", "without scripts"])
def journey(request: pytest.FixtureRequest) -> Journey:
    """With scripts in a unit below another, without them in one that stands alone."""
    chosen: Journey = request.param
    return chosen


@pytest.fixture
def desks(browser: Browser, app: Flask, site: str, journey: Journey) -> Iterator[dict[str, Desk]]:
    """Everybody whom the table passes, each signed in to an account that administrators made."""
    engine = engine_of(app)
    with transaction(engine) as session:
        register_department(session, "999", "示例市文化局", now=NOW)
        register_department(session, "999001", UNIT, supervising_code="999", now=NOW)
    with ExitStack() as stack:
        found = {}
        for who in ("drafter", "leader", *journey.reviewers):
            belongs = {"drafter": journey.code, "leader": journey.code, "supervisor": "999"}.get(who, "")
            user = make_user(engine, who, ROLES[who], now=NOW, department=belongs, full_name=f"某{who}")
            found[who] = stack.enter_context(desk(browser, site, user, with_scripts=journey.with_scripts))
        yield found


def test_a_target_from_draft_to_adjustment(
    desks: dict[str, Desk], journey: Journey, published: PerformanceTarget
) -> None:
    sheet = begun(desks["drafter"])
    reviews = {who: Reviewing(each, sheet.draft_id) for who, each in desks.items()}
    paste_indicators(sheet, published)
    fill_the_rest_and_mend_it(sheet, journey, published)
    reviews["drafter"].submit()
    reviews["leader"].open_from_work_list(journey.name)
    reviews["leader"].pass_on()
    comment_and_give_back(reviews[journey.reviewers[0]], journey)
    answer_and_change(reviews["drafter"], sheet)
    pass_all(reviews, journey)
    adjust(reviews["drafter"], sheet)
    pass_all(reviews, journey)
    require_both_versions_side_by_side(reviews["drafter"])
    assert downloaded(reviews["drafter"]) == as_typed(published, journey)


def begun(drafter: Desk) -> Sheet:
    """Begin an empty department table of the first year that is offered."""
    drafter.follow("本单位的表", "header")
    drafter.follow("新建一张表")
    drafter.page.locator("#fiscal_year").get_by_label("2026年度").check()
    drafter.page.get_by_label("部门整体支出绩效目标表").check()
    drafter.page.get_by_label("部门整体支出的表样").select_option(SCHEMA.id)
    drafter.page.get_by_label("空白表").check()
    drafter.press("新建")
    drafter.page.wait_for_url(re.compile(r"/drafts/\d+$"))
    return Sheet(drafter, int(drafter.page.url.rpartition("/")[2]))


def paste_indicators(sheet: Sheet, published: PerformanceTarget) -> None:
    """Paste the indicators as Excel copies them, each merged label once."""
    block = copied_table(replace(published, fields=(), goals=(), funding=()), SCHEMA)
    sheet.paste(block[block.index("一级指标\t") :], "第1行 三级指标")
    names = [indicator.name for indicator in published.indicators]
    assert len(names) == 36
    for number, name in enumerate(names, 1):
        assert sheet.cell(f"第{number}行 三级指标").input_value() == name


def fill_the_rest_and_mend_it(sheet: Sheet, journey: Journey, published: PerformanceTarget) -> None:
    """Fill in head, goal and money, one amount wrong; see what is wrong, and mend it."""
    money = {row.label: row.show() for row in published.funding}
    head = {"单位（部门）名称": journey.name, "联系人": CONTACT, "联系电话": PHONE}
    sheet.fill(head | {"年度绩效目标": published.goals[0].text} | money | {TOTAL: "400"})
    sheet.desk.require_words(TOTAL, within="#panel .findings")
    reviewing = Reviewing(sheet.desk, sheet.draft_id)
    reviewing.open()
    reviewing.require_not_ready(TOTAL)
    sheet.open()
    sheet.fill({TOTAL: money[TOTAL]})


def comment_and_give_back(reviewing: Reviewing, journey: Journey) -> None:
    """Open it, comment on one cell, and return it."""
    reviewing.open_from_work_list(journey.name)
    reviewing.desk.press("受理")
    reviewing.comment(PLACE, REMARK)
    reviewing.give_back(OPINION)


def answer_and_change(reviewing: Reviewing, sheet: Sheet) -> None:
    """See on the first page why it came back, answer the comment, change the cell."""
    drafter = sheet.desk
    drafter.page.goto("/work")
    drafter.require_words("退回来要改的", OPINION)
    drafter.follow("1 条批注要答复")
    drafter.require_words(REMARK)
    reviewing.require_not_ready("还没有答复")
    drafter.write("答复", ANSWER)
    drafter.press("保存答复")
    drafter.require_words("答复已保存", ANSWER)
    sheet.open()
    sheet.fill({CELL: "3"})


def pass_all(reviews: dict[str, Reviewing], journey: Journey) -> None:
    """Submit it and let everybody pass it, the last one approving."""
    reviews["drafter"].submit()
    for who in ("leader", *journey.reviewers):
        reviews[who].open_from_work_list(journey.name)
        reviews[who].pass_on("批复" if who == journey.reviewers[-1] else "通过")
    reviews["drafter"].open()
    reviews["drafter"].desk.require_words("已批复", within="#state")


def adjust(reviewing: Reviewing, sheet: Sheet) -> None:
    """Ask for an adjustment of one indicator, and change it; all others stay as they are."""
    drafter = reviewing.desk
    drafter.follow("申请调整")
    drafter.write("调整的理由", REASON)
    drafter.page.locator("#rows").get_by_label(INDICATOR).check()
    drafter.press("申请调整")
    drafter.require_words("现在可以修改")
    sheet.open()
    for locked in ("第13行 指标值", "第15行 指标值", TOTAL, "年度绩效目标"):
        expect(sheet.cell(locked)).not_to_be_editable()
    sheet.fill({CELL: ADJUSTED})


def require_both_versions_side_by_side(reviewing: Reviewing) -> None:
    """The target of the year's beginning and the adjusted one stand beside each other, and what differs is named."""
    drafter = reviewing.desk
    drafter.follow("与前一版对比")
    drafter.require_words("（第1次调整）", "（年初）")
    [difference] = drafter.page.locator(".differences tbody tr").all()
    expect(difference).to_contain_text(INDICATOR)
    before, after = drafter.page.locator(".side-by-side section").all()
    for version, value in ((before, "3"), (after, ADJUSTED)):
        expect(version.get_by_role("row", name=re.compile(rf"^{INDICATOR} ≥ {value}\b"))).to_be_visible()


def downloaded(reviewing: Reviewing) -> PerformanceTarget:
    """Download the adjusted version as PDF and read it back."""
    with reviewing.desk.page.expect_download() as download:
        reviewing.desk.follow("PDF.pdf")
    path = download.value.path()
    [target] = read_targets(path, name=download.value.suggested_filename).targets
    return target


def as_typed(published: PerformanceTarget, journey: Journey) -> PerformanceTarget:
    """The table as people typed it."""
    head = {"department_name": journey.name, "contact_name": CONTACT, "contact_phone": PHONE}
    rows = [
        replace(row, value=parse_value(f"≥{ADJUSTED}次")) if row.name == INDICATOR else row
        for row in published.indicators
    ]
    fields = tuple(FieldValue(key, text) for key, text in head.items())
    return replace(published, fields=fields, indicators=IndicatorTree(tuple(rows)))
