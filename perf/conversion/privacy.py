"""What of a target may be shown to anybody: personal data is hidden (个人信息保护法 art. 25)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from perf.domain.documents.recognise import Recognition
from perf.domain.targets import FieldValue, PerformanceTarget
from perf.table_schemas import all_schemas

HIDDEN = "已隐去"
"""What stands where personal data was, so that people see that it was filled in."""


@cache
def personal_keys() -> frozenset[str]:
    """Give the fields that any form marks as personal; a table of no known form uses the same keys."""
    return frozenset(key for schema in all_schemas() for key in schema.personal_fields)


def public_target(target: PerformanceTarget) -> PerformanceTarget:
    """Give the target with its personal fields hidden, everything else as it is."""
    return replace(target, fields=tuple(_public_field(value) for value in target.fields))


def public_recognition(recognition: Recognition) -> Recognition:
    """Give what was read from a file with personal data hidden, in the questions too."""
    if recognition.target is None:
        return recognition
    hide = hiding([recognition.target])
    return replace(
        recognition,
        target=public_target(recognition.target),
        questions=tuple(
            replace(question, read=hide(question.read), taken=question.taken and hide(question.taken))
            for question in recognition.questions
        ),
    )


def hiding(targets: Iterable[PerformanceTarget]) -> Callable[[str], str]:
    """Give the function that hides, in any text, what stands in the personal fields of these targets."""
    values = (value for target in targets for value in target.fields if value.key in personal_keys())
    secrets = sorted({value.text for value in values if len(value.text) > 1}, key=len, reverse=True)
    if not secrets:
        return lambda text: text
    pattern = re.compile("|".join(map(re.escape, secrets)))
    return lambda text: pattern.sub(HIDDEN, text)


def _public_field(value: FieldValue) -> FieldValue:
    """Hide one field when it is personal."""
    return replace(value, text=HIDDEN) if value.key in personal_keys() else value
