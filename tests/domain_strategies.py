"""Targets at random, for the laws that hold for every target of every form.

:func:`targets` gives targets that a schema has a place for, in the order in which the form prints their parts, so that
``recognise(compose(t)) == t`` may be asked of them. :func:`any_targets` gives whatever the domain allows.

Strategies are made once and kept: making one anew for every text of every target would take most of the time.
"""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from perf.domain.funding import Funding, read_amount
from perf.domain.indicators import Indicator, IndicatorTree
from perf.domain.sources import Source
from perf.domain.table_schema import INDICATOR_KEYS, IndicatorBlock, ListBlock, TableSchema
from perf.domain.targets import FieldValue, Goal, ListRow, PerformanceTarget
from perf.domain.terms import Comparison, Period, TableKind
from perf.domain.text import clean_text
from perf.domain.values import TargetValue, parse_value, value_from_cells

HOSTILE = (
    *("<b>", "A&B", "x<y and y>z", "=cmd|' /C calc'!A0", "{{7*7}}", "&lt;p&gt;", "<p>目标</p>", "ＡＢＣ１２３％"),
    *(
        "𬭎䶮㛃",
        "𠮷野家",
        "👩‍👩‍👧",
        "e\u0301",
        "第一行\n第二行",
        "a\n\n\nb",
        "'; DROP TABLE target_table; --",
        "\\N",
        "null",
        "None",
    ),
    *(
        "%s%(x)s",
        "“引号”‘单’",
        "字\ufeff字",
        "\u202e左右",
        "a\u00a0b",
        "全角　空格",
        "-",
        "+1",
        "@SUM(A1)",
        "0",
        "（续）",
    ),
    "一、目标：\n1. 完成\n2. 保障",
)
"""Clean texts that careless code breaks on."""

WRITTEN_VALUES = (
    *(
        "≥95%",
        ">=95",
        "≧95％",
        "=2 轮",
        "8 万",
        "306万元",
        "100%",
        "大于或者等于 95%以上",
        "不低于90%",
        "95%以上",
        "≤3个工作日",
    ),
    *(
        "2026年12月底前",
        "及时",
        "90%-95%",
        "1,234.50元",
        "10,606.7522万元",
        "定性：良好",
        "定性",
        "NaN",
        "1_000",
        "²",
        "٩٥",
    ),
    *("-0.10", "＝１００％", "3-5天", "00.50", "1e5", "≥", "12月底前", "5", "<0.001", "不超过10人/次"),
)
"""Value cells as people write them."""

WRITTEN_AMOUNTS = (
    "102",
    "405.31",
    "0",
    "0.00",
    "8万元",
    "1,000",
    "８",
    "约8万",
    "-5.10",
    "10606.7522",
    "待定",
    "<b>1</b>",
)
"""Amount cells as people write them."""

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from(
    "\n 目标指标巡察，。：；（）《》“”、%≥≤0123456789"
)


@cache
def texts(max_size: int = 24) -> st.SearchStrategy[str]:
    """Clean texts, line ends inside included."""
    written = st.text(_CHARACTERS, min_size=1, max_size=max_size).map(clean_text)
    return st.sampled_from(HOSTILE) | written.filter(bool).map(str)


@cache
def numbers() -> st.SearchStrategy[Decimal]:
    """Finite decimals as forms hold them, trailing zeros and all."""
    return st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2) | st.sampled_from(
        [Decimal(written) for written in ("0", "10", "30.0", "0.10", "306", "12345678901234567890.123456789")]
    )


@cache
def sources() -> st.SearchStrategy[Source | None]:
    """Places as the readers give them."""
    from_one = st.integers(1, 9999)
    return st.one_of(
        st.none(),
        st.builds(Source, line=from_one, column=from_one),
        st.builds(
            Source, sheet=st.sampled_from(("目标", "Sheet1", "a'b<c>")), cell=st.sampled_from(("A1", "XFD1048576"))
        ),
        st.builds(Source, page=from_one, table=from_one, row=from_one, column=from_one),
    )


@cache
def single_cell_values() -> st.SearchStrategy[TargetValue]:
    """Values as one cell states them."""
    return (st.sampled_from(WRITTEN_VALUES) | texts()).map(parse_value)


_SIGNS = st.none() | st.sampled_from([member.value for member in Comparison])
_WRITTEN_NUMBERS = st.none() | st.sampled_from(("95", "0.10", "合规", "1,000", "及时", "405.31", "＝5")) | texts(8)
_UNITS = st.none() | st.sampled_from(("%", "万元", "个工作日", "次"))


@cache
@st.composite
def split_values(draw: st.DrawFn) -> TargetValue | None:
    """Values as a sign cell, a number cell and a unit cell state them."""
    return value_from_cells(draw(_SIGNS), draw(_WRITTEN_NUMBERS), draw(_UNITS))


@cache
def _perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What the strategy gives, or nothing."""
    return st.none() | strategy


@cache
def _labels(usual: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Usual labels and any others."""
    return st.sampled_from(usual) | texts(10)


@cache
@st.composite
def _subset(draw: st.DrawFn, keys: tuple[str, ...], *, at_least: int = 0) -> list[str]:
    """Some of the keys, in their order."""
    chosen = draw(st.sets(st.sampled_from(keys), min_size=at_least)) if keys else set()
    return [key for key in keys if key in chosen]


@cache
@st.composite
def _indicator(draw: st.DrawFn, block: IndicatorBlock, period: Period) -> Indicator:
    """One row of a half, its labels still to be given."""
    keys = [column.key for column in block.columns if column.period is period]
    further = tuple(key for key in keys if key not in INDICATOR_KEYS)
    return Indicator(
        name=draw(texts()),
        value=draw(_perhaps(split_values() if block.is_split else single_cell_values())),
        remark=draw(_perhaps(texts())) if "remark" in keys else None,
        details=tuple([(key, draw(texts(8))) for key in draw(_subset(further))]),
        period=period,
        source=draw(sources()),
    )


def _labelled(row: Indicator, first: str | None, weight: Decimal | None, second: str | None) -> Indicator:
    """The row below its labels."""
    return replace(row, first_level=first, first_level_weight=weight, second_level=second)


@cache
def _some(rows: st.SearchStrategy[Indicator]) -> st.SearchStrategy[list[Indicator]]:
    """One to three of them."""
    return st.lists(rows, min_size=1, max_size=3)


_WEIGHTS = st.none() | st.sampled_from((Decimal(10), Decimal("30.0")))


@cache
@st.composite
def _half(draw: st.DrawFn, block: IndicatorBlock, period: Period) -> list[Indicator]:
    """The rows of one half. A label holds until the next one, so an absent label can only stand first."""
    keys = {column.key for column in block.half(period)}
    prescribed = [level.name for level in block.first_levels] or ["产出指标", "效益指标"]
    first_labels = _labels(tuple(prescribed))
    second_labels = _labels(("数量指标", "质量指标", "满意度", "改革创新"))
    indicators = _some(_indicator(block, period))
    rows: list[Indicator] = []
    for first_number in range(draw(st.integers(0, 3)) if "first_level" in keys else 1):
        is_absent = "first_level" not in keys or (not first_number and draw(st.integers(0, 4)) == 0)
        first = None if is_absent else draw(first_labels)
        weight = draw(_WEIGHTS) if "first_level_weight" in keys else None
        # Under the same label as the rows before, weight and second level go on: an absent one would not stand first.
        goes_on = bool(rows) and rows[-1].first_level == first
        first_label = (first, rows[-1].first_level_weight if goes_on and weight is None else weight)
        first_label = (None, None) if is_absent else first_label
        for second_number in range(draw(st.integers(1, 3)) if "second_level" in keys else 1):
            may_lack = not second_number and not goes_on
            is_lacking = "second_level" not in keys or (may_lack and draw(st.integers(0, 4)) == 0)
            second = None if is_lacking else draw(second_labels)
            rows += [_labelled(row, *first_label, second) for row in draw(indicators)]
    return rows


_AMOUNTS = st.none() | st.sampled_from(WRITTEN_AMOUNTS) | numbers().map(lambda number: f"{number:f}")


@cache
@st.composite
def _funding(draw: st.DrawFn, schema: TableSchema) -> list[Funding]:
    """Amounts in some slots, in the form's order."""
    rows = []
    for slot in (slot for slot in schema.slots if slot.holds == "amount"):
        written = draw(_AMOUNTS)
        if written is not None:
            amount, unit, text = read_amount(written)
            rows.append(Funding(slot.key, slot.name, amount, unit or schema.unit, text, slot.period, draw(sources())))
    return rows


@cache
def _subsets(keys: tuple[str, ...]) -> st.SearchStrategy[list[list[str]]]:
    """Up to three times some of the keys."""
    return st.lists(_subset(keys, at_least=1), max_size=3)


@cache
@st.composite
def _list_rows(draw: st.DrawFn, block: ListBlock) -> list[ListRow]:
    """Rows of a list block, each with at least one filled cell."""
    keys = tuple(column.key for column in block.columns)
    chosen = draw(_subsets(keys))
    return [ListRow(block.key, tuple([(key, draw(texts())) for key in row]), draw(sources())) for row in chosen]


@cache
@st.composite
def targets(draw: st.DrawFn, schema: TableSchema) -> PerformanceTarget:
    """Targets filled in a form, their parts in its order."""
    fields = [FieldValue(key, draw(texts()), draw(sources())) for key in draw(_subset(tuple(schema.field_names)))]
    periods = {slot.period for slot in schema.slots if slot.holds == "goal"}
    filled = [period for period in Period if period in periods and draw(st.booleans())]
    halves = [draw(_half(schema.indicators, period)) for period in Period if period in schema.indicators.periods]
    return PerformanceTarget(
        kind=schema.kind,
        title=draw(st.sampled_from((schema.title, f"某县{schema.title}"))),
        schema=schema.id,
        fiscal_year=draw(st.none() | st.integers(2000, 2099)),
        fields=tuple(fields),
        goals=tuple([Goal(period, draw(texts(200)), draw(sources())) for period in filled]),
        funding=tuple(draw(_funding(schema))),
        lists=tuple([row for block in schema.lists for row in draw(_list_rows(block))]),
        indicators=IndicatorTree(tuple([row for half in halves for row in half])),
        source=draw(sources()),
    )


_PERIODS = st.sampled_from(tuple(Period))
_KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
_PAIRS = st.lists(st.tuples(_KEYS, texts()), min_size=1, max_size=3, unique_by=lambda pair: pair[0]).map(tuple)
_SLOTS = st.lists(st.tuples(_KEYS, _PERIODS), max_size=4, unique=True)
_LISTS = st.dictionaries(_KEYS, st.lists(st.tuples(_PAIRS, sources()), min_size=1, max_size=2), max_size=3)


@cache
def _rows_without_form() -> st.SearchStrategy[list[Indicator]]:
    """Rows under one label of one weight: a weight may not get lost below a label."""
    row = st.builds(
        Indicator,
        name=texts(),
        first_level=st.just("产出指标"),
        second_level=st.just("数量指标"),
        value=st.none() | split_values() | single_cell_values(),
        remark=_perhaps(texts()),
        details=st.just(()) | _PAIRS,
        period=_PERIODS,
        source=sources(),
    )
    weighed = st.tuples(_perhaps(numbers()), st.lists(row, max_size=6))
    return weighed.map(lambda drawn: [replace(row, first_level_weight=drawn[0]) for row in drawn[1]])


@cache
@st.composite
def any_targets(draw: st.DrawFn) -> PerformanceTarget:
    """Targets of no form: any keys, halves mixed, parts in any order the domain allows."""
    fields = draw(st.lists(_KEYS, max_size=4, unique=True))
    lists = draw(_LISTS)
    return PerformanceTarget(
        kind=draw(st.sampled_from(tuple(TableKind))),
        title=draw(texts()),
        fiscal_year=draw(st.integers(2000, 2099)),
        fields=tuple([FieldValue(key, draw(texts()), draw(sources())) for key in fields]),
        goals=tuple([Goal(period, draw(texts()), draw(sources())) for period in draw(st.permutations(tuple(Period)))]),
        funding=tuple(
            [Funding(key, draw(texts()), draw(numbers()), None, None, period) for key, period in draw(_SLOTS)]
        ),
        lists=tuple([ListRow(block, *row) for block, rows in lists.items() for row in rows]),
        indicators=IndicatorTree(tuple(draw(_rows_without_form()))),
        source=draw(sources()),
    )
