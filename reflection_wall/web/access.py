"""Access: for people whose camera fails: a code to type, the conference to read about, a table to pick."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.rules import keys
from reflection_wall.rules.refusals import Message, Unknown, later
from reflection_wall.services import admit, introduce, links
from reflection_wall.web.house import house
from reflection_wall.web.speech import locale, visiting

access = Blueprint("access", __name__)

SCAN = later("Please scan the card on your table.")


@access.get("/")
def start() -> ResponseReturnValue:
    """Type the code; where one conference alone is running, nobody need type anything."""
    code = request.args.get("code", "").strip()
    with house().store.reading() as session:
        if not code:
            running = introduce.conferences(session, locale())
            code = running[0][0] if len(running) == 1 else ""
        if not code:
            return render_template("access/start.html", typed="", unknown=False)
        try:
            found = admit.conference(session, code)
        except Unknown:
            return render_template("access/start.html", typed=code, unknown=True), 404
    return redirect(url_for("access.conference", code=found.code), 303)


@access.get("/c/<code>")
def conference(code: str) -> ResponseReturnValue:
    """About, prompt, communities with their purpose, and every table to pick."""
    with house().store.reading() as session:
        found = admit.conference(session, code)
        visiting(found.locale)
        about = introduce.introduction(session, found, locale())
        if found.secret_fingerprint != keys.fingerprint(house().secret):
            about = replace(about, walk_in=False)  # no link could be made from what is picked
        prompt = introduce.present_prompt(session, found.id, locale())
    return render_template("access/conference.html", about=about, prompt=prompt)


@access.get("/c/<code>/about")
def about(code: str) -> ResponseReturnValue:
    """What the programme says of itself, and what it does with what is shared."""
    with house().store.reading() as session:
        found = admit.conference(session, code)
        visiting(found.locale)
        told = introduce.introduction(session, found, locale())
    return render_template("access/about.html", about=told)


@access.get("/c/<code>/tables/<path:label>")
def table(code: str, label: str) -> ResponseReturnValue:
    """From a picked table to its write-only link. A page view counts for nothing, so nobody can be locked out."""
    with house().store.reading() as session:
        found = admit.conference(session, code)
        picked = introduce.table_called(session, found.id, label)
        if picked is None or not found.walk_in:
            raise Unknown
        try:
            key = links.walk_in(house().secret, found, picked)
        except links.OtherSecret:
            # What it says is for the organizer; the printed cards go on working.
            raise Unknown(Message(SCAN)) from None
    return redirect(url_for("phone.write", key=key), 303)
