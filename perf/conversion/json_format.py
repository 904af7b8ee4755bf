"""The JSON that is handed out and read back; ``targets.schema.json`` says what it may hold."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from perf.domain.documents.recognise import Recognition
from perf.domain.interchange import Json, target_as_dict, target_from_dict
from perf.domain.sources import Source
from perf.domain.targets import PerformanceTarget
from perf.domain.terms import Stage


class JsonFormatError(ValueError):
    """JSON that is not in the format; ``str()`` says where and what in Chinese."""


def tables_as_json(recognitions: Sequence[Recognition]) -> Json:
    """Give the tables that were read, and those that were not with the reason."""
    return {
        "tables": [target_as_dict(read.target, read.questions) for read in recognitions if read.target],
        "not_read": [_unread_as_dict(read) for read in recognitions if not read.target],
    }


def _unread_as_dict(recognition: Recognition) -> Json:
    """Give a table that was not read."""
    return {
        "stage": recognition.stage.value,
        "title": recognition.title,
        "reason": recognition.reason,
        "source": recognition.source.as_dict(),
    }


def dump(data: Mapping[str, Any]) -> bytes:
    """Write JSON for people and machines: UTF-8, Chinese as it is, one line end at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def dump_target(target: PerformanceTarget) -> bytes:
    """Write one target as a JSON document of the format."""
    return dump({"tables": [target_as_dict(target)]})


def load_targets(data: bytes) -> tuple[PerformanceTarget, ...]:
    """Read a JSON document of the format; anything else is refused with :class:`JsonFormatError`."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise JsonFormatError("不是有效的 JSON（UTF-8）") from error
    _validate(document)
    targets = []
    for number, table in enumerate(document["tables"], 1):
        try:
            targets.append(target_from_dict(table))
        except (TypeError, ValueError) as error:
            sentence = f"第 {number} 张表里有不允许的内容：空白或两头带空格的文字、重复的栏、写在后面却没有的上级指标等"
            raise JsonFormatError(sentence) from error
    return tuple(targets)


def _refuse_constant(name: str) -> None:
    """Refuse NaN and the infinities, which JSON does not know."""
    raise ValueError(f"{name} is not JSON")


@cache
def json_schema() -> Json:
    """Give the JSON Schema of the format."""
    schema: Json = json.loads((files(__package__) / "targets.schema.json").read_text("utf-8"))
    return schema


@cache
def _resolved_schema() -> Json:
    """Give the JSON Schema with every reference replaced by what it refers to: checking takes half the time."""
    schema = json_schema()

    def resolved(part: Any) -> Any:
        if isinstance(part, list):
            return [resolved(inner) for inner in part]
        if not isinstance(part, dict):
            return part
        referred = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
        return {key: resolved(inner) for key, inner in (referred | part).items() if key not in ("$ref", "$defs")}

    return dict(resolved(schema))


def _validate(document: object) -> None:
    """Refuse a document that does not fit the JSON Schema, naming the first place that does not."""
    # Slow to import, and only JSON input needs it.
    from jsonschema import Draft202012Validator

    error = next(iter(Draft202012Validator(_resolved_schema()).iter_errors(document)), None)
    if error is not None:
        place = "/".join(map(str, error.absolute_path)) or "最外层"
        raise JsonFormatError(f"不符合本系统的 JSON 格式：{place} 处{_explain(error.validator, error.validator_value)}")


def _explain(rule: object, value: object) -> str:
    """Say in Chinese what a rule of the JSON Schema asks for."""
    match rule:
        case "required":
            return f"缺少必有的项（应有 {'、'.join(map(str, value)) if isinstance(value, list) else value}）"
        case "additionalProperties":
            return "有不认得的项"
        case "enum":
            return f"只能是 {'、'.join(map(str, value)) if isinstance(value, list) else value} 之一"
        case "pattern":
            return f"的名字或数写得不对（应合 {value}）"
        case "type":
            return f"的类型应为 {value}"
        case _:
            return "的写法不对"


def recognitions_of(targets: Sequence[PerformanceTarget]) -> tuple[Recognition, ...]:
    """Give targets that came as data the form of tables that were recognised."""
    return tuple(
        Recognition(Stage.TARGET, target.title, target, (), None, target.source or Source()) for target in targets
    )
