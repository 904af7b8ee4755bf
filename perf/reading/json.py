"""JSON files: handed on as they stand, once they are known to be whole."""

import json

from perf.reading.decoding import decode
from perf.reading.limits import JSON_BYTES, JSON_OBJECTS
from perf.reading.results import ContentError, Contents, Payload


def read(data: bytes) -> Contents:
    """Give the file as a payload, in UTF-8. Refuses what is too large, not valid JSON, or nested too deeply."""
    if len(data) > JSON_BYTES:
        size, most = len(data) / 1024 / 1024, JSON_BYTES // 1024 // 1024
        raise ContentError(f"JSON 有{size:.1f}MB，超过上限{most}MB，请拆小后再试")
    if (objects := data.count(b"{")) > JSON_OBJECTS:
        raise ContentError(f"JSON 有{objects}项，超过上限{JSON_OBJECTS}项，请拆小后再试")
    text = decode(data)
    try:
        json.loads(text)
    except RecursionError as error:
        raise ContentError("JSON 嵌套太深，不是本系统的数据") from error
    except json.JSONDecodeError as error:
        raise ContentError(f"第{error.lineno}行不是有效的 JSON，文件可能不完整，请重新导出后再试") from error
    return Contents(payloads=(Payload(text.encode(), ""),))
