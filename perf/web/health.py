"""One address for whoever watches the server: 200 when pages can be answered, 503 when the database cannot."""

from flask import Blueprint, Response

from perf.web.guard import public
from perf.web.session import reading_session

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """Answer ``ok`` when the database is ready."""
    reading_session()
    return Response("ok\n", mimetype="text/plain")
