"""A table goes through review, is returned, approved, adjusted. On both databases."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import Engine

from perf.database import reading, transaction
from perf.domain.drafts.rows import cell_name
from perf.domain.review import Action, State, Step
from perf.domain.review.form import Grade
from perf.drafting.operations.holding import DraftClosed
from perf.drafting.operations.saving import RowEdit
from perf.reviews.operations.chains import set_chain
from perf.reviews.operations.moving import Move, move
from perf.reviews.operations.refusals import NotFilled, NotReady, Overtaken, ReviewError
from perf.reviews.queries.versions import version_by_number
from tests.reviews.circulation import STEPS, a_circulation, filled


def test_a_table_goes_up_the_whole_chain_and_is_approved(engine: Engine) -> None:
    table = a_circulation(engine)
    assert table.kept() == ("drafting", None, True)
    assert table.submit().label == "待单位负责人审核"
    for who, label in zip(STEPS, ["待主管部门审核", "待业务科室审核", "待绩效科审核", "已批复"], strict=True):
        table.open(who)
        assert table.kept() == ("opened", table.state().step, False)
        assert table.do(who, Action.PASS, review=filled()).label == label
    assert table.kept() == ("approved", None, False)
    told = [(event.number, event.event.action, event.by, event.step) for event in table.events()]
    assert told[0] == (1, Action.SUBMIT, "某drafter", None)
    assert told[-1] == (9, Action.PASS, "某performance", Step.FINANCE_PERFORMANCE)


def test_what_reviewers_filled_in_is_kept_and_the_leader_only_signs(engine: Engine) -> None:
    table = a_circulation(engine)
    table.approve_by_all()
    passed = {event.step: event for event in table.events() if event.event.action is Action.PASS}
    assert passed[Step.UNIT_LEADER].review is None
    review = passed[Step.FINANCE_BUSINESS].review
    assert review == filled()
    assert passed[Step.FINANCE_BUSINESS].event.note == "目标明确，同意"


def test_for_those_it_does_not_concern_the_table_is_missing(engine: Engine) -> None:
    table = a_circulation(engine)
    for who in ("stranger", "other_supervisor", "administrator"):
        for action in Action:
            with pytest.raises(ReviewError, match="没有找到这张表"):
                table.do(who, action)
    assert table.events() == ()


def test_a_reviewer_of_the_units_below_does_not_supervise_their_own_unit(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.pass_on("leader")
    with pytest.raises(ReviewError, match="只有主管部门能受理"):
        table.open("own_reviewer")
    table.open("supervisor")


def test_it_cannot_be_changed_while_it_is_under_review(engine: Engine) -> None:
    table = a_circulation(engine)
    row = table.row("读者满意度")
    table.submit()
    with pytest.raises(DraftClosed, match="现在不能修改"):
        table.table().save(row, value="≥91%")
    table.do("drafter", Action.WITHDRAW)
    assert table.table().save(row, value="≥91%").is_whole


def test_what_was_opened_is_withdrawn_no_more_and_says_so(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.open("leader")
    with pytest.raises(ReviewError, match=r"单位负责人审核中.*不能撤回"):
        table.do("drafter", Action.WITHDRAW)


def test_of_two_who_act_at_the_same_state_the_second_is_told_who_was_first(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    seen = table.state().count
    table.open("leader")
    with pytest.raises(Overtaken, match=r"某leader已经受理.*单位负责人审核中.*“撤回”没有做"):
        table.do("drafter", Action.WITHDRAW, seen)


def test_the_same_pressed_twice_counts_once(engine: Engine) -> None:
    table = a_circulation(engine)
    for _ in range(2):
        assert table.do("drafter", Action.SUBMIT, 0).state is State.WAITING
    assert len(table.events()) == 1
    assert len(table.versions()) == 1
    with pytest.raises(Overtaken):
        table.do("second_drafter", Action.SUBMIT, 0)


def test_a_state_that_never_was_is_refused(engine: Engine) -> None:
    table = a_circulation(engine)
    for expected in (-1, 7, 2**40):
        with pytest.raises(Overtaken):
            table.do("drafter", Action.SUBMIT, expected)


def test_pressing_at_the_same_moment_one_wins_and_all_others_are_told(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    seen, begin = table.state().count, threading.Barrier(6)
    outcomes: list[str] = []

    def press(who: str, action: Action) -> None:
        begin.wait()
        try:
            with transaction(engine) as session:
                wanted = Move(action, seen)
                move(session, table.draft_id, wanted, user_id=table.people[who], now=table.now)
            outcomes.append("done")
        except Overtaken:
            outcomes.append("told")

    presses = [("drafter", Action.WITHDRAW), ("second_drafter", Action.WITHDRAW), ("leader", Action.OPEN)] * 2
    threads = [threading.Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Both presses of the one who won are done, as a double click is.
    assert sorted(outcomes) == ["done"] * 2 + ["told"] * 4
    assert len(table.events()) == 2


def test_what_is_saved_while_it_is_submitted_is_in_the_version_or_refused(engine: Engine) -> None:
    table = a_circulation(engine)
    row, begin = table.row("读者满意度"), threading.Barrier(5)
    kept: list[str] = []

    def save(number: int) -> None:
        begin.wait()
        with suppress(DraftClosed):
            table.table().save_all(RowEdit(row.id, row.version, {"value": f"≥9{number}%"}))
            kept.append(f"≥9{number}%")

    def submit() -> None:
        begin.wait()
        with transaction(engine) as session:
            wanted = Move(Action.SUBMIT, 0)
            move(session, table.draft_id, wanted, user_id=table.people["drafter"], now=table.now)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(4)]
    threads.append(threading.Thread(target=submit))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        version = version_by_number(session, table.draft_id, 1)
    assert version is not None
    assert version.draft.rows == table.table().draft().rows
    assert table.row("读者满意度").text("value") in {"≥90%", *kept}


def test_a_return_goes_to_the_drafter_with_its_reason_and_the_chain_begins_anew(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    state = table.give_back("supervisor", "年借阅人次偏低")
    assert table.kept() == ("returned", None, True)
    assert state.last_return is not None
    assert (state.last_return.step, state.last_return.event.note) == (Step.SUPERVISING_DEPARTMENT, "年借阅人次偏低")
    assert table.submit().step is Step.UNIT_LEADER


def test_a_return_without_reason_is_refused(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.open("leader")
    with pytest.raises(ReviewError, match="还没有写退回的理由"):
        table.do("leader", Action.RETURN, note=" \u3000\n")
    with pytest.raises(ReviewError, match="最多 2000 字"):
        table.do("leader", Action.RETURN, note="长" * 2001)
    assert table.state().state is State.OPENED


def test_a_form_that_does_not_fit_the_decision_is_refused_point_by_point(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    table.pass_on("leader")
    table.open("supervisor")
    with pytest.raises(NotFilled, match=r"规范完整性.*总评") as refused:
        table.do("supervisor", Action.PASS)
    assert len(refused.value.faults) == 10
    with pytest.raises(NotFilled, match="总评为“差”的不得进入预算安排"):
        table.do("supervisor", Action.PASS, review=filled(Grade.POOR))


def test_who_submitted_does_not_pass_their_own_table(engine: Engine) -> None:
    from perf.accounts.operations.log import COMMAND_LINE
    from perf.accounts.operations.users import set_roles
    from perf.domain.roles import Role

    table = a_circulation(engine)
    with transaction(engine) as session:
        both = frozenset({Role.DRAFTER, Role.UNIT_LEADER})
        set_roles(session, COMMAND_LINE, table.people["drafter"], both, now=table.now)
    table.submit()
    table.open("drafter")
    with pytest.raises(ReviewError, match="您本人送审"):
        table.do("drafter", Action.PASS)
    assert table.do("leader", Action.PASS).step is Step.SUPERVISING_DEPARTMENT


def test_errors_keep_a_table_from_being_submitted_and_each_is_named_with_its_cell(engine: Engine) -> None:
    table = a_circulation(engine)
    total = table.table().slot("funding-annual-total")
    table.table().save(total, text="35")
    with pytest.raises(NotReady, match="没有送审") as refused:
        table.submit()
    [blocker] = refused.value.blockers
    assert blocker.cell == cell_name(total.id, "text")
    assert "年度资金总额" in blocker.sentence
    assert (table.events(), table.versions(), table.kept()) == ((), (), ("drafting", None, True))
    table.table().save(table.table().slot("funding-annual-total"), text="20")
    assert table.submit().state is State.WAITING


def test_the_chain_of_the_department_is_the_one_of_its_next_submission(engine: Engine) -> None:
    table = a_circulation(engine)
    table.submit()
    with transaction(engine) as session:
        set_chain(session, "999001", [Step.UNIT_LEADER, Step.FINANCE_PERFORMANCE])
    assert table.pass_on("leader").step is Step.SUPERVISING_DEPARTMENT
    table.open("supervisor")
    table.give_back("supervisor")
    table.submit()
    assert table.pass_on("leader").step is Step.FINANCE_PERFORMANCE
    assert table.pass_on("performance").state is State.APPROVED
