"""Parts of addresses. What cannot be one is not found; no database is asked for it."""

from flask import Flask
from werkzeug.routing import BaseConverter


class UnitCode(BaseConverter):
    """A department's code (单位代码), as departments are registered under."""

    regex = r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}"


def use_addresses(app: Flask) -> None:
    """Let addresses name departments as ``<unit:code>``."""
    app.url_map.converters["unit"] = UnitCode
