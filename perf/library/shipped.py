"""The indicators that come with the system, one TOML file a field (行业领域).

Entries of one use of funds stand together. Each has a ``key`` of its own, never given to another one, by which an
installation knows it again; ``level`` is first and second level, ``target`` sign, value and unit. ``scoring`` names one
of the methods in ``scoring_methods.toml``; an entry that is scored otherwise says so itself in ``scoring_method``.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from perf.domain.library_entry import LibraryIndicator
from perf.paths import shipped

_METHODS = "scoring_methods.toml"


def shipped_indicators() -> dict[str, LibraryIndicator]:
    """Read all of them by key, in the order of their files; a key that is given twice is an error of ours."""
    folder = shipped("seed") / "indicator_library"
    methods: dict[str, str] = tomllib.loads((folder / _METHODS).read_text("utf-8"))
    found: dict[str, LibraryIndicator] = {}
    for path in sorted(folder.glob("[0-9]*.toml")):
        for key, indicator in _indicators(path, methods):
            if key in found:
                raise ValueError(f"{path.name}: the key {key} is given twice")
            found[key] = indicator
    return found


def _indicators(path: Path, methods: dict[str, str]) -> Iterator[tuple[str, LibraryIndicator]]:
    """Read one file."""
    written = tomllib.loads(path.read_text("utf-8"))
    for use in written["uses"]:
        for entry in use["entries"]:
            yield entry["key"], _indicator(written["field"], use["use_of_funds"], dict(entry), methods)


def _indicator(field: str, use_of_funds: str, entry: dict[str, Any], methods: dict[str, str]) -> LibraryIndicator:
    """Make one entry; what is misspelt in a file is an unknown argument and thereby an error."""
    del entry["key"]
    first_level, second_level = entry.pop("level")
    comparison, value, unit = entry.pop("target")
    method = entry.pop("scoring", None)
    if method is not None:
        entry["scoring_method"] = methods[method]
    return LibraryIndicator(
        field,
        use_of_funds,
        first_level,
        second_level,
        comparison=comparison or None,
        value=value or None,
        unit=unit or None,
        **entry,
    )
