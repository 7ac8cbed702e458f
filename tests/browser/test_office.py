"""The office in a real browser: from an invitation to every page, on plain http in the room, and from a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue
from support.office import PASSWORD
from support.people import fresh_key
from support.shell import Shell
from support.welcome import checked, welcomed

Contexts = Callable[..., BrowserContext]


@pytest.mark.parametrize("screen", [PHONE, SCREEN], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_the_office_is_for_everyone(
    conference: Venue,
    invited: Callable[..., str],
    new_context: Contexts,
    complaints: Complaints,
    screen: dict[str, Any],
    language: str,
) -> None:
    complaints.expect("404.*/office/welcome/unknown")
    conference.table().shares("A reflection of several words.", consent="quote", headline="A headline")
    page = new_context(**screen).new_page()
    link, base, code = invited(), conference.server.base, conference.told["conference"]
    page.goto(link)
    checked(page)
    welcomed(page, link)
    person = page.goto(f"{base}/office/people") and page.locator("main a.other").first.get_attribute("href")
    for path in (
        *("/office", f"/office/c/{code}/links", f"/office/c/{code}/reflections", "/office/people", str(person)),
        *("/office/you", "/office/recover", "/office/welcome/unknown"),
    ):
        page.goto(f"{base}{path}?lang={language}")
        checked(page)
    page.context.clear_cookies()
    page.goto(f"{base}/office/sign-in?lang={language}")
    checked(page)


def test_without_scripts_an_owner_comes_in_invites_and_goes(
    conference: Venue, invited: Callable[..., str], new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("Cross-Origin-Opener-Policy")  # which browsers keep to https, and say so
    page = new_context(**SCREEN, java_script_enabled=False).new_page()
    base = conference.server.base.replace("127.0.0.1", "wall.test")
    codes = welcomed(page, invited().replace("127.0.0.1", "wall.test"))
    expect(page.get_by_role("heading", name="Your conferences")).to_be_visible()
    page.get_by_role("link", name="People").click()
    page.get_by_label("Name").fill("Jean")
    page.get_by_label("E-mail").fill(f"{fresh_key().lower()}@example.org")
    page.get_by_label("Reviewer").check()
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link").input_value()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{base}/office/people")

    assert len(codes) == 10
    assert "/office/welcome/" in link
    expect(page.get_by_role("heading", name="Sign in to the office")).to_be_visible()


def test_an_app_s_code_is_switched_on_by_what_its_page_shows_and_asked_for_from_then_on(
    conference: Venue, invited: Callable[..., str], new_context: Contexts, complaints: Complaints
) -> None:
    complaints.expect("422")
    page = new_context(**SCREEN).new_page()
    codes = welcomed(page, invited())
    page.get_by_role("link", name="You").click()
    email = page.locator(".lead").inner_text().split(" ")[0]
    page.locator("#app-code-password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    checked(page)
    page.get_by_label("The six digits").fill(pyotp.TOTP(page.locator(".secret").inner_text()).now())
    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_role("status")).to_contain_text("From now on signing in asks for a code")
    page.get_by_role("button", name="Sign out").click()
    for code in ("", codes[0]):
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Code from your app").fill(code)
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your conferences")).to_be_visible()


def test_the_keyboard_alone_reaches_the_content_first(
    conference: Venue, invited: Callable[..., str], new_context: Contexts
) -> None:
    page = new_context(**SCREEN).new_page()
    welcomed(page, invited())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_reviewer_with_a_secret_after_the_hash_reads_from_a_phone(
    conference: Venue, shell: Shell, new_context: Contexts
) -> None:
    conference.table().shares("To be read by a reviewer.")
    url = shell("pass", conference.told["conference"], "reviewer", "--fragment", "--json").json["url"]
    page = new_context(**PHONE).new_page()
    page.goto(url)
    expect(page.get_by_text("To be read by a reviewer.")).to_be_visible()
    checked(page)

    assert url.partition("#")[2] not in page.url
