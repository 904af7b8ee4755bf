"""A field for a day, as browsers send it or as people type it where a browser has no calendar."""

import re
from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from wtforms import DateField

_TYPED = re.compile(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*")
_QUOTED = 20


def read_day(written: str) -> date | None:
    """Read a day, such as 2027-03-01, 2027年3月1日 or 2027/3/1; ``None`` for what is none."""
    found = _TYPED.fullmatch(normalize("NFKC", written)) if written.isprintable() else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


class DayField(DateField):
    """A day, ``None`` where nothing is typed; what is none stays as it was typed beside a sentence."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was sent."""
        written = " ".join(valuelist).strip()
        self.data = read_day(written) if written else None
        if written and self.data is None:
            raise ValueError(f"“{self.label.text}”填的“{written[:_QUOTED]}”不是日期，应写成 2027-03-01 这样的年-月-日")
