"""Kill -9 under load, again and again: what was acknowledged is there, once, and the numbers have no gap."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from support.conference import Venue, opened
from support.people import fresh_key
from support.server import CEILING

SEED = 20251105
PHONES = 12
EACH = 25
KILLS = 6


@dataclass
class History:
    """What the phones know: every text that was ever sent, and every one that was acknowledged."""

    invoked: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def shares_until_acknowledged(venue: Venue, name: str, history: History) -> None:
    """One phone: each reflection is sent under its own key until there is a receipt for it."""
    for n in range(EACH):
        key, text = fresh_key(), f"phone {name}, reflection {n}"
        with history.lock:
            history.invoked.add(text)
        end = time.monotonic() + CEILING * 3
        while time.monotonic() < end:
            try:
                reply = venue.table("14").puts(key, text)
            except (OSError, HTTPException, ValueError):
                reply = None
            if reply is not None and reply.status in (200, 201) and reply.body["key"] == key:
                with history.lock:
                    history.acknowledged.add(text)
                break
            with history.lock:
                history.retries += 1
            time.sleep(0.05)


def stored(home: Path) -> tuple[Counter[str], list[int], int]:
    """What the file holds: texts, numbers, and the counter."""
    with sqlite3.connect(home / "wall.db") as connection:
        texts: Counter[str] = Counter(text for (text,) in connection.execute("SELECT text FROM revision"))
        rows = connection.execute(
            "SELECT changed_seq FROM reflection UNION ALL SELECT changed_seq FROM stage ORDER BY 1"
        )
        numbers = [number for (number,) in rows]
        (last,) = connection.execute("SELECT last_seq FROM conference").fetchone()
    connection.close()
    return texts, numbers, last


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_what_was_acknowledged_survives_every_kill_and_nothing_is_doubled(tmp_path: Path, mode: str) -> None:
    chance = random.Random(SEED)
    venue = opened(tmp_path, ASYNC_MODE=mode)
    history = History()
    phones = [threading.Thread(target=shares_until_acknowledged, args=(venue, str(n), history)) for n in range(PHONES)]
    for phone in phones:
        phone.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.1, 0.6))
        venue.server.kill()
        venue.restarts()
    for phone in phones:
        phone.join(CEILING * 3)
    shown: list[Any] = venue.wall.texts()
    venue.server.stop()

    texts, numbers, last = stored(tmp_path)
    assert history.acknowledged == history.invoked, f"seed {SEED}: a phone gave up"
    assert texts == Counter(history.invoked), f"seed {SEED}: lost, doubled or made up"
    assert Counter(shown) == Counter(history.invoked), f"seed {SEED}: the wall shows something else"
    assert numbers == list(range(1, last + 1)), f"seed {SEED}: a gap or a double number"
    assert history.retries > 0, f"seed {SEED}: no kill ever met a phone, so this proves nothing"
