"""The pages on which the performance office sets which steps the tables of each department pass."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from perf.accounts.signing import acting
from perf.domain.review import Step
from perf.domain.roles import Permission
from perf.reviews.forms import ChainForm
from perf.reviews.operations.chains import set_chain
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.chains import DepartmentChain, chain_by_code, department_chains
from perf.web.guard import permitted
from perf.web.session import reading_session

blueprint = Blueprint("chains", __name__)

_CHAIN = "/review-chains/<unit:code>"


@blueprint.get("/review-chains")
@permitted(Permission.REVIEW_TARGETS_FOR_PERFORMANCE)
def every() -> str:
    """Show the chain of every department."""
    return render_template("reviews/chains.html", chains=department_chains(reading_session()))


@blueprint.get(_CHAIN)
@permitted(Permission.REVIEW_TARGETS_FOR_PERFORMANCE)
def show(code: str) -> str:
    """Show the chain of one department."""
    department = _department_or_404(code)
    return _page(department, ChainForm(data={"steps": [step.value for step in department.chain]}), [])


@blueprint.post(_CHAIN)
@permitted(Permission.REVIEW_TARGETS_FOR_PERFORMANCE)
def change(code: str) -> ResponseReturnValue:
    """Set the chain of one department."""
    department = _department_or_404(code)
    form = ChainForm(request.form)
    steps = [step for step in Step if step.value in (form.steps.data or ())]
    try:
        with acting() as (session, _):
            set_chain(session, code, steps)
    except ReviewError as error:
        return _page(department, form, [("steps", str(error))]), 422
    flash(f"{department.name}的审核环节已保存，从下一次送审起按它办。")
    return redirect(url_for("chains.every"))


def _department_or_404(code: str) -> DepartmentChain:
    department = chain_by_code(reading_session(), code)
    if department is None:
        abort(404)
    return department


def _page(department: DepartmentChain, form: ChainForm, errors: list[tuple[str, str]]) -> str:
    return render_template("reviews/chain.html", department=department, form=form, errors=errors)
