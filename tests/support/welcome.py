"""Somebody who comes into the office with a browser: the invitation, the password, the codes, and a look at a page."""

from __future__ import annotations

import itertools

from playwright.sync_api import Page

from support.axe import violations
from support.office import PASSWORD
from support.shell import Shell

_numbers = itertools.count(1)


def invitation(shell: Shell, role: str = "owner", *more: str) -> str:
    """The link of a new account."""
    email = f"person{next(_numbers)}@example.org"
    told = shell("organizer", "add", email, "--name", "Marie", "--role", role, *more, "--json")
    assert told.status == 0, told.err
    return str(told.json["url"])


def welcomed(page: Page, link: str) -> list[str]:
    """Accept an invitation; the recovery codes."""
    page.goto(link)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Once more").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    codes = page.locator(".recovery code").all_inner_texts()
    page.get_by_role("link", name="I have put them away").click()
    return codes


def checked(page: Page) -> None:
    """Under axe, and nothing wider than the screen."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
