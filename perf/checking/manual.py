"""The manual of the rules, made of their docstrings: a list, a page each, and ``docs/rules.md``.

``python -m perf.checking.manual`` prints the latter.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from perf.checking.selection import require_rules
from perf.checking.terminal_lines import wrapped
from perf.domain.checks.all_rules import RULES
from perf.domain.checks.rule import Rule, basis_in_words
from perf.table_schemas import check_settings

SUBJECTS = {
    "head": "表头",
    "structure": "指标的设置",
    "values": "指标值",
    "points": "分值和权重",
    "money": "资金",
    "text": "目标文字",
    "budget": "预算公开表",
    "narrative": "情况说明",
    "years": "前后年度",
}
"""What the rules of each folder look at, as people are told."""

_LONGEST_SETTING = 400
"""Characters of a setting that ``docs/rules.md`` shows."""

_HEAD = """# 核对规则

`jixiao check` 用下面的规则核对。本页由程序里各条规则的说明生成（`make docs`），请不要手改；
终端里用 `jixiao rules 规则` 看同样的内容。

- **错误**：不改不能提交；**提醒**：请看一看，有道理可以不改；**说明**：知道就好，如四舍五入之差。
- “设置”是规则用的阈值和词表。要改，写一个 TOML 文件，用 `jixiao check 文件 --limits 阈值.toml`；
  各省表样自己的规定写在表样文件的 `[checks]` 里。
"""


def rule_list(width: int) -> Iterator[str]:
    """List every rule in two lines: weight, id and basis, then the sentence it asserts."""
    for subject, rules in _by_subject():
        yield f"【{subject}】"
        for rule in rules:
            yield f"  {rule.severity.label}  {rule.id}（{basis_in_words(rule.basis)}）"
            yield from wrapped(rule.title, width, " " * 8)


def rule_page(rule_id: str, width: int) -> Iterator[str]:
    """Give the page of one rule; an id that none has is refused as by :func:`require_rules`."""
    require_rules([rule_id])
    rule = next(each for each in RULES if each.id == rule_id)
    yield f"{rule.id}（{rule.severity.label}；依据：{basis_in_words(rule.basis)}）"
    yield ""
    for paragraph in _paragraphs(rule.manual):
        yield from wrapped(paragraph, width)
    settings = _settings(rule)
    if settings:
        yield from ("", f"设置（写在 --limits 文件的 [{rule.name}] 下）：")
        for name, value in settings.items():
            yield from wrapped(f"{name} = {_as_toml(value)}", width, "    ", first="  ")


def rules_as_markdown() -> str:
    """Give ``docs/rules.md``."""
    parts = [_HEAD]
    for subject, rules in _by_subject():
        parts.append(f"## {subject}\n")
        parts += (_section(rule) for rule in rules)
    return "\n".join(parts)


def _by_subject() -> Iterator[tuple[str, list[Rule[Any]]]]:
    for folder, subject in SUBJECTS.items():
        if rules := [rule for rule in RULES if _folder(rule) == folder]:
            yield subject, rules


def _folder(rule: Rule[Any]) -> str:
    return rule.check.__module__.split(".")[-2]


def _settings(rule: Rule[Any]) -> Mapping[str, Any]:
    return check_settings().get(rule.name, {})


def _section(rule: Rule[Any]) -> str:
    """Give a rule's part of the page; its examples as a list."""
    title, *rest = _paragraphs(rule.manual)
    lines = [f"### {title.removesuffix('。')}\n"]
    lines.append(f"`{rule.id}`　{rule.severity.label}　依据：{_escaped(basis_in_words(rule.basis))}\n")
    lines.append(_with_examples_as_list(map(_escaped, rest)).strip() + "\n")
    lines += (f"- 设置 `{name}`：{_in_markdown(rule, value)}" for name, value in _settings(rule).items())
    return "\n".join(lines) + ("\n" if _settings(rule) else "")


def _paragraphs(text: str) -> list[str]:
    """Undo the line breaks that only the width of the source made; blank lines and examples stand by themselves."""
    paragraphs = [""]
    for line in text.split("\n"):
        if not line or not paragraphs[-1] or _is_example(line) or _is_example(paragraphs[-1]):
            paragraphs.append(line)
        else:
            paragraphs[-1] += line
    return paragraphs[1:]


def _in_markdown(rule: Rule[Any], value: object) -> str:
    """Show a setting where it is short enough to be read on a page."""
    written = _as_toml(value)
    return f"`{written}`" if len(written) <= _LONGEST_SETTING else f"较长，用 `jixiao rules {rule.id}` 看"


def _with_examples_as_list(lines: Iterable[str]) -> str:
    return "\n".join(f"- **{line[: line.index('：')]}**{line[line.index('：'):]}" if _is_example(line) else line
                     for line in lines)  # fmt: skip


def _is_example(line: str) -> bool:
    return line.startswith(("不对：", "对："))


def _escaped(text: str) -> str:
    """Keep signs of a table's cells from being taken for Markdown."""
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|")


def _as_toml(value: object) -> str:
    """Write a setting as in the file of limits."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_as_toml, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_as_toml(key)} = {_as_toml(each)}' for key, each in value.items())} }}"
        case _:
            return str(value)


if __name__ == "__main__":
    sys.stdout.write(rules_as_markdown())
