"""Numbers as budget tables print them."""

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,20})?")


def read_number(written: str) -> Decimal | None:
    """Read a plain number, full-width digits and thousands separators included; ``None`` for anything else."""
    folded = unicodedata.normalize("NFKC", written).strip()
    return Decimal(folded.replace(",", "").replace("−", "-")) if _NUMBER.fullmatch(folded) else None
