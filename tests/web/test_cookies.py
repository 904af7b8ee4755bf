"""The session cookie tells scripts and other sites nothing."""

import pytest

from tests.pages import CheckedClient


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: CheckedClient) -> None:
    cookie = client.get("/import").headers["Set-Cookie"]
    assert cookie.startswith("jixiao=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_bound_to_https_exactly_where_there_is_https(client: CheckedClient, scheme: str) -> None:
    cookie = client.get("/import", base_url=f"{scheme}://localhost").headers["Set-Cookie"]
    assert ("Secure" in cookie) == (scheme == "https")


def test_reading_pages_sets_no_cookie(client: CheckedClient) -> None:
    for path in ("/", "/departments/999001/2026", "/targets/1", "/static/jixiao.css"):
        assert "Set-Cookie" not in client.get(path).headers
