"""Holders: from the key in somebody's pass to who they are, and to what a desk is answered after each deed."""

from __future__ import annotations

from typing import Any

from reflection_wall.rules.permission import Action
from reflection_wall.services import admit, feed
from reflection_wall.services.admit import Holder
from reflection_wall.store import Store
from reflection_wall.web.house import house
from reflection_wall.web.shown import shown
from reflection_wall.web.speech import visiting


def held_by(key: str, action: Action) -> Holder:
    """Who holds this key, if it allows the action; their conference's language becomes the page's. Raises Unknown."""
    with house().store.reading() as session:
        held = admit.holder(session, shown(key), action, house().store.clock())
    visiting(held.conference.locale)
    return held


def store_of(held: Holder) -> Store:
    """The store for the deeds of this holder: none is done after their pass was revoked, though it was sent before."""
    return house().store.behind(lambda writing: admit.still(writing, held.pass_id))


def item_now(held: Holder, public_id: str) -> dict[str, Any] | None:
    """A reflection as the desk sees it, as it stands now."""
    with house().store.reading() as session:
        return feed.item(session, held.conference.id, public_id)


def stage_now(held: Holder) -> dict[str, Any]:
    """The stage as it stands now."""
    with house().store.reading() as session:
        return feed.stage(session, held.conference.id, "desk")
