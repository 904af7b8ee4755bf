"""Searching: all words, however they are set; facets; near misses; always as many queries. On both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from perf.database import reading, transaction
from perf.library.operations import bring_in_shipped
from perf.library.queries import Found, Wanted, library_entry, search, similar_entries
from perf.library.shipped import shipped_indicators
from tests.library.indicators import MILEAGE, NOW, QUALITY, TEACHING, drafter, fill, proposed
from tests.pages import HOSTILE

ODD = replace(TEACHING, name="100%_完成\\率", unit="%")


@pytest.fixture(autouse=True)
def library(engine: Engine) -> None:
    """A library of four entries, and a proposal that is in none."""
    fill(engine, MILEAGE, QUALITY, TEACHING, ODD)
    proposed(engine, drafter(engine), replace(MILEAGE, name="没有采纳的里程"))


def found(engine: Engine, *, offset: int = 0, limit: int = 50, **wanted: str) -> Found:
    with reading(engine) as session:
        return search(session, Wanted(**wanted), lambda _: (offset, limit))


def names(engine: Engine, text: str) -> list[str]:
    return [entry.indicator.name for entry in found(engine, text=text).entries]


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Collect the queries that are sent."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


FINDS = {
    "养护": ["公路养护里程", "优良路率"],
    "里程": ["公路养护里程", "优良路率"],
    "优良 里程": ["优良路率"],
    "优良、里程；养护": ["优良路率"],
    "gps 养护": ["公路养护里程", "优良路率"],
    "ＧＰＳ": ["公路养护里程", "优良路率"],
    "教师": ["培训教师人次"],
    "师资": ["培训教师人次", "100%_完成\\率"],
    "100%_": ["100%_完成\\率"],
    "%": ["100%_完成\\率"],
    "\\": ["100%_完成\\率"],
    "教育": [],
    "没有采纳": [],
    "里程 教师": [],
    "\x00": [],
    "里程\x00": [],
    HOSTILE: [],
    "𠮷" * 100: [],
}


def test_all_words_must_occur(engine: Engine) -> None:
    assert {text: names(engine, text) for text in FINDS} == FINDS
    assert [found(engine, text=text).count for text in FINDS] == list(map(len, FINDS.values()))


def test_words_of_names_come_before_words_of_explanations(engine: Engine) -> None:
    fill(engine, replace(QUALITY, name="甲", explanation="同里程有关"), replace(MILEAGE, name="乙里程"))
    assert names(engine, "里程")[:2] == ["公路养护里程", "乙里程"]
    assert "甲" in names(engine, "里程")[2:]


def test_an_empty_search_gives_everything_in_the_librarys_order(engine: Engine) -> None:
    assert names(engine, "  ，、") == [each.name for each in (MILEAGE, QUALITY, TEACHING, ODD)]


def test_facets_count_what_else_is_chosen_leaves(engine: Engine) -> None:
    result = found(engine, field="交通运输", second_level="质量指标")
    assert [entry.indicator.name for entry in result.entries] == ["优良路率"]
    facets = {facet.name: dict(facet.options) for facet in result.facets}
    assert facets == {
        "field": {"交通运输": 1},
        "use_of_funds": {"公路养护": 1},
        "first_level": {"产出指标": 1},
        "second_level": {"数量指标": 1, "质量指标": 1},
    }


def test_a_choice_that_leaves_nothing_can_still_be_seen_and_taken_back(engine: Engine) -> None:
    result = found(engine, text="教师", field="交通运输")
    assert result.count == 0
    assert dict(result.facets[0].options) == {"教育": 1, "交通运输": 0}
    assert result.facets[0].chosen == "交通运输"


def test_an_unknown_choice_finds_nothing(engine: Engine) -> None:
    assert [found(engine, field=field).count for field in ("不知道的领域", "\x00", HOSTILE)] == [0, 0, 0]


def test_pages_follow_each_other(engine: Engine) -> None:
    pages = [found(engine, offset=offset, limit=3) for offset in (0, 3)]
    assert [len(page.entries) for page in pages] == [3, 1]
    assert {page.count for page in pages} == {4}
    assert len({entry.id for page in pages for entry in page.entries}) == 4


def test_where_nothing_is_found_what_is_near_is_shown(engine: Engine) -> None:
    assert found(engine, text="道路养护").entries == ()
    assert found(engine, text="公路的养护").near[0].indicator.name == "公路养护里程"
    assert found(engine, text="完全不相干").near == ()
    assert found(engine, text="养护").near == ()


def test_similar_names_are_found_and_others_are_not(engine: Engine) -> None:
    with reading(engine) as session:
        assert [entry.indicator.name for entry in similar_entries(session, "农村公路养护里程数")] == ["公路养护里程"]
        assert similar_entries(session, "学生满意度") == ()
        assert similar_entries(session, "里") == ()
        assert [entry.indicator.name for entry in similar_entries(session, "培训教师人次")] == ["培训教师人次"]


def test_only_accepted_entries_are_taken_over(engine: Engine) -> None:
    with reading(engine) as session:
        ids = [entry.id for entry in found(engine).entries]
        taken = library_entry(session, ids[0])
        assert taken is not None
        assert taken.indicator == MILEAGE
        assert library_entry(session, max(ids) + 1) is None
        assert library_entry(session, 2_000_000_000) is None


def test_as_many_queries_for_a_large_library_as_for_a_small_one(engine: Engine) -> None:
    with counted(engine) as small:
        found(engine, text="率")
    with transaction(engine) as session:
        bring_in_shipped(session, shipped_indicators(), now=NOW)
    with counted(engine) as large:
        assert found(engine, text="率").count > 90
    assert len(small) == len(large) == 2
