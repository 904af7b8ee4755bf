"""Everything that can be sent about a table of a department, with who may send it and in which states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from perf.domain.review import Step
from perf.domain.review.form import OVERALL
from perf.table_schemas import review_form
from tests.contracts.office_full_of_tables import NAME, Case

Form = Mapping[str, str | list[str]]

DRAFTER = frozenset({"drafter"})
EDITABLE = frozenset({"drafting", "faulty", "asked", "returned", "adjusting"})
OPENED = {"opened": "leader", "opened for performance": "performance"}
"""Who has opened the table, by state."""


@dataclass(frozen=True)
class Press:
    """One button.

    Attributes:
        endpoint: what it is sent to.
        allowed: who may press it, by state; in all other states it does nothing for anybody.
        parts: the parts of the address besides the table.
        form: what is sent.
        writes: whether it is to change anything.
        words: the field that people write words in, if there is one.
    """

    endpoint: str
    allowed: Mapping[str, frozenset[str]]
    parts: Callable[[Case], Mapping[str, int | str]] = field(default=lambda _: {})
    form: Callable[[Case], Form] = field(default=lambda _: {})
    writes: bool = True
    words: Callable[[Case], str] | None = None

    def saying(self, case: Case, words: str) -> Form:
        """Give what is sent with these words in it."""
        assert self.words is not None
        return {**self.form(case), self.words(case): words}


def _in(states: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return dict.fromkeys(states, DRAFTER)


_OPENER = {state: frozenset({who}) for state, who in OPENED.items()}


def _seen(case: Case, **more: str | list[str]) -> Form:
    return {"expected": str(case.count), "note": "写明理由", **more}


def _judged(grade: str) -> Callable[[Case], Form]:
    keys = [*(point.key for point in review_form().points), OVERALL]
    filled = {f"grade-{key}": grade for key in keys} | {f"opinion-{key}": "写明意见" for key in keys}
    return lambda case: {**_seen(case), **filled}


def _opinion(case: Case) -> str:
    """Give the field of the opinion: those fill in the form of review who have more to do than to sign."""
    return "opinion-overall" if case.table.state().step is Step.FINANCE_PERFORMANCE else "note"


def _act(action: str, allowed: Mapping[str, frozenset[str]], form: Callable[[Case], Form] = _seen) -> Press:
    return Press("reviews.act", allowed, lambda _: {"action": action}, form, words=_opinion)


def _waived(decision: str) -> Press:
    def form(case: Case) -> Form:
        return {f"waiver-{case.waiver}-until": "2099-01-01", f"waiver-{case.waiver}-remark": "已核实"}

    allowed = {"asked": frozenset({"performance"})}
    return Press(
        "review_waivers.decide",
        allowed,
        lambda case: {"waiver_id": case.waiver, "decision": decision},
        form,
        words=lambda case: f"waiver-{case.waiver}-remark",
    )


def _pasted(case: Case) -> Form:
    at = {"row": str(case.row), "cell": "name", "seen": f"{case.row}:{case.version}", "origin": "paste"}
    return {"text": f"{NAME}\t≥4000册", **at}


def _error(case: Case) -> Form:
    rule, cells = case.error
    return {"finding-1-rule": rule, "finding-1-cells": cells, "finding-1-reason": "结转资金另有安排"}


PRESSES: Mapping[str, Press] = {
    "save": Press(
        "editor.save",
        _in(EDITABLE),
        form=lambda case: {f"v{case.row}": str(case.version), case.cell: "≥3300册", "origin": "save"},
        words=lambda case: case.cell,
    ),
    "add a row": Press("editor.save", _in(EDITABLE), form=lambda case: {"do": f"below-{case.row}", "origin": "add"}),
    "look at a block": Press("pasting.preview", _in(EDITABLE), form=_pasted, writes=False),
    "paste": Press("pasting.apply", _in(EDITABLE), form=_pasted, words=lambda _: "text"),
    "delete": Press("deleting.delete", _in(frozenset({"drafting", "faulty"}))),
    "restore": Press(
        "history.restore",
        _in(EDITABLE),
        lambda case: {"change_id": case.change},
        lambda case: {"version": str(case.version)},
    ),
    "bring back": Press("history.bring_back", _in(EDITABLE), lambda case: {"row_id": case.removed}),
    "add from the library": Press(
        "from_library.add",
        _in(EDITABLE),
        form=lambda case: {"entry": ["1"], "after": str(case.row), "origin": "library"},
    ),
    "adjust": Press(
        "adjustments.begin",
        _in(frozenset({"approved"})),
        form=lambda case: _seen(case, rows=[str(case.row)]),
        words=lambda _: "note",
    ),
    "comment": Press(
        "review_comments.add",
        _OPENER,
        form=lambda case: {"cell": case.cell, "comment": "偏低，请再核对"},
        words=lambda _: "comment",
    ),
    "answer": Press(
        "review_comments.answer",
        _in(frozenset({"returned"})),
        lambda case: {"comment_id": case.comment},
        lambda case: {f"answer-{case.comment}-answer": "已核对"},
        words=lambda case: f"answer-{case.comment}-answer",
    ),
    "take a comment back": Press("review_comments.remove", _OPENER, lambda case: {"comment_id": case.comment}),
    "ask to let an error stand": Press(
        "review_waivers.ask",
        _in(frozenset({"faulty"})),
        lambda _: {"number": 1},
        _error,
        words=lambda _: "finding-1-reason",
    ),
    "let it stand": _waived("grant"),
    "not let it stand": _waived("refuse"),
    "submit": _act("submit", _in(frozenset({"drafting"}))),
    "withdraw": _act("withdraw", _in(frozenset({"waiting"}))),
    "open": _act("open", {"waiting": frozenset({"leader"})}),
    "pass": _act("pass", _OPENER, _judged("good")),
    "return": _act("return", _OPENER, _judged("fair")),
    "abandon the adjustment": _act("abandon-adjustment", _in(frozenset({"adjusting"}))),
    "disclose": _act("disclose", _in(frozenset({"approved"}))),
}
"""Every button, by what it does."""
