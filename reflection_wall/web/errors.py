"""Errors: from what was raised anywhere below to one status and one clear sentence in the visitor's language."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from reflection_wall.rules import refusals
from reflection_wall.rules.refusals import Message, Refused, later
from reflection_wall.store import Unavailable
from reflection_wall.web.speech import sentence

log = logging.getLogger(__name__)

RETRY_AFTER = 3

STATUS: dict[type[Refused], int] = {
    refusals.Unknown: 404,
    refusals.Forbidden: 403,
    refusals.Archived: 403,
    refusals.Conflict: 409,
    refusals.Gone: 410,
    refusals.Invalid: 422,
}
SENTENCES = {
    404: refusals.Unknown.message.text,
    405: later("That cannot be done at this address."),
    413: later("That is far more text than fits. Please send at most 1,500 characters."),
    415: later("Please send this as JSON."),
    429: later("That was very quick. It will go through in a moment."),
    500: later("Something went wrong here, not on your side. Please try again in a moment."),
    503: later("It could not be stored just now. Nothing is lost on your side: please try again in a moment."),
}


class TooFast(Exception):
    """Somebody sends faster than the limits allow; `seconds` until it makes sense to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def init_app(app: Flask) -> None:
    """Translate every error once, here."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(Unavailable, unavailable)
    app.register_error_handler(TooFast, too_fast)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unexpected)


def refused(wrong: Refused) -> Response:
    """A rule said no."""
    more: dict[str, Any] = {}
    if isinstance(wrong, refusals.Invalid):
        more["errors"] = {field: sentence(message) for field, message in wrong.errors.items()}
    if isinstance(wrong, refusals.Conflict) and wrong.present is not None:
        more["present"] = wrong.present
    return answer(STATUS.get(type(wrong), 422), sentence(wrong.message), **more)


def unavailable(wrong: Unavailable) -> Response:
    """It could not be stored, or nobody knows: the same key decides on the next try."""
    log.error("a batch was not stored: %s", wrong)
    return in_a_while(answer(503, gettext(SENTENCES[503])), RETRY_AFTER)


def too_fast(wrong: TooFast) -> Response:
    """A limit was reached."""
    return in_a_while(answer(429, gettext(SENTENCES[429])), wrong.seconds)


def http(wrong: HTTPException) -> Response:
    """What Werkzeug raises by itself: no such address, wrong method, too large."""
    if wrong.code is None or wrong.code < 400:
        return make_response(wrong.get_response())
    response = answer(wrong.code, sentence(Message(SENTENCES.get(wrong.code, SENTENCES[405]))))
    if wrong.code == 405:
        response.headers.extend(wrong.get_headers(request.environ)[1:])
    return response


def unexpected(wrong: Exception) -> Response:
    """A fault of ours: one request fails, the process lives."""
    log.exception("unexpected error", exc_info=wrong)
    return answer(500, gettext(SENTENCES[500]))


def answer(status: int, detail: str, **more: Any) -> Response:
    """Problem JSON (RFC 9457) for the API, a page for people."""
    title = HTTPStatus(status).phrase
    if request.path.startswith("/api/"):
        response = jsonify({"type": "about:blank", "title": title, "status": status, "detail": detail, **more})
        response.content_type = "application/problem+json"
    else:
        return page("errors/error.html", status, detail=detail)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def page(template: str, status: int, **values: Any) -> Response:
    """A page that nobody may keep: it has somebody's words or keys in it."""
    response = make_response(render_template(template, **values, status=status))
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def in_a_while(response: Response, seconds: int) -> Response:
    """Say when it makes sense to try again."""
    response.headers["Retry-After"] = str(seconds)
    return response
