"""Upkeep: what a server does by itself about what it keeps: warnings, purges with their certificates, old
sign-ins, and its log."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from sqlalchemy.orm import Session

from reflection_wall.exports import certificate
from reflection_wall.services import admit, retain, sign_in
from reflection_wall.store import Store

log = logging.getLogger(__name__)

CERTIFICATES = "certificates"
TICK = 1.0
LOOK = 60.0


class Upkeep:
    """Call `tick` every second or so: wishes for an empty log are granted at once, dates looked at every minute."""

    def __init__(self, store: Store, instance: Path) -> None:
        self._store, self._instance = store, instance
        self._next_look = 0.0
        self._warned: dict[str, str] = {}

    def run(self) -> None:
        """Keep house for as long as the process lives."""
        while True:
            try:
                self.tick(time.monotonic())
            except Exception:  # a boundary: whatever it is, the next tick tries again
                log.exception("the upkeep failed")
            time.sleep(TICK)

    def tick(self, now: float) -> None:
        """One step, at this moment of a clock that never jumps."""
        self._store.grant_wish()
        if now < self._next_look:
            return
        self._next_look = now + LOOK
        self._warn()
        sign_in.drop_old(self._store)
        for code in retain.purge_what_is_due(self._store):
            self._store.empty_log()
            with self._store.reading() as session:
                made = certify(session, code, self._instance / CERTIFICATES)
            log.warning("%s has been purged; %s", code, made)

    def _warn(self) -> None:
        """Say once that a conference has come nearer to its end."""
        with self._store.reading() as session:
            found = retain.outlooks(session, self._store.clock().date())
        for each in found:
            if each.warning and self._warned.get(each.code) != each.stage:
                log.warning("%s", each.warning)
            self._warned[each.code] = each.stage


def certify(session: Session, code: str, path: Path) -> str:
    """Write the certificate of a purge, into this folder or under this name; returns where it is, in words. Raises
    OSError."""
    conference = admit.conference(session, code)
    told = retain.certificate(session, conference)
    if told is None:
        return "there is nothing to certify"
    if path.name == CERTIFICATES:
        path = path / f"{conference.code}-{told['purged_at'][:10]}"
    return "its certificate is " + " and ".join(str(each) for each in certificate.write(told, conference.locale, path))
