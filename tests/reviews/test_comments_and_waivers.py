"""Comments on cells and their answers; findings that may stand. On both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from perf.database import reading
from perf.domain.drafts.rows import SLOT, cell_name
from perf.domain.review import Action, State
from perf.reviews.operations.refusals import NotReady, Overtaken, ReviewError
from perf.reviews.operations.waivers import Decision
from perf.reviews.queries.waivers import waivers_of
from tests.pages import HOSTILE
from tests.reviews.circulation import Circulation, a_circulation, filled

TODAY = date(2026, 3, 2)
"""The day of NOW in China."""

SUMS = "amounts-add-up"


def under_review(engine: Engine) -> Circulation:
    """A table that the supervising department has opened."""
    table = a_circulation(engine)
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    return table


def value_of(table: Circulation, name: str) -> str:
    """The name of an indicator's value cell."""
    return cell_name(table.row(name).id, "value")


def test_a_comment_names_its_cell_as_people_find_it_and_what_stood_there(engine: Engine) -> None:
    table = under_review(engine)
    table.comment("supervisor", value_of(table, "新增图书数量"), HOSTILE)
    table.comment("supervisor", "", "请附测算依据")
    goal = table.table().slot("goals-annual")
    table.comment("supervisor", cell_name(goal.id, SLOT), "目标太长")
    told = [(each.place, each.read[:6], each.text, each.author) for each in table.comments()]
    assert told == [
        ("指标第3行“新增图书数量”，指标值", "≥3000册", HOSTILE, "某supervisor"),
        ("全表", "", "请附测算依据", "某supervisor"),
        ("总体目标", "建成 5 个", "目标太长", "某supervisor"),
    ]


def test_the_same_comment_pressed_twice_is_kept_once(engine: Engine) -> None:
    table = under_review(engine)
    cell = value_of(table, "新增图书数量")
    assert table.comment("supervisor", cell, "偏低") == table.comment("supervisor", cell, "偏低")
    assert table.comment("supervisor", "", "偏低") != table.comments()[0].id
    assert len(table.comments()) == 2


def test_a_cell_that_is_none_is_not_commented(engine: Engine) -> None:
    table = under_review(engine)
    for cell in ("r1", "r999999-value", "r-value", "x", "r2147483648-name", "r1-nothing"):
        with pytest.raises(ReviewError, match="没有找到要批注的这一格"):
            table.comment("supervisor", cell, "偏低")


def test_only_who_reviews_now_comments(engine: Engine) -> None:
    table = under_review(engine)
    for who in ("drafter", "leader", "business", "auditor", "stranger"):
        with pytest.raises(ReviewError, match="批注没有保存"):
            table.comment(who, "", "插一句")
    table.give_back("supervisor")
    with pytest.raises(ReviewError, match="批注没有保存"):
        table.comment("supervisor", "", "忘了一句")
    assert table.comments() == ()


def test_a_comment_without_words_or_with_too_many_is_refused(engine: Engine) -> None:
    table = under_review(engine)
    with pytest.raises(ReviewError, match="还没有写批注"):
        table.comment("supervisor", "", "\x00 \u3000")
    with pytest.raises(ReviewError, match="批注有 2001 字，最多 2000 字"):
        table.comment("supervisor", "", "𠮷" * 2001)


def test_a_comment_is_taken_back_until_the_decision(engine: Engine) -> None:
    table = under_review(engine)
    first, second = table.comment("supervisor", "", "一"), table.comment("supervisor", "", "二")
    table.take_back("supervisor", first)
    table.take_back("supervisor", first)
    assert [each.text for each in table.comments()] == ["二"]
    table.give_back("supervisor")
    with pytest.raises(ReviewError, match="不由您审核"):
        table.take_back("supervisor", second)


def test_a_comment_of_an_earlier_step_is_not_taken_back_by_a_later_one(engine: Engine) -> None:
    table = under_review(engine)
    comment = table.comment("supervisor", "", "一")
    table.do("supervisor", Action.PASS, review=filled())
    table.open("business")
    with pytest.raises(ReviewError, match="只能收回自己这一轮"):
        table.take_back("business", comment)


def test_every_comment_is_answered_before_the_table_goes_up_again(engine: Engine) -> None:
    table = under_review(engine)
    cell = value_of(table, "新增图书数量")
    first, second = table.comment("supervisor", cell, "偏低"), table.comment("supervisor", "", "请附依据")
    table.give_back("supervisor")
    with pytest.raises(NotReady) as refused:
        table.submit()
    assert [(each.cell, each.sentence) for each in refused.value.blockers] == [
        (cell, "指标第3行“新增图书数量”，指标值：主管部门的批注还没有答复"),
        (None, "全表：主管部门的批注还没有答复"),
    ]
    table.answer(first, "去年有一次性捐赠")
    table.answer(second, "已附")
    table.answer(second, "已附测算表", who="second_drafter")
    assert [(each.answer, each.answered_by) for each in table.comments()] == [
        ("去年有一次性捐赠", "某drafter"),
        ("已附测算表", "某second_drafter"),
    ]
    assert table.submit().state is State.WAITING


def test_an_answer_is_refused_in_words(engine: Engine) -> None:
    table = under_review(engine)
    comment = table.comment("supervisor", "", "请附依据")
    with pytest.raises(ReviewError, match="不在填报人手里"):
        table.answer(comment, "好")
    table.give_back("supervisor")
    with pytest.raises(ReviewError, match="只有本单位的填报人"):
        table.answer(comment, "好", who="supervisor")
    with pytest.raises(ReviewError, match="还没有写答复"):
        table.answer(comment, "  ")
    with pytest.raises(ReviewError, match="没有找到这条批注"):
        table.answer(2**31, "好")


def in_error(engine: Engine) -> tuple[Circulation, list[str]]:
    """A table whose amounts do not add up, with the cells that say so."""
    table = a_circulation(engine)
    total = table.table().slot("funding-annual-total")
    table.table().save(total, text="35")
    parts = ("total", "appropriation", "carried_over", "other_funds")
    return table, [cell_name(table.table().slot(f"funding-annual-{part}").id, SLOT) for part in parts]


def test_a_granted_finding_may_stand_until_its_last_day(engine: Engine) -> None:
    table, cells = in_error(engine)
    waiver = table.ask(SUMS, cells)
    with pytest.raises(NotReady):
        table.submit()
    table.decide(waiver, Decision(is_granted=True, until=TODAY))
    table.decide(waiver, Decision(is_granted=True, until=TODAY))
    assert table.submit().state is State.WAITING
    table.do("drafter", Action.WITHDRAW)
    table.now += timedelta(days=1)
    with pytest.raises(NotReady):
        table.submit()
    with reading(engine) as session:
        [request] = waivers_of(session, table.draft_id)
    assert request.state_on(TODAY) == "已同意"
    assert request.state_on(TODAY + timedelta(days=1)) == "已同意，但已过期"
    assert (request.requested_by, request.decided_by, request.reason) == (
        "某drafter",
        "某performance",
        "按财政要求填写",
    )


def test_a_refused_finding_still_blocks_and_may_be_asked_for_again(engine: Engine) -> None:
    table, cells = in_error(engine)
    waiver = table.ask(SUMS, cells)
    assert table.ask(SUMS, cells) == waiver
    with pytest.raises(ReviewError, match="正等绩效科决定；新写的理由没有保存"):
        table.ask(SUMS, cells, reason="结转资金另有安排")
    table.decide(waiver, Decision(is_granted=False, note="请改正金额"))
    with pytest.raises(NotReady):
        table.submit()
    assert table.ask(SUMS, cells) != waiver


def test_of_two_who_decide_the_second_is_told(engine: Engine) -> None:
    table, cells = in_error(engine)
    waiver = table.ask(SUMS, cells)
    table.decide(waiver, Decision(is_granted=False, note="请改正"))
    with pytest.raises(Overtaken, match="某performance已经决定：没有同意"):
        table.decide(waiver, Decision(is_granted=True, until=TODAY), who="colleague")


def test_what_cannot_be_asked_or_decided_is_refused_in_words(engine: Engine) -> None:
    table, cells = in_error(engine)
    for rule, named in ((SUMS, cells[:1]), ("no-such-rule", cells), (SUMS, [])):
        with pytest.raises(ReviewError, match="这个问题现在已经没有了"):
            table.ask(rule, named)
    with pytest.raises(ReviewError, match="只有本单位的填报人"):
        table.ask(SUMS, cells, who="leader")
    with pytest.raises(ReviewError, match="还没有写申请豁免的理由"):
        table.ask(SUMS, cells, reason="")
    waiver = table.ask(SUMS, cells)
    for decision, sentence in (
        (Decision(is_granted=True), "还没有填同意到哪一天"),
        (Decision(is_granted=True, until=TODAY - timedelta(days=1)), "已经过去了"),
        (Decision(is_granted=False), "还没有写不同意的理由"),
    ):
        with pytest.raises(ReviewError, match=sentence):
            table.decide(waiver, decision)
    for who in ("drafter", "business", "supervisor"):
        with pytest.raises(ReviewError, match="只有绩效科"):
            table.decide(waiver, Decision(is_granted=True, until=TODAY), who=who)
    with pytest.raises(ReviewError, match="没有找到这条豁免申请"):
        table.decide(2**31, Decision(is_granted=True, until=TODAY))


def test_a_request_that_became_needless_waits_for_nobody(engine: Engine) -> None:
    table, cells = in_error(engine)
    waiver = table.ask(SUMS, cells)
    table.table().save(table.table().slot("funding-annual-total"), text="20")
    table.submit()
    with reading(engine) as session:
        [request] = waivers_of(session, table.draft_id)
    assert (request.state_on(TODAY), request.note) == ("已撤回", "问题已经改正，送审时撤回")
    with pytest.raises(Overtaken, match="已撤回"):
        table.decide(waiver, Decision(is_granted=True, until=TODAY))


def test_no_leave_is_asked_for_while_others_have_the_table(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    with pytest.raises(ReviewError, match="不在填报人手里"):
        table.ask(SUMS, [])
