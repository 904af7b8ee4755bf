"""Limits that whoever checks sets over those of the rules: a file in the form of ``words/checks.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from perf.checking.near_names import nearest
from perf.domain.checks.runner import Settings
from perf.plain_words import PlainWordsError
from perf.reading.results import printable_name
from perf.table_schemas import check_settings


class LimitsError(PlainWordsError):
    """A file of limits that cannot be used; ``str()`` says what and where."""


def read_limits(path: Path) -> Settings:
    """Read limits; refuses, with :class:`LimitsError`, what no rule has for a setting."""
    name = printable_name(path.name)
    try:
        written = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise LimitsError(f"阈值文件“{name}”打不开，请检查路径和读取的权限") from error
    except UnicodeDecodeError as error:
        raise LimitsError(f"阈值文件“{name}”不是 UTF-8 文本，请另存成 UTF-8 再试") from error
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise LimitsError(
            f"阈值文件“{name}”不是有效的 TOML（{_where(error)}），写法可照 jixiao rules 规则 列出的设置"
        ) from error
    for section, values in written.items():
        _require_section(name, section, values)
    return written


def _where(error: Exception) -> str:
    """Say the line of a fault in TOML; the rest of the library's sentence is English."""
    _, at, place = str(error).partition("(at line ")
    return f"第{place.partition(',')[0]}行" if at and place else "写法有误"


def _require_section(name: str, section: str, values: object) -> None:
    known = check_settings()
    if section not in known:
        near = nearest(section, known)
        raise LimitsError(f"阈值文件“{name}”里的“{section}”不是有设置的规则{_hint(near)}")
    if not isinstance(values, Mapping):
        raise LimitsError(f"阈值文件“{name}”里的“{section}”应是一节，写成 [{section}]，设置写在它下面")
    for setting, value in values.items():
        if setting not in known[section]:
            near = nearest(setting, known[section]) or list(known[section])
            raise LimitsError(f"阈值文件“{name}”的 [{section}] 里没有“{setting}”这项设置{_hint(near)}")
        usual = known[section][setting]
        if not _is_like(value, usual):
            raise LimitsError(f"阈值文件“{name}”的 [{section}] 里，{setting} 应是{_kind(usual)}")


def _hint(near: list[str]) -> str:
    return f"，最接近的是 {'、'.join(near)}" if near else ""


def _is_like(value: object, usual: object) -> bool:
    """Tell whether a value is of the kind of the one it replaces."""
    match usual:
        case bool():
            return isinstance(value, bool)
        case int():
            return isinstance(value, int) and not isinstance(value, bool)
        case Decimal():
            return (isinstance(value, Decimal) and value.is_finite()) or _is_like(value, 0)
        case list():
            return isinstance(value, list) and all(_is_like_one_of(each, usual) for each in value)
        case dict():
            return isinstance(value, dict) and all(
                _is_like_one_of(each, [usual[key]] if key in usual else usual.values()) for key, each in value.items()
            )
        case _:
            return isinstance(value, type(usual))


def _is_like_one_of(value: object, models: Iterable[object]) -> bool:
    return any(_is_like(value, model) for model in models)


def _kind(usual: Any) -> str:
    """Name the kind of a value, with an example."""
    match usual:
        case bool():
            return "true 或 false"
        case int():
            return f"整数，如 {usual}"
        case Decimal():
            return f"数，如 {usual}"
        case list():
            return f"方括号里的一串，每个是{_kind(usual[0])}"
        case dict():
            return f"花括号里的一组，如 {{ {', '.join(f'{key} = …' for key in usual)} }}"
        case _:
            return f'双引号里的文字，如 "{usual}"'
