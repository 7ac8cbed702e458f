"""Wall words: the telling words of the room, for the scene of that name, on walls and in hands."""

from __future__ import annotations

from flask import Blueprint, Response

from reflection_wall.rules import keys
from reflection_wall.services import admit
from reflection_wall.web import changes
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown

wall_words = Blueprint("wall_words", __name__)


@wall_words.get("/api/w/<key>/words")
def telling(key: str) -> Response:
    """The words as they were counted last, or 304 when they are the same that somebody has. Raises Unknown."""
    store = house().store
    with store.reading() as session:
        conference = admit.holder(session, shown(key), "read wall", store.clock()).conference
    told = house().words.telling(store, conference.id)
    # Words that are not the newest get a name that nobody has: whoever asks must hear that there are more.
    name = f"words-{told['epoch']}-{told['head']}" if told["fresh"] else f"words-{keys.fresh()}"
    return changes.unless_known(name, lambda: told)
