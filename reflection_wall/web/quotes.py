"""Quotes, for the world: what the groups of a conference allowed to be read, on a page and in other sites' frames."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from reflection_wall.models import Conference
from reflection_wall.rules.headlines import headed
from reflection_wall.rules.refusals import Message, Unknown, later
from reflection_wall.services import admit, introduce, quote
from reflection_wall.web.headers import policy
from reflection_wall.web.house import house
from reflection_wall.web.speech import locale, visiting

quotes = Blueprint("quotes", __name__, url_prefix="/c")

NO_PAGE = later("There is no page of quotes here.")


@quotes.get("/<code>/quotes")
def show(code: str) -> ResponseReturnValue:
    """The page. Raises Unknown unless it was switched on."""
    _, page = _page(code, "quotes/page.html")
    return page


@quotes.get("/<code>/quotes/embed")
def embed(code: str) -> ResponseReturnValue:
    """The same for the frames of the sites that the conference has named, and of no others."""
    conference, page = _page(code, "quotes/embed.html")
    page.headers["Content-Security-Policy"] = policy(conference.embed)
    return page


def _page(code: str, template: str) -> tuple[Conference, Response]:
    with house().store.reading() as session:
        found = admit.conference(session, code)
        visiting(found.locale)
        if not found.quotes_public:
            raise Unknown(Message(NO_PAGE))
        about = introduce.introduction(session, found, locale())
        said = quote.public(session, found, locale())
    return found, make_response(render_template(template, about=about, said=said, headed=headed))
