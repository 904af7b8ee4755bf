"""JSON files: handed on as they stand, once they are known to be whole."""

import json

from perf.reading.decoding import decode
from perf.reading.results import ContentError, Contents, Payload


def read(data: bytes) -> Contents:
    """Give the file as a payload, in UTF-8. Refuses what is not valid JSON or is nested too deeply."""
    text = decode(data)
    try:
        json.loads(text)
    except RecursionError as error:
        raise ContentError("JSON 嵌套太深，不是本系统的数据") from error
    except json.JSONDecodeError as error:
        raise ContentError(f"第{error.lineno}行不是有效的 JSON，文件可能不完整，请重新导出后再试") from error
    return Contents(payloads=(Payload(text.encode(), ""),))
