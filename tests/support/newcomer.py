"""Somebody who has never been here: from the set-up link to a conference with its tables, step by step."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from support.server import Server, until

PASSWORD = "three quiet otters"


class Newcomer:
    """Somebody who has never been here, and what they have done so far."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, list[str]()

    def fills(self, label: str, words: str) -> None:
        """Type into a field, or paste."""
        self.page.get_by_label(label, exact=True).fill(words)
        self.steps.append(f"fill {label}")

    def presses(self, name: str, role: str = "button") -> None:
        """Press a button, or follow a link."""
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.steps.append(f"press {name}")

    def takes(self, name: str, file: Path, role: str = "button") -> None:
        """Press what brings a file, and keep it."""
        with self.page.expect_download() as coming:
            self.presses(name, role)
        coming.value.save_as(file)

    def sets_up(self, server: Server, tables: str, sentence: str) -> None:
        """Come in by the link that the server printed, and set a conference up with these tables."""
        self.page.goto(re.sub(r"http://[^/]+", server.base, until(lambda: _link(server), "no set-up link")))
        self.fills("Your name", "Marie Tremblay")
        self.fills("E-mail", "marie@example.org")
        self.fills("Password", PASSWORD)
        self.fills("Once more", PASSWORD)
        self.presses("Continue")
        self.presses("I have put them away", "link")
        self.presses("Set up the first conference", "link")
        self.fills("Title, English", "A year of communities")
        self.presses("Continue to the conference")
        self.fills("Title, English", "Fall Conference")
        self.fills("Date", "2026-11-05")
        self.presses("Continue to the tables")
        self.presses("Paste or upload a list", "link")
        self.fills("Tables and communities", tables)
        self.presses("Look at it")
        expect(self.page.get_by_text(sentence)).to_be_visible()
        self.presses("Set it up")


def _link(server: Server) -> str:
    return next((found[0] for line in server.said if (found := re.search(r"http\S+/office/welcome/\S+", line))), "")
