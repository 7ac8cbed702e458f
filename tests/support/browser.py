"""Chromium as the tests start it, and the people in front of it: a phone, and whoever listens for complaints."""

from __future__ import annotations

import os
import re
import shutil
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, WebError, expect

# The name stands for the server on a network without https, where browsers keep several things to themselves.
INSECURE = "wall.test"
ARGUMENTS = [
    "--no-sandbox",
    "--font-render-hinting=slight",  # as a laptop's settings say; without windows it would be full
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1",
]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 664}, "is_mobile": True, "has_touch": True}
SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 720}}


def chromium() -> str | None:
    """Where Chromium is; None for the one that Playwright brought."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


class Complaints:
    """What browsers complain of: console errors (violations of the policy are among them) and uncaught exceptions."""

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._expected: list[str] = []

    def listen(self, context: BrowserContext) -> None:
        """Hear every page of this context."""
        context.on("console", self._console)
        context.on("weberror", self._error)

    def expect(self, pattern: str) -> None:
        """A complaint that belongs to the test: a network that is down says so."""
        self._expected.append(pattern)

    def unexpected(self) -> list[str]:
        """What nobody expected."""
        return [said for said in self._heard if not any(re.search(pattern, said) for pattern in self._expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._heard.append(f"{message.text} [{message.location['url']}]")

    def _error(self, error: WebError) -> None:
        self._heard.append(str(error.error))


class Phone:
    """A phone with a table's link. Its tabs may die; what its browser keeps does not."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.page = context.new_page()

    def opens(self, url: str | None = None) -> Phone:
        """Follow the table's link, or another."""
        self.page.goto(url or self.url)
        return self

    def dies(self) -> None:
        """The tab is swiped away; no page hears of it in time."""
        self.page.close(run_before_unload=False)

    def opens_again(self) -> Phone:
        """The link once more, in a new tab."""
        self.page = self.context.new_page()
        return self.opens()

    def writes(self, text: str) -> None:
        """Write into the box."""
        self.box.fill(text)

    def shares(self, text: str) -> None:
        """Write and tap Share."""
        self.writes(text)
        self.share.tap()

    def arrives(self) -> str:
        """Wait for the receipt of the newest; returns its reference."""
        expect(self.heading).to_have_text("Arrived")
        found = re.search(r"T\w+-\w{4}", self.newest.inner_text())
        assert found, self.newest.inner_text()
        return found[0]

    def taps(self, name: str) -> None:
        """Tap a button by what it says."""
        self.page.get_by_role("button", name=name, exact=True).first.tap()

    @property
    def box(self) -> Locator:
        """Where the table writes."""
        return self.page.locator("#text")

    @property
    def share(self) -> Locator:
        """The one button."""
        return self.page.locator("#share")

    @property
    def newest(self) -> Locator:
        """What became of what was shared last, with its words."""
        return self.page.locator("#mine article").first

    @property
    def heading(self) -> Locator:
        """What became of it, in a word or two."""
        return self.newest.locator(".state h2")

    @property
    def said(self) -> Locator:
        """What became of it, in a sentence."""
        return self.newest.locator(".state p").first


class Projector:
    """A screen with the wall on it."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context, self.url = context, url
        self.page = context.new_page()
        self.page.clock.install()
        self.page.goto(url)

    def waits(self, seconds: float) -> None:
        """Let time go by on this screen, and on no other."""
        self.page.clock.fast_forward(round(seconds * 1000))

    @property
    def cards(self) -> Locator:
        """What is up; cards that are fading out are not."""
        return self.page.locator(".card:not(.leaving)")

    def texts(self) -> list[str]:
        """The words that are up, in an order of their own."""
        return sorted(self.cards.locator(".words").all_text_contents())

    def digest(self) -> str:
        """What the wall's feed holds, in sixteen letters."""
        found: str = self.page.evaluate("window.wall.digest()")
        return found
