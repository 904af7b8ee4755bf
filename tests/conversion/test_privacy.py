"""Personal data never reaches a page or a download."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given

from perf.conversion import FORMATS, read_targets, render_target
from perf.conversion.privacy import HIDDEN, personal_keys, public_recognition, public_target
from perf.domain.documents.questions import Question
from perf.domain.documents.recognise import Recognition
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Stage
from tests.domain_strategies import any_targets
from tests.pages import CONTACT, PHONE, department_target


def test_contacts_are_hidden_and_seen_to_have_been_filled_in() -> None:
    shown = public_target(department_target())
    assert shown.field_text("contact_name") == shown.field_text("contact_phone") == HIDDEN
    assert shown.field_text("department_name") == "示例市图书馆𬭎"


def test_contacts_of_a_table_of_no_form_are_hidden_too() -> None:
    shown = public_target(replace(department_target(), schema=None))
    assert shown.field_text("contact_phone") == HIDDEN


def test_a_question_does_not_quote_what_is_hidden() -> None:
    target = department_target()
    question = Question("请核对", f"联系电话 | {PHONE}", f"联系电话“{PHONE}”", None)
    read = Recognition(Stage.TARGET, target.title, target, (question,), None, Source())
    (shown,) = public_recognition(read).questions
    assert PHONE not in shown.read + str(shown.taken)
    assert HIDDEN in shown.read


def test_a_table_that_was_not_read_passes() -> None:
    unread = Recognition(Stage.MONITORING, None, None, (), "这是监控表", Source())
    assert public_recognition(unread) == unread


@given(any_targets())
def test_nothing_but_personal_fields_changes(target: PerformanceTarget) -> None:
    shown = public_target(target)
    assert replace(shown, fields=()) == replace(target, fields=())
    assert [value for value in shown.fields if value.key not in personal_keys()] == [
        value for value in target.fields if value.key not in personal_keys()
    ]
    assert {value.text for value in shown.fields if value.key in personal_keys()} <= {HIDDEN}
    assert public_target(shown) == shown


def test_no_format_carries_what_is_hidden(tmp_path: Path) -> None:
    for name, file_format in FORMATS.items():
        path = tmp_path / f"table.{file_format.ending}"
        path.write_bytes(render_target(public_target(department_target()), name))
        (read,) = read_targets(path).targets
        assert read.field_text("contact_phone") == HIDDEN
        assert not {PHONE, CONTACT} & {value.text for value in read.fields}
