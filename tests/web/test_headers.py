"""Headers: what every answer of every address says to the browser, refusals included."""

from __future__ import annotations

from typing import Any

import pytest
from support.conference import House
from support.routes import routes
from werkzeug.test import TestResponse

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Robots-Tag": "noindex",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'"
)
SAID_AS_TEXT = (
    "text/html",
    "image/svg+xml",
    "application/json",
    "application/problem+json",
    "text/css",
    "text/javascript",
)


def guards(response: TestResponse) -> dict[str, str | None]:
    """The headers that guard."""
    return {name: response.headers.get(name) for name in (*FIXED, "Content-Security-Policy")}


def asked(house: House, path: str, method: str = "GET", **more: Any) -> TestResponse:
    """One answer."""
    return house.app.test_client().open(path, method=method, buffered=True, **more)


def test_every_answer_carries_every_guard(house: House) -> None:
    found = {
        (route.method, route.path): guards(asked(house, route.path, route.method, json={})) for route in routes(house)
    }
    expected = {**FIXED, "Content-Security-Policy": POLICY.format(socket="ws://localhost")}

    assert {each: said for each, said in found.items() if said != expected} == {}
    assert len(found) > 20


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/nothing", "/t/unknown", "/api/w/unknown/changes", "/static/nothing.js"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PATCH"])
def test_every_refusal_carries_every_guard(house: House, path: str, method: str) -> None:
    response = asked(house, path, method)

    assert guards(response) == {**FIXED, "Content-Security-Policy": POLICY.format(socket="ws://localhost")}
    assert response.headers["Cache-Control"] == "no-store"


def test_over_https_the_policy_names_the_secure_socket_and_https_is_for_good(house: House) -> None:
    response = asked(house, "/", base_url="https://wall.example")

    assert response.headers["Content-Security-Policy"] == POLICY.format(socket="wss://wall.example")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_http_nothing_is_said_about_https(house: House) -> None:
    assert "Strict-Transport-Security" not in asked(house, "/").headers


def test_nothing_may_be_kept_but_the_feed_for_asking_again_and_the_static_files(house: House) -> None:
    kept: dict[str, set[str]] = {}
    for route in routes(house):
        if route.method == "GET":
            kept.setdefault(asked(house, route.path).headers["Cache-Control"], set()).add(route.endpoint)

    assert {said: endpoints for said, endpoints in kept.items() if said != "no-store"} == {
        "private, no-cache": {
            "table_api.show",
            "wall.follow",
            "wall_words.telling",
            "desk.follow",
            "table_room.follow",
        },
        "public, max-age=31536000, immutable": {"static"},
    }


def static(house: House, name: str) -> str:
    """The address of a static file of this build."""
    return f"{house.app.static_url_path}/{name}"


@pytest.mark.parametrize("name", ["js/nothing.js", "css/", "css", "nothing.svg"])
def test_a_static_file_that_is_not_there_may_not_be_kept(house: House, name: str) -> None:
    response = asked(house, static(house, name))

    assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")


def test_what_is_unchanged_or_a_part_may_be_kept_as_the_whole(house: House) -> None:
    path = static(house, "css/tokens.css")
    etag = asked(house, path).headers["ETag"]
    found = [asked(house, path, headers=more) for more in ({"If-None-Match": etag}, {"Range": "bytes=0-9"})]

    assert [(each.status_code, each.headers["Cache-Control"]) for each in found] == [
        (304, "public, max-age=31536000, immutable"),
        (206, "public, max-age=31536000, immutable"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "package.json",
        "package-lock.json",
        ".npmrc",
        ".gitignore",
        "css/../package.json",
        "css/%2e%2e/package.json",
        "js/./../.npmrc",
        "vendor/.fingerprint",
        "../cass.toml",
    ],
)
def test_what_only_the_builder_reads_is_not_served(house: House, name: str) -> None:
    assert asked(house, static(house, name)).status_code == 404


@pytest.mark.parametrize("name", ["icon.svg", "css/page.css", "js/feed.js", "vendor/socket.io.js"])
def test_what_pages_load_is_served(house: House, name: str) -> None:
    assert asked(house, static(house, name)).status_code == 200


def test_every_answer_says_what_it_is(house: House) -> None:
    kinds = {asked(house, route.path, route.method, json={}).mimetype for route in routes(house)}

    assert kinds <= set(SAID_AS_TEXT)


def test_text_is_packed_for_who_can_unpack_it(house: House) -> None:
    path = f"/t/{house.tables['14']}"
    packed, plain = asked(house, path, headers={"Accept-Encoding": "gzip"}), asked(house, path)

    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_cookie_is_for_this_site_alone_and_not_for_scripts(house: House) -> None:
    for path in (f"/t/{house.tables['14']}", "/?lang=fr"):
        (cookie,) = asked(house, path).headers.getlist("Set-Cookie")
        assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_the_api_sets_no_cookie(house: House) -> None:
    cookies = [asked(house, route.path, route.method, json={}).headers.getlist("Set-Cookie")
               for route in routes(house) if route.path.startswith("/api/")]  # fmt: skip

    assert cookies == [[]] * len(cookies)


def test_no_page_runs_or_styles_anything_inline_or_from_elsewhere(house: House) -> None:
    visitor = house.visitor()
    for route in [
        route for route in routes(house) if route.method == "GET" and not route.path.startswith(("/api", "/static"))
    ]:
        page = visitor.opens(route.path)
        loaded = [
            each.get("src", each.get("href", "")) for each in (*page.all("script"), *page.all("link"), *page.all("img"))
        ]
        inline = [
            tag
            for tag, attributes in page.elements
            if "style" in attributes or any(a.startswith("on") for a in attributes)
        ]

        assert (route.path, [each for each in loaded if not each.startswith("/static/")]) == (route.path, [])
        assert (route.path, inline, page.all("style")) == (route.path, [], [])
