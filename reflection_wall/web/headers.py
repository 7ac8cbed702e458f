"""Headers: what every answer says to the browser, so that it runs nothing but our own files and tells nobody else."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer browsers send `Origin: null` with forms on plain http, and every origin check fails.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "X-Robots-Tag": "noindex",
}
_WORTH_PACKING = ("text/", "application/json", "application/problem+json", "image/svg+xml", "application/javascript")
_SMALLEST = 600
# Beside these lie the lists that npm installs from, which are nobody's to read; no part may begin with a dot.
_SERVED = re.compile(r"(css|js|vendor)(/[^/.][^/]*)+|icon\.svg")
_LOOPBACK = re.compile(r"(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?")
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")


def init_app(app: Flask) -> None:
    """Set the headers on every answer, and pack what is worth packing; serve no file that is not a page's."""
    app.before_request(_only_what_pages_load)
    app.after_request(_guard)
    app.after_request(_pack)


def _only_what_pages_load() -> None:
    if request.endpoint == "static" and not _SERVED.fullmatch((request.view_args or {})["filename"]):
        raise NotFound


def _guard(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    if request.is_secure or _LOOPBACK.fullmatch(request.host):
        # On plain http from elsewhere browsers ignore it, and say so in the console of every page.
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    # A refusal must not be kept: the file may be there in a moment, and an address is kept for a year.
    if request.endpoint == "static" and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def policy(framed_by: Sequence[str] = ()) -> str:
    """What the browser may do with a page: run and load our own files, and show it in the frames of these origins."""
    framing = " ".join(framed_by) or "'none'"
    # Older Safari does not count its own host's WebSocket as 'self'.
    host = request.host if _HOST.fullmatch(request.host) else ""
    socket = f"{'wss' if request.is_secure else 'ws'}://{host}" if host else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self' {socket}; form-action 'self'; frame-ancestors {framing}; base-uri 'none'; "
        "object-src 'none'; require-trusted-types-for 'script'"
    )


def _pack(response: Response) -> Response:
    """gzip for text: the first load must come through one bar of Wi-Fi."""
    response.vary.add("Accept-Encoding")
    if (
        response.status_code in (204, 206, 304)
        or "Content-Encoding" in response.headers
        or not (response.content_type or "").startswith(_WORTH_PACKING)
        or not request.accept_encodings.quality("gzip")
        or (response.is_streamed and not response.direct_passthrough)
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= _SMALLEST:
        response.set_data(gzip.compress(body, 6))
        response.headers["Content-Encoding"] = "gzip"
    return response
