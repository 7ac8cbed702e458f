"""What every refusal of the API has in common (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from support.people import Reply


def problem(reply: Reply, status: int, *more: str) -> dict[str, Any]:
    """The refusal, after a look at its form: the four standard members, and only `more` beside them."""
    body = reply.body
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/problem+json"), reply
    assert set(body) == {"type", "title", "status", "detail", *more}
    assert (body["type"], body["title"], body["status"]) == ("about:blank", HTTPStatus(status).phrase, status)
    assert body["detail"].endswith((".", "!", "?"))
    assert reply.headers["Cache-Control"] == "no-store"
    return dict(body)
