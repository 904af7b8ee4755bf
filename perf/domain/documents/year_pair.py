"""Two disclosed documents of one unit, of one year and the next."""

from dataclasses import dataclass

from perf.domain.documents.published import PublishedDocument
from perf.domain.narrative.claims import Claim


@dataclass(frozen=True, slots=True)
class YearPair:
    """What a rule over two years sees.

    Attributes:
        earlier: the document of the year before.
        later: the document that speaks of that year as last year.
        claims: what the later one states of the year before, held against what the earlier one holds.
    """

    earlier: PublishedDocument
    later: PublishedDocument
    claims: tuple[Claim, ...] = ()
