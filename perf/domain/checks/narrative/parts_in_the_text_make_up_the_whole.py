"""正文里各部分相加等于总数。

“其中”“包括”后面列的各项，加起来应当是前面的总数；列得不全时也不会超过总数。
四舍五入造成的尾数之差只作说明。

不对：自评项目共 3 个，其中，部门整体支出 1 个，项目支出 3 个。
对：自评项目共 4 个，其中，部门整体支出 1 个，项目支出 3 个。
"""

from collections.abc import Iterator

from perf.domain.checks.finding import Fault
from perf.domain.checks.narrative.claim_faults import Wording, faults_of_claims
from perf.domain.checks.rule import rule
from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import ClaimKind
from perf.domain.terms import Severity

_WORDING = Wording(
    ClaimKind.PARTS,
    wrong="核对总数和每一项，把写错的改过来，使各项相加等于总数",
    rounding="不必修改；可在正文注明“因四舍五入，合计与各项之和略有差异”",
    unsure="核对总数和每一项",
)


@rule(Severity.ERROR, yields_to=("amounts_in_the_text_match_the_tables",))
def parts_in_the_text_make_up_the_whole(document: PublishedDocument) -> Iterator[Fault]:
    """Find wholes whose parts, as listed beside them, do not add up to them."""
    return faults_of_claims(document, _WORDING)
