"""A community: who it is and what for. A lead keeps their own; only organizers add, order and take away."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from reflection_wall.models import Community, Programme
from reflection_wall.models.programme import KINDS
from reflection_wall.rules import meanwhile
from reflection_wall.services.arrange import communities, programmes
from reflection_wall.services.arrange.communities import Wish
from reflection_wall.services.sign_in import Person
from reflection_wall.web import typed
from reflection_wall.web.house import house
from reflection_wall.web.signed_in import doer, framed, me

office_communities = Blueprint("office_communities", __name__, url_prefix="/office")

LARGEST = 256 * 1024
TEXTS = ("name", "purpose", "domain", "practice")


@office_communities.get("/programmes/<int:programme_id>/communities/new")
def new(programme_id: int) -> ResponseReturnValue:
    """The form of a community that is not there yet."""
    return _form(me("set up"), programme_id, None, {})


@office_communities.post("/programmes/<int:programme_id>/communities/new")
def add(programme_id: int) -> ResponseReturnValue:
    """Put it at the end of its programme's order."""
    person, store = doer("set up", LARGEST)
    if faults := typed.faults(lambda: communities.add(store, programme_id, _wish(None)), "name"):
        return _form(person, programme_id, None, faults)
    return _done(programme_id)


@office_communities.get("/communities/<int:community_id>")
def show(community_id: int) -> ResponseReturnValue:
    """Everything about it; whoever may not change it reads it."""
    person = me("read set-up")
    found = _kept(person, community_id)
    return _form(person, found.programme_id, found, {})


@office_communities.post("/communities/<int:community_id>")
def change(community_id: int) -> ResponseReturnValue:
    """Keep what was typed."""
    person, store = doer("keep communities", LARGEST)
    kept = _kept(person, community_id)
    wish = _wish(kept)
    if not person.may("set up"):
        wish = replace(wish, kind=kept.kind, region=kept.region or "", guarded=kept.guarded)
    shown = typed.shown()
    if faults := typed.faults(lambda: communities.change(store, community_id, wish, person.communities, shown), "name"):
        return _form(person, kept.programme_id, _kept(person, community_id), faults)
    return _done(kept.programme_id)


@office_communities.post("/communities/<int:community_id>/move")
def move(community_id: int) -> ResponseReturnValue:
    """Up or down in the order."""
    person, store = doer("set up")
    kept = _kept(person, community_id)
    communities.move(store, community_id, -1 if typed.line("way") == "up" else 1)
    return redirect(url_for("office_programmes.show", programme_id=kept.programme_id, _anchor="communities"), 303)


@office_communities.post("/communities/<int:community_id>/take-away")
def take_away(community_id: int) -> ResponseReturnValue:
    """Take away one that has never sat at a table."""
    person, store = doer("set up")
    kept = _kept(person, community_id)
    if faults := typed.faults(lambda: communities.take_away(store, community_id), "gone"):
        return _form(person, kept.programme_id, kept, faults, typing=False)
    return _done(kept.programme_id)


def _done(programme_id: int) -> ResponseReturnValue:
    return redirect(url_for("office_programmes.show", programme_id=programme_id, done="kept"), 303)


def _kept(person: Person, community_id: int) -> Community:
    with house().store.reading() as session:
        return communities.one(session, community_id, person.communities)


def _programme(person: Person, programme_id: int) -> Programme:
    with house().store.reading() as session:
        return programmes.one(session, programme_id, person.communities)


def _wish(kept: Community | None) -> Wish:
    name, purpose, domain, practice = (typed.words(each, getattr(kept, each, None)) for each in TEXTS)
    return Wish(
        name=name,
        purpose=purpose,
        domain=domain,
        practice=practice,
        kind=typed.line("kind"),
        region=typed.line("region"),
        contact=typed.line("contact"),
        guarded=typed.ticked("guarded"),
    )


def _form(
    person: Person,
    programme_id: int,
    community: Community | None,
    faults: dict[str, str],
    *,
    typing: bool = True,
) -> Response:
    values: object = {"kind": "role"} if community is None else community
    if faults and typing:
        values = _wish(None)
    now = {} if community is None else meanwhile.marks(community, communities.SHOWN)
    return framed(
        "office/community.html",
        person,
        422 if faults else 200,
        here="home",
        programme=_programme(person, programme_id),
        community=community,
        values=values,
        shown=typed.carried(now, faults if typing else {}),
        kinds=KINDS,
        faults=faults,
        may_change=person.may("set up") or (community is not None and person.may("keep communities")),
    )
