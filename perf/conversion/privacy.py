"""What of a target may be shown to anybody: personal data is hidden (个人信息保护法 art. 25)."""

from dataclasses import replace
from functools import cache

from perf.domain.documents.questions import Question
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
    secrets = [
        value.text for value in recognition.target.fields if value.key in personal_keys() and len(value.text) > 1
    ]
    return replace(
        recognition,
        target=public_target(recognition.target),
        questions=tuple(_public_question(question, secrets) for question in recognition.questions),
    )


def _public_field(value: FieldValue) -> FieldValue:
    """Hide one field when it is personal."""
    return replace(value, text=HIDDEN) if value.key in personal_keys() else value


def _public_question(question: Question, secrets: list[str]) -> Question:
    """Hide personal texts that a question quotes."""
    read, taken = question.read, question.taken
    for secret in secrets:
        read = read.replace(secret, HIDDEN)
        taken = taken and taken.replace(secret, HIDDEN)
    return replace(question, read=read, taken=taken)
