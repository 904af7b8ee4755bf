"""Amounts and counts that are said to make up another: lists in the text, and parts the words know."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from perf.domain.money import sum_verdict
from perf.domain.narrative.arithmetic import show_sum
from perf.domain.narrative.budget_lookup import FUNCTION, BudgetLookup
from perf.domain.narrative.claims import Claim, ClaimKind
from perf.domain.narrative.quantities import Measure
from perf.domain.narrative.statements import Amount, Statements
from perf.domain.narrative.words import NarrativeWords, Subject
from perf.domain.terms import Verdict


def part_claims(statements: Statements, lookup: BudgetLookup, words: NarrativeWords) -> Iterator[Claim]:
    """Give a claim for every whole of which all parts are stated."""
    lists = listed_parts(statements.amounts)
    stated = parts_by_subject(statements, lookup)
    for whole in statements.amounts:
        parts = lists.get(whole.number, ())
        subject = lookup.found(whole).subject
        claims = [_of_list(whole, parts, subject, lookup, words) if len(parts) > 1 else None]
        named = {found.id for part in parts if (found := lookup.found(part).subject)}
        if subject and not named >= set(subject.parts):
            claims.append(_of_subject(whole, subject, stated))
        yield from filter(None, claims)
    yield from _of_classes(statements, lookup)


def listed_parts(amounts: Sequence[Amount]) -> Mapping[int, Sequence[Amount]]:
    """Give the amounts listed as parts of each amount, by its position."""
    lists: dict[int, list[Amount]] = {}
    for amount in amounts:
        if amount.parent is not None:
            lists.setdefault(amount.parent, []).append(amount)
    return lists


_Stated = Mapping[str, Mapping[str, Amount]]
"""Amounts by the main section they stand in, and by the id of their subject."""


def parts_by_subject(statements: Statements, lookup: BudgetLookup) -> _Stated:
    """Give the amounts of each main section by their subjects; what was said first holds."""
    stated: dict[str, dict[str, Amount]] = {}
    for amount in statements.amounts:
        if subject := lookup.found(amount).subject:
            stated.setdefault(amount.sentence.passage.section, {}).setdefault(subject.id, amount)
    return stated


def _of_list(
    whole: Amount, parts: Sequence[Amount], subject: Subject | None, lookup: BudgetLookup, words: NarrativeWords
) -> Claim | None:
    """Hold a list against its whole. A list may leave parts out (主要包括 … 等), but never hold more than the whole."""
    if whole.measure is Measure.COUNT and not _counts_parts(whole, parts, words):
        return None
    verdict = sum_verdict(whole.value, [part.value for part in parts])
    if verdict is Verdict.WRONG:
        named = {found.id for part in parts if (found := lookup.found(part).subject)}
        is_closed = whole.measure is Measure.COUNT or bool(subject and subject.parts and named >= set(subject.parts))
        is_more = sum(part.value for part in parts) > whole.value and whole.parent is None
        if not is_closed and not is_more:
            return None
    return _make(whole, parts, verdict)


def _counts_parts(whole: Amount, parts: Sequence[Amount], words: NarrativeWords) -> bool:
    """Tell whether counts are parts of a count: said in its sentence, and no counts of indicators."""
    levels = (*words.counts["second_level"], *words.counts["third_level"])
    return all(part.sentence == whole.sentence and not part.name.endswith(levels) for part in parts)


def _of_subject(whole: Amount, subject: Subject, stated: _Stated) -> Claim | None:
    """Hold a subject against the parts it is made up of, where its section states them all."""
    beside = stated.get(whole.sentence.passage.section, {})
    if beside.get(subject.id) is not whole or not subject.parts:
        return None
    needed = [beside.get(part) for part in subject.parts]
    further = [beside[part] for part in subject.others if part in beside]
    parts = [part for part in needed if part is not None]
    if len(parts) < len(needed) or any(part.year not in {None, whole.year} for part in parts):
        return None
    return _make(whole, [*parts, *further], sum_verdict(whole.value, [part.value for part in (*parts, *further)]))


def _of_classes(statements: Statements, lookup: BudgetLookup) -> Iterator[Claim]:
    """Hold the classes of functions that stand under one heading against the expenditure, if they make it up."""
    wholes = [each for each in statements.amounts if _is_expenditure(lookup, each)]
    for classes in function_classes(statements, lookup).values():
        for whole in wholes[:1]:
            verdict = sum_verdict(whole.value, [each.value for each in classes])
            if verdict is not Verdict.WRONG and len(classes) > 1:
                yield _make(whole, classes, verdict)


def function_classes(statements: Statements, lookup: BudgetLookup) -> Mapping[tuple[str, ...], Sequence[Amount]]:
    """Give the classes of functions that are listed without a whole, by the headings they stand under."""
    groups: dict[tuple[str, ...], list[Amount]] = {}
    for amount in statements.amounts:
        if lookup.found(amount).family == FUNCTION and amount.parent is None:
            groups.setdefault(amount.sentence.passage.headings, []).append(amount)
    return groups


def _is_expenditure(lookup: BudgetLookup, amount: Amount) -> bool:
    subject = lookup.found(amount).subject
    return subject is not None and subject.id in {"expenditure", "general"}


def _make(whole: Amount, parts: Sequence[Amount], verdict: Verdict) -> Claim:
    total = sum((part.value for part in parts), Decimal())
    quantity, shown = whole.quantity, whole.quantity.show_like(total)
    how = f"{whole.short_name}：{show_sum(quantity.in_its_unit(part.value) for part in parts)} = {shown}"
    against = tuple(part.named_place for part in parts)
    sentence = whole.sentence.around(quantity.start)
    return Claim(ClaimKind.PARTS, sentence, whole.written, shown, verdict, how, whole.place, against)
