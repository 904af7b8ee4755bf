"""Counts of targets, indicators and dimensions against the target tables of the same document."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.passages import Passage, Sentence, sentences_of
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Statements
from perf.domain.narrative.words import NarrativeWords
from perf.domain.places import Place
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Period, TableKind, Verdict
from perf.domain.text import label_key

_NEAR = 400
"""So many characters before a count say whose it is."""

_YEAR = re.compile(r"([2２][0０]\d\d)\s*年")
_DIMENSIONS = re.compile(
    r"围绕(?P<names>[^。；，围]{2,200}?)(?P<count>[一二三四五六七八九十两]|\d{1,2})\s*个(?:维度|方面|一级指标)"
)
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class _Checked:
    """What came of checking a count: what was counted, the verdict, how, and where."""

    computed: str | None
    verdict: Verdict
    how: str
    against: tuple[Place, ...] = ()


def count_claims(
    passages: Iterable[Passage],
    statements: Statements,
    sheets: Sequence[TargetSheet],
    words: NarrativeWords,
    fiscal_year: int | None,
) -> Iterator[Claim]:
    """Give a claim for every count of targets, indicators and dimensions of the document's year."""
    for amount in statements.amounts:
        if amount.measure is Measure.COUNT and _is_of_year(amount.sentence, amount.quantity.start, fiscal_year):
            yield from _of_amount(amount, sheets, words)
    for passage in passages:
        for sentence in sentences_of(passage):
            for found in _DIMENSIONS.finditer(passage.text, sentence.start, sentence.end):
                if _is_of_year(sentence, found.start(), fiscal_year):
                    yield from _of_dimensions(sentence, found, sheets, words)


def _is_of_year(sentence: Sentence, offset: int, fiscal_year: int | None) -> bool:
    """Tell whether the year named last before a count is the document's."""
    before = "".join((*sentence.passage.headings, sentence.passage.text[max(0, offset - _NEAR) : offset]))
    years = _YEAR.findall(before)
    return fiscal_year is None or not years or int(years[-1]) == fiscal_year


def _of_amount(amount: Amount, sheets: Sequence[TargetSheet], words: NarrativeWords) -> Iterator[Claim]:
    """Check a count of indicators (二级指标 18 个, 18 个二级指标) or of targets."""
    after = amount.sentence.passage.text[amount.quantity.end : amount.quantity.end + 6].strip()
    level = _level(after.startswith, words) or _level(amount.name.endswith, words)
    if level:
        kind = _kind_before(amount.sentence, amount.quantity.start, words)
        mine = [sheet for sheet in sheets if sheet.target.kind is kind]
        yield _of_level(amount, level, mine, kind, words.lost_labels)
    elif amount.name.endswith(words.counts["targets"]) and sheets:
        yield _of_targets(amount, sheets)


def _level(test: Callable[[tuple[str, ...]], bool], words: NarrativeWords) -> str | None:
    """Give which level a count is of, by a test on its name or on what follows."""
    return next((level for level in ("second_level", "third_level") if test(words.counts[level])), None)


def _kind_before(sentence: Sentence, offset: int, words: NarrativeWords) -> TableKind | None:
    """Give whose indicators are counted: the kind of target named last."""
    before = sentence.passage.text[max(0, offset - _NEAR) : offset]
    last = {kind: max(map(before.rfind, words.counts[kind.value])) for kind in TableKind}
    kind = max(last, key=lambda each: last[each])
    return kind if last[kind] >= 0 else None


def _of_level(
    amount: Amount, level: str, sheets: Sequence[TargetSheet], kind: TableKind | None, lost_labels: int
) -> Claim:
    name = "二级指标" if level == "second_level" else "三级指标"
    if kind is None or not sheets:
        return _make(amount, _Checked(None, Verdict.CANNOT_DECIDE, f"{name}：文件里没有可以对照的绩效目标表"))
    counts = [_count(sheet, level) for sheet in sheets]
    claimed = int(amount.value)
    places = tuple(sheet.at_table() for sheet in sheets)
    if claimed in {sum(counts), *counts}:
        how = f"{name}：{kind.label}绩效目标表中有 {claimed} 个"
        return _make(amount, _Checked(f"{claimed} 个", Verdict.CONFIRMED, how, places))
    if len(sheets) > 1:
        how = f"{name}：文件里有 {len(sheets)} 张{kind.label}绩效目标表，看不出说的是哪一张"
        return _make(amount, _Checked(None, Verdict.CANNOT_DECIDE, how, places))
    how = f"{name}：{kind.label}绩效目标表中数到 {counts[0]} 个"
    if claimed > counts[0] and (claimed - counts[0] <= lost_labels or _may_lose_labels(sheets[0])):
        return _make(amount, _Checked(f"{counts[0]} 个", Verdict.CANNOT_DECIDE, f"{how}，可能漏了名称", places))
    return _make(amount, _Checked(f"{counts[0]} 个", Verdict.WRONG, how, places))


def _count(sheet: TargetSheet, level: str) -> int:
    """Count the labels of the second level, or the rows, of the annual half; of the other where it has none."""
    tree = sheet.target.indicators
    period = Period.ANNUAL if tree.half(Period.ANNUAL) else Period.MEDIUM_TERM
    if level == "third_level":
        return len(tree.half(period))
    return sum(second.name is not None for first in tree.levels(period) for second in first.second_levels)


def _may_lose_labels(sheet: TargetSheet) -> bool:
    """Tell whether a label may have been lost in reading: so in text that knows no merged cells."""
    return sheet.grid is not None and not sheet.grid.spans_known


def _of_targets(amount: Amount, sheets: Sequence[TargetSheet]) -> Claim:
    """Check how many targets the document is said to set: all of them, or projects only, as departments count."""
    projects = sum(sheet.target.kind is TableKind.PROJECT for sheet in sheets)
    claimed = int(amount.value)
    how = f"绩效目标：文件里有 {len(sheets)} 张绩效目标表，其中项目支出 {projects} 张"
    if claimed in {projects, len(sheets)}:
        return _make(amount, _Checked(f"{claimed} 个", Verdict.CONFIRMED, how))
    if claimed < projects:
        return _make(amount, _Checked(f"{projects} 个", Verdict.WRONG, how))
    return _make(amount, _Checked(None, Verdict.CANNOT_DECIDE, how))


def _of_dimensions(
    sentence: Sentence, found: re.Match[str], sheets: Sequence[TargetSheet], words: NarrativeWords
) -> Iterator[Claim]:
    """Check the number of dimensions, and their names against the first levels of the table."""
    names = [name for name in re.split("[、和及与]", found["names"].strip()) if name.strip()]
    written = found["count"]
    claimed = int(written) if written.isdigit() else _NUMERALS[written]
    text = f"{written}个维度"
    kind = _kind_before(sentence, found.start(), words)
    mine = [sheet for sheet in sheets if sheet.target.kind is kind]
    if claimed != len(names):
        how = f"维度：列了 {len(names)} 个"
        yield _claim(sentence, found.start(), text, _Checked(f"{len(names)} 个", Verdict.WRONG, how))
        return
    if len(mine) != 1:
        return
    levels = [level.name for level in mine[0].target.indicators.levels(Period.ANNUAL) if level.name]
    places = (mine[0].at_table(),)
    how = f"维度：{mine[0].target.kind.label}绩效目标表有 {len(levels)} 个一级指标"
    verdict = Verdict.CONFIRMED if claimed == len(levels) else Verdict.CANNOT_DECIDE
    yield _claim(sentence, found.start(), text, _Checked(f"{len(levels)} 个", verdict, how, places))
    if claimed == len(levels):
        yield from _of_names(sentence, found, names, mine[0])


def _of_names(sentence: Sentence, found: re.Match[str], names: Sequence[str], sheet: TargetSheet) -> Iterator[Claim]:
    """Name a dimension that the table words differently; what stands in both stays unsaid."""
    rows = {row.first_level: row for row in reversed(sheet.target.indicators.half(Period.ANNUAL)) if row.first_level}
    table = {label_key(name): name for name in rows}
    text = {label_key(name): name.strip() for name in names}
    only_here = [key for key in text if key not in table]
    only_there = [key for key in table if key not in text]
    for here, there in zip(only_here, only_there, strict=False):
        offset = sentence.passage.text.find(text[here], found.start())
        how = f"维度名称：表中的一级指标写作“{table[there]}”"
        place = sheet.at_indicator(rows[table[there]], "first_level")
        checked = _Checked(table[there], Verdict.CANNOT_DECIDE, how, (place,))
        yield _claim(sentence, max(offset, found.start()), text[here], checked)


def _make(amount: Amount, checked: _Checked) -> Claim:
    return _claim(amount.sentence, amount.quantity.start, amount.written, checked)


def _claim(sentence: Sentence, start: int, claimed: str, checked: _Checked) -> Claim:
    place = sentence.passage.place(start, claimed)
    return Claim(
        ClaimKind.COUNT,
        sentence.around(start),
        claimed,
        checked.computed,
        checked.verdict,
        checked.how,
        place,
        checked.against,
    )
