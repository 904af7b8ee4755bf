"""Names that are near to one that was mistyped."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """Give up to three names, nearest first; those that hold the name whole come before those spelled alike."""
    known = list(names)
    typed = name[:100].strip().lower().replace("_", "-")
    holding = [each for each in known if typed and typed in each.replace("_", "-")]
    spelled = {each.replace("_", "-"): each for each in known}
    alike = [spelled[each] for each in get_close_matches(typed, spelled, n=3, cutoff=0.5)]
    return list(dict.fromkeys([*holding, *alike]))[:3]
