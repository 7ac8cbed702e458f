"""Taking home, printing, keeping and quoting in a real browser: every page for everyone, and the way to a file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from support.browser import PHONE, SCREEN, Complaints
from support.conference import Venue
from support.shell import Shell
from support.welcome import checked, invitation, welcomed

Contexts = Callable[..., BrowserContext]


@pytest.fixture
def another_site() -> Iterator[Callable[[str], str]]:
    """A site of one page on a port of its own: its origin, once it has its page."""
    html: list[bytes] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html[0])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(page: str) -> str:
        html.append(page.encode())
        return f"http://127.0.0.1:{server.server_port}"

    yield put
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("screen", [PHONE, SCREEN], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_for_everyone(
    conference: Venue, shell: Shell, new_context: Contexts, screen: dict[str, Any], language: str
) -> None:
    for words in ("A reflection of several words.", "Another one, a little longer than the first."):
        conference.table().shares(words, consent="quote", headline="A headline")
    page = new_context(**screen).new_page()
    welcomed(page, invitation(shell))
    base, code = conference.server.base, conference.told["conference"]
    office = f"{base}/office/c/{code}"
    page.goto(f"{office}/quotes")
    page.locator("button[name=add]").first.click()
    page.locator("input[name=public]").check()
    page.locator("textarea[name=sites]").fill("https://example.org")
    page.locator("form[action$='/quotes/page'] button").click()
    for path in (f"{office}/files", f"{office}/print", f"{office}/cards", f"{office}/keep", f"{office}/quotes"):
        page.goto(f"{path}?lang={language}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        checked(page)
    for path in (f"/c/{code}/quotes", f"/c/{code}/quotes/embed"):
        page.goto(f"{base}{path}?lang={language}")
        expect(page.locator("blockquote")).to_have_count(1)
        checked(page)


def test_the_big_button_brings_a_file_and_the_list_says_so(
    conference: Venue, shell: Shell, new_context: Contexts
) -> None:
    conference.table().shares("To be taken home.")
    page = new_context(**SCREEN, accept_downloads=True).new_page()
    welcomed(page, invitation(shell))
    page.goto(f"{conference.server.base}/office/c/{conference.told['conference']}/files")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Spreadsheet", exact=True).click()
    page.reload()

    assert coming.value.suggested_filename.endswith(".xlsx")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Marie")


def test_a_page_of_another_site_cannot_frame_the_quotes_unless_it_was_named(
    conference: Venue, shell: Shell, new_context: Contexts, complaints: Complaints, another_site: Callable[[str], str]
) -> None:
    complaints.expect("frame-ancestors")
    complaints.expect("ERR_BLOCKED")
    complaints.expect("favicon")
    conference.table().shares("Framed.", consent="quote")
    page = new_context(**SCREEN).new_page()
    welcomed(page, invitation(shell))
    base, code = conference.server.base, conference.told["conference"]
    page.goto(f"{base}/office/c/{code}/quotes")
    page.locator("button[name=add]").first.click()
    site = another_site(f'<iframe src="{base}/c/{code}/quotes/embed"></iframe>')
    for sites, seen in (("https://other.test", 0), (site, 1)):
        page.goto(f"{base}/office/c/{code}/quotes")
        page.locator("input[name=public]").check()
        page.locator("textarea[name=sites]").fill(sites)
        page.locator("form[action$='/quotes/page'] button").click()
        page.wait_for_load_state()
        page.goto(site)
        page.wait_for_load_state("networkidle")
        expect(page.frame_locator("iframe").get_by_text("Framed.")).to_have_count(seen)
