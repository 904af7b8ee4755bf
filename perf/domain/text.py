"""What a written text may hold, and how two wordings of one label are told to be the same."""

import unicodedata
from functools import lru_cache

TEXT_LIMIT = 20_000
"""Longest text a cell may hold, in characters."""

_PUNCTUATION = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "—": "-", "–": "-", "−": "-"})


def clean_text(raw: str | None) -> str | None:
    """Give the text as it is kept: outer white space and control characters gone, ``None`` when nothing is left.

    Line ends become line feeds; everything else inside stays exactly as written.
    """
    if raw is None:
        return None
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character for character in lines if character == "\n" or not _is_control(character))
    return kept.strip() or None


def _is_control(character: str) -> bool:
    """Tell characters that no file can carry: controls, lone surrogates, and the two that XML forbids."""
    return unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def is_clean(text: str | None) -> bool:
    """Tell whether a text is ``None`` or already as :func:`clean_text` keeps it, and not too long."""
    return text is None or (clean_text(text) == text and len(text) <= TEXT_LIMIT)


def require_clean(owner: str, *texts: str | None) -> None:
    """Refuse, with ``ValueError``, a text that is empty, has outer white space or control characters.

    ``owner`` names the field in the message.
    """
    for text in texts:
        if not is_clean(text):
            raise ValueError(f"{owner} is not a clean text: {text!r:.80}")


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Fold a printed label so that the many ways of setting it compare equal.

    Full-width and half-width forms, white space, colons and quotation marks do not count:
    ``项目资金 （万元）：`` and ``项目资金(万元)`` have the same key.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    return "".join(folded.split()).replace(":", "").casefold()
