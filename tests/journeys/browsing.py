"""A real browser on a real server: what a person with a screen, a phone, a keyboard or a screen reader meets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page
from waitress import wasyncore
from waitress.server import create_server

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PAPER = {"width": 680, "height": 1009}
"""A4 within its margins of 15 mm."""

_NOT_LOADED = "Failed to load resource: "


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application as ``jixiao serve`` does and give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    # What the stubs call a socket is what waits for one.
    open_sockets: Any = {}
    server: Any = create_server(app, map=open_sockets, sockets=[listening], ident=None)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        # The loop itself closes what it waits for: closed under its hands, a socket would be an error.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(open_sockets, ignore_all=True))
        thread.join()
        server.task_dispatcher.shutdown()


@contextmanager
def opened(
    browser: Browser, address: str, screen: dict[str, int] = DESK, *, with_scripts: bool = True
) -> Iterator[Page]:
    """Open a page of an own browser profile. Any complaint of the browser and any dialog fails at the end."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # The browser mentions each answer that is not 200 or did not come; which ones are right is for the test.
        if not message.text.startswith(_NOT_LOADED):
            complaints.append(message.text)

    def refuse(dialog: Dialog) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(
        base_url=address,
        viewport={"width": screen["width"], "height": screen["height"]},
        locale="zh-CN",
        java_script_enabled=with_scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", refuse)
    try:
        yield page
    finally:
        context.close()
    assert complaints == []


def send(page: Page, content: bytes, name: str = "公开.txt") -> None:
    """Choose a file on the import page and send it."""
    page.goto("/import")
    page.get_by_label("选择文件").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="读取并预览").click()
    page.wait_for_load_state()


def require_sound(page: Page) -> None:
    """Fail where axe finds a barrier, or where the page scrolls sideways."""
    assert barriers_on(page) == []
    require_no_sideways_scrolling(page)


def barriers_on(page: Page) -> list[tuple[str, list[str]]]:
    """Give the barriers that axe finds: each with the elements that it is about."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def fit(page: Page, screen: dict[str, int]) -> None:
    """Show a page on another screen."""
    page.set_viewport_size({"width": screen["width"], "height": screen["height"]})


def require_no_sideways_scrolling(page: Page) -> None:
    """Fail where the page is wider than the screen."""
    assert not is_wider_than_screen(page)


def is_wider_than_screen(page: Page) -> bool:
    """Tell whether a page scrolls sideways."""
    content, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return bool(content > screen)
