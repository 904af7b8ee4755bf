"""What a rule is, and how a module of this package declares one.

A rule is one function in a module of its name; the module's docstring is the rule's page in the manual, in Chinese,
because those who fill the tables read it: the first line is the sentence the rule asserts, then why, then a row that
is wrong and one that is right. Keyword parameters of the function are thresholds and word lists; their defaults stand
in ``perf/table_schemas/words/checks.toml`` under the rule's name, a form may set its own under ``[checks]``.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import Parameter, cleandoc, signature
from typing import Concatenate, Generic, ParamSpec, TypeVar

from perf.domain.checks.finding import Fault
from perf.domain.documents.published import PublishedDocument
from perf.domain.documents.year_pair import YearPair
from perf.domain.target_sheet import TargetSheet
from perf.domain.terms import Severity

PRACTICE = "practice"
"""The basis of a rule that no known document states."""


def basis_in_words(basis: str) -> str:
    """Say a basis to people."""
    return "通行做法" if basis == PRACTICE else basis


Subject = TypeVar("Subject", TargetSheet, PublishedDocument, YearPair)
Settings = ParamSpec("Settings")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One rule.

    Attributes:
        name: the function's name, under which its settings stand.
        severity: of its findings, unless a fault says otherwise.
        basis: 文号 or form, or :data:`PRACTICE`.
        manual: its page in the manual.
        check: the function.
        yields_to: names of rules whose finding at one of the same places is the cause of what this one sees.
    """

    name: str
    severity: Severity
    basis: str
    manual: str
    check: Callable[..., Iterator[Fault]]
    yields_to: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What people type and reports print."""
        return self.name.replace("_", "-")

    @property
    def title(self) -> str:
        """The sentence the rule asserts."""
        return self.manual.partition("\n")[0]

    @property
    def settings(self) -> tuple[str, ...]:
        """Names of its thresholds and word lists."""
        parameters = signature(self.check).parameters.values()
        return tuple(parameter.name for parameter in parameters if parameter.kind is Parameter.KEYWORD_ONLY)


def rule(
    severity: Severity, basis: str = PRACTICE, yields_to: tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Subject, Settings], Iterator[Fault]]], Rule[Subject]]:
    """Make a rule of a function; see :class:`Rule`."""

    def declare(check: Callable[Concatenate[Subject, Settings], Iterator[Fault]]) -> Rule[Subject]:
        manual = cleandoc(sys.modules[check.__module__].__doc__ or "")
        return Rule(check.__name__, severity, basis, manual, check, yields_to)

    return declare
