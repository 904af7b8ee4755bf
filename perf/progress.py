"""A progress bar for work that turns out to take long."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
_PATIENCE_SECONDS = 2.0
_WIDTH = 24


def shown_when_slow(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Go through items; once that has taken two seconds, show how far it is on a terminal's error stream."""
    started = time.monotonic()
    shown = False
    for done, item in enumerate(items):
        if sys.stderr.isatty() and time.monotonic() - started > _PATIENCE_SECONDS:
            filled = _WIDTH * done // len(items)
            sys.stderr.write(f"\r{label} [{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{len(items)}")
            sys.stderr.flush()
            shown = True
        yield item
    if shown:
        sys.stderr.write(f"\r{label} [{'#' * _WIDTH}] {len(items)}/{len(items)}\n")
