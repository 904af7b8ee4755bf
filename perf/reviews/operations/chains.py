"""Setting which steps the tables of a department pass."""

from collections.abc import Iterable

from sqlmodel import Session

from perf.domain.review import Chain, Step, chain_of
from perf.reviews.operations.refusals import ReviewError
from perf.reviews.queries.chains import chain_by_code, usual_chain
from perf.reviews.records import ReviewChain


def set_chain(session: Session, code: str, steps: Iterable[Step]) -> Chain:
    """Set the steps that a department's tables pass from the next submission on, and give them in their order.

    Tables that are under review go on along the chain they were submitted with. Refuses, with
    :class:`ReviewError`, an unknown department, a chain without the step that approves, and a step of the
    supervising department where there is none.
    """
    department = chain_by_code(session, code)
    if department is None:
        raise ReviewError(f"没有单位代码为“{code[:40]}”的单位")
    wanted = frozenset(steps)
    if Step.FINANCE_PERFORMANCE not in wanted:
        raise ReviewError("绩效科是批复的环节，不能去掉")
    if Step.SUPERVISING_DEPARTMENT in wanted and department.supervising_name is None:
        raise ReviewError(f"{department.name}没有登记主管部门，不能设主管部门审核；请系统管理员先登记它的主管部门")
    chain = chain_of(wanted)
    record = session.get(ReviewChain, department.department_id)
    if chain == usual_chain(has_supervisor=department.supervising_name is not None):
        # Not kept, so that a supervising department that is registered later joins the chain.
        if record is not None:
            session.delete(record)
    elif record is None:
        session.add(ReviewChain(department_id=department.department_id, steps=" ".join(chain)))
    else:
        record.steps = " ".join(chain)
    session.flush()
    return chain
