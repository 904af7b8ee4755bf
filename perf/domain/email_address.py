"""Which texts are e-mail addresses that any mail server takes."""

import re
import unicodedata

_PART = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_ADDRESS = re.compile(rf"{_PART}(\.{_PART})*@({_LABEL}\.)+{_LABEL}")
_LIMIT = 254
"""RFC 5321, section 4.5.3.1."""


def email_address(written: str) -> str | None:
    """Give the address that was written, ``None`` where it is none.

    Full-width letters and signs, as Chinese keyboards write them, are taken for the half-width ones. Only the plain
    form with a domain is taken: no name beside it, no quotes, nothing that could be a second address or header.
    """
    address = unicodedata.normalize("NFKC", written).strip()
    return address if len(address) <= _LIMIT and _ADDRESS.fullmatch(address) else None
