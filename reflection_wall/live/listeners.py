"""Listeners: from a socket to what it may hear, and from what walls say they have seen to a count for the desk."""

from __future__ import annotations

from dataclasses import dataclass, field

from reflection_wall.services.feed import Audience, Head
from reflection_wall.services.screens import Screens


@dataclass
class Listener:
    """One socket: its pass and conference, what it may hear, whether it counts as a wall, how far it has come, and of a
    desk which share of the queue it takes."""

    pass_id: int
    conference_id: int
    audience: Audience
    counts: bool
    screen: str = ""
    share: str = ""
    seen: Head = field(default_factory=lambda: Head("", 0))

    @property
    def room(self) -> str:
        """The room that every socket of this conference and audience is in."""
        return room(self.conference_id, self.audience)


def room(conference_id: int, audience: Audience) -> str:
    """The name of a room."""
    return f"{audience}:{conference_id}"


class Listeners:
    """Every socket of this process, and the screens that have none."""

    def __init__(self) -> None:
        self.screens = Screens()
        self._by_sid: dict[str, Listener] = {}
        self._news: set[int] = set()

    def join(self, sid: str, listener: Listener) -> None:
        """A socket was let in."""
        self._by_sid[sid] = listener
        self._news.add(listener.conference_id)

    def leave(self, sid: str) -> None:
        """A socket has gone."""
        listener = self._by_sid.pop(sid, None)
        if listener is not None:
            self._news.add(listener.conference_id)

    def saw(self, sid: str, seen: Head) -> None:
        """A socket says how far it has shown."""
        listener = self._by_sid.get(sid)
        if listener is not None:
            listener.seen = seen
            if listener.counts:
                self._news.add(listener.conference_id)

    def takes(self, sid: str, share: str) -> None:
        """A desk says which share of the queue its moderator takes."""
        listener = self._by_sid.get(sid)
        if listener is not None:
            listener.share = share
            self._news.add(listener.conference_id)

    def desks(self, conference_id: int) -> list[dict[str, str]]:
        """Every desk that takes a share of the queue, under the random name it gave itself."""
        return [
            {"screen": each.screen, "share": each.share}
            for each in self._by_sid.values()
            if each.conference_id == conference_id and each.share
        ]

    def take_news(self) -> set[int]:
        """The conferences of which a desk should hear how its walls and other desks are, since this was asked last."""
        news, self._news = self._news, set()
        return news

    def pass_ids(self) -> set[int]:
        """Every pass that somebody is connected with."""
        return {each.pass_id for each in self._by_sid.values()}

    def with_passes(self, pass_ids: set[int]) -> list[tuple[str, Audience]]:
        """The sockets that are connected with these passes."""
        return [(sid, each.audience) for sid, each in self._by_sid.items() if each.pass_id in pass_ids]

    def audiences(self, conference_id: int) -> set[Audience]:
        """Who listens to this conference at all."""
        return {each.audience for each in self._by_sid.values() if each.conference_id == conference_id}

    def count(self, audience: Audience) -> int:
        """How many sockets of this audience are connected."""
        return sum(each.audience == audience for each in self._by_sid.values())

    def walls(self, conference_id: int, head: Head) -> dict[str, int]:
        """How many walls there are, by socket or by asking, and how many have confirmed the newest number."""
        walls = [each for each in self._by_sid.values() if each.counts and each.conference_id == conference_id]
        connected = {each.screen for each in walls}
        asking = {screen: to for screen, to in self.screens.lately(conference_id).items() if screen not in connected}
        current = sum(each.seen == head for each in walls) + sum(to == head.last for to in asking.values())
        return {"count": len(walls) + len(asking), "current": current}
