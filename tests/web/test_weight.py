"""The first load of a phone comes through one bar of Wi-Fi: few requests, few bytes, one host."""

from __future__ import annotations

import gzip
import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from support.conference import Venue
from support.visitor import Page

MOST_REQUESTS = 8
MOST_BYTES = 60_000
# What a browser fetches for a script or a style sheet: static imports, and addresses in CSS that are not inlined.
_IMPORTS = re.compile(r"""^\s*(?:import|export)\s(?:[\w$*{},\s]+\sfrom\s+)?["']([^"']+)["']""", re.MULTILINE)
_IN_CSS = re.compile(r"""@import\s+["']([^"']+)["']|url\(["']?(?!data:|#)([^"')]+)""")


@dataclass
class Load:
    """Everything that one page makes a browser fetch, each address once, with the bytes on the wire."""

    base: str
    fetched: dict[str, int]

    def fetch(self, url: str) -> None:
        """Fetch one address and whatever it asks for."""
        if url in self.fetched:
            return
        assert urlsplit(url).netloc == urlsplit(self.base).netloc, f"{url} is elsewhere"
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=15) as reply:
            raw, headers = reply.read(), reply.headers
        self.fetched[url] = len(raw) + len(str(headers))
        body = gzip.decompress(raw) if headers["Content-Encoding"] == "gzip" else raw
        for found in self._asks(headers.get_content_type(), body.decode(errors="replace")):
            self.fetch(urljoin(url, found))

    def _asks(self, kind: str, text: str) -> list[str]:
        if kind == "text/html":
            page = Page(200, {}, text)
            links = [
                each["href"] for each in page.all("link") if each.get("rel") in ("stylesheet", "icon", "modulepreload")
            ]
            return links + [each["src"] for each in (*page.all("script"), *page.all("img")) if "src" in each]
        pattern = {"text/css": _IN_CSS, "text/javascript": _IMPORTS}.get(kind)
        return ["".join(found) for found in pattern.findall(text)] if pattern else []


def loaded(venue: Venue, path: str) -> dict[str, int]:
    """What the page at this path costs."""
    base = venue.server.base
    load = Load(base, {})
    load.fetch(base + path)
    return load.fetched


@pytest.fixture
def phone(hall: Venue) -> dict[str, int]:
    """The first load of table 14's phone."""
    return loaded(hall, f"/t/{hall.table('14').key}")


def test_a_phone_asks_at_most_eight_times(phone: dict[str, int]) -> None:
    assert len(phone) <= MOST_REQUESTS, phone


def test_a_phone_loads_at_most_sixty_kilobytes(phone: dict[str, int]) -> None:
    assert sum(phone.values()) <= MOST_BYTES, phone


def test_a_phone_loads_its_script_and_its_style(phone: dict[str, int]) -> None:
    names = {url.rpartition("/")[2] for url in phone}

    assert {"phone.js", "phone.css"} <= names


def test_a_phone_loads_no_font_and_no_socket(phone: dict[str, int]) -> None:
    assert [url for url in phone if re.search(r"\.(woff2?|ttf)$|socket\.io", url)] == []


def test_every_file_that_a_page_asks_for_is_there(hall: Venue) -> None:
    paths = [urlsplit(hall.told[name]).path for name in ("wall", "viewer", "presenter", "office")]
    costs = [len(loaded(hall, path)) for path in (*paths, f"{urlsplit(hall.told['office']).path}/tents", "/c/FALL25")]

    assert min(costs) > 2


def test_a_static_file_may_be_kept_for_good_because_its_address_changes_with_it(phone: dict[str, int]) -> None:
    assert {len(urlsplit(url).path.split("/")[2]) for url in phone if "/static/" in url} == {10}
