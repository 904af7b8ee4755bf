"""Send a file as a person does, and read what a page says about it."""

from io import BytesIO

from lxml.html import HtmlElement

from tests.pages import CheckedClient, page_of


def send(
    client: CheckedClient, content: bytes, name: str = "公开.txt", status: int = 200, path: str = "/import"
) -> HtmlElement:
    """Send a file as the form does."""
    data = {"csrf_token": client.token(), "document": (BytesIO(content), name)}
    response = client.post(path, data=data)
    assert response.status_code == status
    return page_of(response)


def error_summary(page: HtmlElement) -> str:
    """Give what the error summary says; its link leads to the file input."""
    (summary,) = page.xpath("//*[@role='alert']")
    assert summary.xpath(".//a/@href") == ["#document"]
    assert page.xpath("string(//input[@id='document']/@aria-invalid)") == "true"
    return str(summary.text_content())
