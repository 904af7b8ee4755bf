"""People before browsers of their own, each signed in by the page for it: what they do, with scripts and without."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from perf.table_schemas import review_form
from tests.journeys.browsing import opened
from tests.signing_in import TestUser

_PATIENCE = 15_000
"""How many milliseconds somebody waits for a page; only a failing test ever waits so long."""

expect.set_options(timeout=_PATIENCE)


@dataclass(frozen=True)
class Desk:
    """Somebody before their browser.

    Attributes:
        page: what they see.
        with_scripts: whether scripts run in it.
    """

    page: Page
    with_scripts: bool

    def press(self, button: str, within: str = "main") -> None:
        """Press the button of a name."""
        self.page.locator(within).get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str, within: str = "main") -> None:
        """Follow the first link of a name."""
        self.page.locator(within).get_by_role("link", name=link, exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        """Write into the field of a label."""
        self.page.get_by_label(label, exact=True).fill(text)

    def require_words(self, *words: str, within: str = "main") -> None:
        """Wait until some words stand on the page."""
        for each in words:
            expect(self.page.locator(within)).to_contain_text(each)


@contextmanager
def desk(browser: Browser, site: str, user: TestUser, *, with_scripts: bool) -> Iterator[Desk]:
    """Sit somebody down: they are signed in and see what waits for them."""
    with opened(browser, site, with_scripts=with_scripts) as page:
        page.set_default_timeout(_PATIENCE)
        page.goto("/sign-in")
        page.get_by_label("登录名").fill(user.name)
        page.get_by_label("密码").fill(user.password)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("button", name="退出").wait_for()
        yield Desk(page, with_scripts)


@dataclass(frozen=True)
class Sheet:
    """A table in the editor before somebody who fills it in."""

    desk: Desk
    draft_id: int

    def open(self) -> None:
        """Go to it."""
        self.desk.page.goto(f"/drafts/{self.draft_id}")

    def cell(self, label: str) -> Locator:
        """Give the cell of a label: 第3行 指标值."""
        return self.desk.page.get_by_label(label, exact=True)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Type into cells, by their labels; scripts save by themselves, without them the button does."""
        for label, text in texts.items():
            self.cell(label).fill(text)
        if self.desk.with_scripts:
            expect(self.desk.page.locator("#save-state")).to_contain_text("已保存")
        else:
            self.desk.press("保存")
            self.desk.require_words("已保存。")

    def paste(self, block: str, label: str) -> None:
        """Paste a block copied from Excel, into a cell where scripts run; see what it will do, and fill it in."""
        if self.desk.with_scripts:
            self.desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            self.desk.page.evaluate("text => navigator.clipboard.writeText(text)", block)
            self.cell(label).press("ControlOrMeta+v")
        else:
            self.desk.press("从 Excel、WPS 粘贴")
            self.desk.write("复制的内容", block)
            self.desk.press("看填到哪些格")
        self.desk.require_words("贴的每一格都有地方放", within=".paste-preview")
        self.desk.press("填进表里", ".paste-preview")
        self.desk.require_words("贴的内容已填进表里")


@dataclass(frozen=True)
class Reviewing:
    """A table on the review page before somebody."""

    desk: Desk
    draft_id: int

    def open(self) -> None:
        """Go to it."""
        self.desk.page.goto(f"/drafts/{self.draft_id}/review")

    def open_from_work_list(self, name: str) -> None:
        """Find it among what waits for them."""
        self.desk.page.goto("/work")
        self.desk.page.locator("section", has_text="等我审核的").get_by_role("link", name=name).click()

    def require_not_ready(self, *words: str) -> None:
        """It cannot be submitted yet, and the page says why."""
        self.desk.require_words("送审前还要处理", *words, within="#state")
        expect(self.desk.page.get_by_role("button", name="送审", exact=True)).to_have_count(0)

    def submit(self) -> None:
        """Submit it."""
        self.open()
        self.desk.press("送审")
        self.desk.require_words("已送审")

    def comment(self, place: str, text: str) -> None:
        """Comment on the cell of a place; scripts let it be chosen in the table."""
        chosen = self.desk.page.get_by_label("哪一格")
        if self.desk.with_scripts:
            cell = chosen.locator("option").filter(has_text=re.compile(f"^{re.escape(place)}$")).get_attribute("value")
            self.desk.page.locator(f".official-table #{cell}").click()
            expect(chosen).to_have_value(cell or "")
        else:
            chosen.select_option(label=place)
        self.desk.write("批注", text)
        self.desk.press("保存批注")
        self.desk.require_words("批注已保存", text)

    def judge(self, grade: str, opinion: str, *, every_point: bool) -> None:
        """Fill in the form of review, where this step has it: eight points and the whole."""
        self.desk.page.locator("#decision").wait_for()
        self.desk.page.wait_for_load_state()
        if not self.desk.page.locator("#point-overall").is_visible():
            return
        points = [point.key for point in review_form().points] if every_point else []
        assert len(points) in {0, 8}
        for key in (*points, "overall"):
            self.desk.page.locator(f"#point-{key}").get_by_label(grade, exact=True).check()
        self.desk.write("审核意见", opinion)

    def pass_on(self, button: str = "通过") -> None:
        """Open it, find it good, and pass it to the next step."""
        self.desk.press("受理")
        self.judge("优", "目标明确，同意。", every_point=True)
        self.desk.press(button)
        self.desk.require_words("已通过")

    def give_back(self, reason: str) -> None:
        """Return it, with words."""
        self.judge("中", reason, every_point=False)
        self.desk.press("退回填报人")
        self.desk.require_words("已退回")
