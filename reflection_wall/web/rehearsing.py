"""Rehearsing: an audience to practise with, started from the office. Samples go in by the phone's own service, all at
once or at a human pace; whoever clears the rehearsal meanwhile sends the rest of the audience home."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from reflection_wall.rules import keys, submission
from reflection_wall.rules.refusals import Refused
from reflection_wall.rules.samples import Samples, moment
from reflection_wall.services import collect, rehearsals
from reflection_wall.store import Store, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """One table's go: how many seconds from the start, where, under which key."""

    after: float
    place: rehearsals.Place
    key: str


def turns(places: Sequence[rehearsals.Place], secret: str, each: int, seconds: float) -> list[Turn]:
    """Every table's turns within so many seconds, 0 for all at once, in the order in which they come."""
    planned = [
        Turn(moment(n, each, seconds) if seconds else 0.0, place, keys.rehearsal_key(secret))
        for place in places
        for n in range(each)
    ]
    return sorted(planned, key=lambda turn: turn.after)


def play(store: Store, conference_id: int, audience: Sequence[Turn]) -> None:
    """Send every turn at its time. Ends early when the rehearsal is cleared, or the conference takes no more."""
    samples, begun = Samples(), time.monotonic()
    for sent, turn in enumerate(audience):
        time.sleep(max(0.0, begun + turn.after - time.monotonic()))
        with store.reading() as session:
            if sent and rehearsals.practice(session, conference_id).samples == 0:
                return
        _share(store, conference_id, turn, samples)


def play_beside(store: Store, conference_id: int, audience: Sequence[Turn]) -> None:
    """The same beside the requests, for as long as it takes."""
    threading.Thread(target=_played, args=(store, conference_id, audience), daemon=True).start()


def _played(store: Store, conference_id: int, audience: Sequence[Turn]) -> None:
    try:
        play(store, conference_id, audience)
    except (Refused, Unavailable) as wrong:
        log.warning("the rehearsal ended early: %s", wrong)


def _share(store: Store, conference_id: int, turn: Turn, samples: Samples) -> None:
    words, payload_hash = submission.check({"revision": 1, **samples.next(turn.place.locale)})
    place = collect.Place(conference_id, turn.place.id, turn.place.label, source="rehearsal")
    collect.put(store, place, turn.key, words, payload_hash)
