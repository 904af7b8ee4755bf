"""同一类支出（如社会保障和就业支出）在各张预算公开表里金额一致。

表一、表三按类列示部门支出，表四、表六按类列示财政拨款支出；收入全是财政拨款时，同一类在四张表里都应相等。

不对：教育支出在表一写 16.2，在表六写 12.6。
对：教育支出在表一、表六都写 16.2。
"""

from collections.abc import Iterator

from perf.domain.checks.budget.equations import Relation
from perf.domain.checks.budget.wording import faults_of
from perf.domain.checks.finding import Fault
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.terms import Severity


@rule(Severity.ERROR)
def function_classes_agree_between_tables(document: PublishedDocument) -> Iterator[Fault]:
    """Find function classes whose amounts differ between tables."""
    return faults_of(document.budget, Relation.CLASSES)
