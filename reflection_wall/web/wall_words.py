"""Wall words: the telling words of the room, for the scene of that name, on walls and in hands."""

from __future__ import annotations

from flask import Blueprint, Response

from reflection_wall.services import admit
from reflection_wall.web import changes
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown

wall_words = Blueprint("wall_words", __name__)


@wall_words.get("/api/w/<key>/words")
def telling(key: str) -> Response:
    """The words as of the newest number, or 304 before anything is read or counted. Raises Unknown."""
    store = house().store
    with store.reading() as session:
        conference = admit.holder(session, shown(key), "read wall", store.clock()).conference
    name = f"words-{conference.epoch}-{conference.last_seq}"
    return changes.unless_known(name, lambda: house().words.telling(store, conference.id))
