"""Somebody at the desk, in a browser of their own; nothing here knows a mouse but what says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

Contexts = Callable[..., BrowserContext]
SCREEN: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}


class Desk:
    """Somebody at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab(self, name: str) -> Locator:
        """One of the tabs."""
        return self.page.get_by_role("tab", name=name)

    def item(self, text: str) -> Locator:
        """The card with these words."""
        return self.page.get_by_role("article").filter(has_text=text)

    def lists(self, *words: str) -> None:
        """The open list holds these, in this order."""
        expect(self.page.locator("#list article > .words:not(.before, .translated)")).to_have_text(list(words))

    def presses(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def rests(self) -> None:
        """Wait until single keys count again after a dialog."""
        expect(self.page.locator("body.lull")).to_have_count(0)

    def does(self, key: str) -> None:
        """Choose the first card where none is chosen, then press the key of a deed."""
        if self.page.locator(".item.at:not(.going)").count() == 0:
            self.page.keyboard.press("j")
        self.page.keyboard.press(key)

    def types(self, text: str) -> None:
        """Write where the focus is, in place of what stands there."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def tabs_to(self, found: Locator) -> None:
        """Press Tab until the focus is there; a screen has fewer stops than that."""
        for _ in range(200):
            if found.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {found}")

    @property
    def said(self) -> Locator:
        """The line that says what was done."""
        return self.page.locator("#said")


def sit(contexts: Contexts, url: str, **screen: Any) -> Desk:
    """Sit down at a desk and wait for its first picture."""
    page = contexts(**(screen or SCREEN)).new_page()
    page.goto(url)
    expect(page.locator("[data-mode][aria-pressed=true]")).to_have_count(1)
    return Desk(page)
