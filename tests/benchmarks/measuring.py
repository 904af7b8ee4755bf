"""Time several ways of doing the same work, in turns, so that a busy machine slows all of them alike."""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Way(NamedTuple):
    """One way of doing the work.

    Attributes:
        name: what the table calls it.
        work: does the work for item number n.
        every: do it only in every so many rounds, for slow ways.
    """

    name: str
    work: Callable[[int], object]
    every: int = 1


class Timing(NamedTuple):
    """What was measured of one way: its median time in seconds, its rounds, and its median share of the first way."""

    name: str
    seconds: float
    rounds: int
    ratio: float


Times = dict[int, float]
"""Seconds by the number of the round."""


def compare(ways: Sequence[Way], rounds: int) -> list[Timing]:
    """Time all ways in turns, on the wall, each beside the first."""
    times = measure(ways, rounds)
    return [timing(way.name, taken, times[0]) for way, taken in zip(ways, times, strict=True)]


def measure(ways: Sequence[Way], rounds: int, clock: Callable[[], float] = time.perf_counter) -> list[Times]:
    """Give the seconds of each way in each round in which it ran, by the given clock."""
    times: list[Times] = [{} for _ in ways]
    for way in ways:
        way.work(-1)  # not measured: imports, opened fonts
    for number in range(rounds):
        for place, way in enumerate(ways):
            if number % way.every == 0:
                gc.collect()
                started = clock()
                way.work(number)
                times[place][number] = clock() - started
    return times


def timing(name: str, taken: Times, first: Times) -> Timing:
    """Sum one way up; its ratio is the median, over its rounds, of its time over the first way's in that round."""
    ratio = median(seconds / first[number] for number, seconds in taken.items())
    return Timing(name, median(taken.values()), len(taken), ratio)


def summed_up(taken: Times, first: Times) -> str:
    """Say in cells of a table: median, what 95 % stay below, and the median share of the first way."""
    slowest = quantiles(taken.values(), n=20)[-1]
    return f"{median(taken.values()) * 1000:.1f} | {slowest * 1000:.1f} | {timing('', taken, first).ratio:.2f}"


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def table(timings: Sequence[Timing]) -> str:
    """Write timings as a Markdown table."""
    head = "| 做法 | 毫秒/表（中位数） | 次数 | 与第一行之比 |\n|---|---|---|---|"
    rows = (f"| {one.name} | {one.seconds * 1000:.2f} | {one.rounds} | {one.ratio:.3f} |" for one in timings)
    return "\n".join((head, *rows))
