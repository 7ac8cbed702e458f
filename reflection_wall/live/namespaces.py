"""Namespaces: who may connect as what. A socket is let in by its key, caught up from its cursor, and then only told."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_socketio import Namespace, SocketIO, join_room
from socketio.exceptions import ConnectionRefusedError as Refusal

from reflection_wall.live.listeners import Listener, Listeners, room
from reflection_wall.rules.permission import Action, may
from reflection_wall.rules.refusals import Unknown
from reflection_wall.services import admit, feed
from reflection_wall.services.feed import Audience, Head
from reflection_wall.store import Store

_LARGEST_NUMBER = 2**53 - 1
# One of so many equal parts, as desks call it.
_SHARE = re.compile(r"[1-9]/[1-9]")


class Followers(Namespace):
    """Sockets that follow the feed of one audience, under `/wall` or `/desk`."""

    audience: Audience
    action: Action

    def __init__(self, socketio: SocketIO, store: Store, listeners: Listeners) -> None:
        super().__init__(f"/{self.audience}")
        self._sockets, self._store, self._listeners = socketio, store, listeners

    def on_connect(self, auth: Any) -> None:
        """Join the room first and read afterwards: what is committed in between arrives twice, and not never."""
        key, after, screen = _credentials(auth)
        # The browser sent its cookies with the handshake, and the handshake comes from a page of ours.
        shown = admit.Shown(key, request.cookies)
        with self._store.reading() as session:
            try:
                held = admit.holder(session, shown, self.action, self._store.clock())
            except (Unknown, admit.PinNeeded):
                raise Refusal("unknown key") from None
        sid = request.sid  # type: ignore[attr-defined]
        conference_id, counts = held.conference.id, may(held.role, "count as wall")
        self._listeners.join(sid, Listener(held.pass_id, conference_id, self.audience, counts, screen))
        join_room(room(conference_id, self.audience))
        self._sockets.start_background_task(self._catch_up, sid, conference_id, after)

    def on_disconnect(self, reason: str) -> None:
        """Forget the socket."""
        self._listeners.leave(request.sid)  # type: ignore[attr-defined]

    def on_seen(self, told: Any = None, *_: Any) -> None:
        """A screen says how far it has shown, or anything else, or nothing."""
        if not isinstance(told, dict):
            return
        epoch, to = told.get("epoch"), told.get("to")
        if isinstance(epoch, str) and isinstance(to, int) and len(epoch) < 40:
            self._listeners.saw(request.sid, Head(epoch, to))  # type: ignore[attr-defined]

    def _catch_up(self, sid: str, conference_id: int, after: int) -> None:
        while True:
            with self._store.reading() as session:
                frame = feed.frame(session, conference_id, after, self.audience, self._store.clock())
            self._sockets.emit("frame", frame, to=sid, namespace=self.namespace)
            after = frame["to"]
            if after >= frame["head"]:
                return


class WallFollowers(Followers):
    """Walls on projectors and in hands."""

    audience = "wall"
    action = "read wall"


class DeskFollowers(Followers):
    """Presenters and moderators."""

    audience = "desk"
    action = "read desk"

    def on_share(self, told: Any = None, *_: Any) -> None:
        """A moderator takes a share of the queue; the other desks are told, so that nothing is left to nobody."""
        if isinstance(told, str) and _SHARE.fullmatch(told):
            self._listeners.takes(request.sid, told)  # type: ignore[attr-defined]


def _credentials(auth: Any) -> tuple[str, int, str]:
    """Key, cursor and the screen's own name out of the auth message, whatever was sent."""
    if not isinstance(auth, dict) or not isinstance(auth.get("key"), str):
        raise Refusal("unknown key")
    after = auth.get("after", 0)
    usable = isinstance(after, int) and not isinstance(after, bool) and 0 <= after <= _LARGEST_NUMBER
    screen = auth.get("screen")
    return auth["key"], after if usable else 0, screen if isinstance(screen, str) else ""
