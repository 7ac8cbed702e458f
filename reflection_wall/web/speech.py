"""Speech: from a visitor's choice, table and browser to the language of a page, and from a refusal to a sentence."""

from __future__ import annotations

from flask import Flask, Response, g, request
from flask_babel import Babel, gettext

from reflection_wall.rules.languages import NAMES, SPOKEN, said
from reflection_wall.rules.refusals import Message
from reflection_wall.web.house import house

CHOICE = "lang"
# What a phone says of the language it writes in.
WRITTEN = {"en": "en-CA", "fr": "fr-CA"}


def init_app(app: Flask) -> None:
    """Give every request a language, and remember the one a visitor asks for."""
    Babel(app, locale_selector=locale)
    app.after_request(_remember)
    app.jinja_env.filters["said"] = lambda text: said(text, locale())
    app.context_processor(lambda: {"locale": locale(), "languages": NAMES, "written": WRITTEN})


def locale() -> str:
    """The language of this answer: the one asked for now or before, the page's own where it has one, the browser's, the
    conference's, the default."""
    browser = (tag.split("-")[0] for tag, _ in request.accept_languages)
    asked = (request.args.get(CHOICE), request.cookies.get(CHOICE), g.get("home_locale"))
    wanted = (*asked, *browser, g.get("conference_locale"))
    return next((language for language in wanted if language in SPOKEN), house().default_locale)


def at_home(table_locale: str | None, conference_locale: str) -> None:
    """Say whose page this is, a table's or a wall's: its own language comes first until the visitor chooses another."""
    g.home_locale = table_locale or conference_locale


def visiting(conference_locale: str) -> None:
    """Say where a visitor is: their browser's language comes first, and the conference's where it speaks neither."""
    g.conference_locale = conference_locale


def sentence(message: Message) -> str:
    """A refusal in the visitor's language."""
    values = {name: sentence(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    return str(gettext(message.text, **values))


def _remember(response: Response) -> Response:
    asked = request.args.get(CHOICE)
    if asked in SPOKEN:
        response.set_cookie(CHOICE, asked, samesite="Lax", httponly=True, secure=house().secure_cookies)
    return response
