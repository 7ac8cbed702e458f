"""Rehearse: an audience to practise with. Sample reflections go in by the phone's own door, at a human pace.

Like a phone it keeps a reflection until it holds a valid receipt, so that a server killed half-way loses nothing.
The keys tell the server that it is practice; `--clear` takes all of it away again.
"""

from __future__ import annotations

import heapq
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

import click

from reflection_wall.cli.installation import installation
from reflection_wall.rules import keys
from reflection_wall.rules.samples import Samples, moment
from reflection_wall.rules.submission import payload_hash
from reflection_wall.services import admit, links, retain

TRY_AGAIN = 2.0
PATIENCE = 10.0


@dataclass(order=True)
class _Turn:
    """One table's next go: when, where, under which key, with which words."""

    due: float
    url: str = field(compare=False)
    key: str = field(compare=False)
    body: dict[str, Any] = field(compare=False)


@click.command()
@click.argument("code")
@click.option("--tables", type=click.IntRange(1), default=24, show_default=True, help="How many tables take part.")
@click.option("--minutes", type=click.FloatRange(0.05), default=5.0, show_default=True, help="How long it takes.")
@click.option("--each", type=click.IntRange(1, 50), default=2, show_default=True, help="Reflections for each table.")
@click.option("--clear", is_flag=True, help="Take every rehearsal reflection away, for good.")
def rehearse(code: str, tables: int, minutes: float, each: int, clear: bool) -> None:
    """Post sample reflections to CODE as an audience would; --clear takes them away."""
    with installation() as here:
        with here.store.reading() as session:
            conference = admit.conference(session, code)
            seats = links.of(session, here.secret, conference).tables[:tables]
        if clear:
            click.echo(f"{retain.clear_rehearsal(here.store, conference.id)} rehearsal reflections taken away.")
            return
        base, secret = here.base, here.secret
    _must_answer(base)
    samples = Samples()
    now = time.monotonic()
    turns = [
        _Turn(
            due=now + moment(n, each, minutes * 60),
            url=f"{base}/api/t/{seat.key}/reflections/",
            key=keys.rehearsal_key(secret),
            body={"revision": 1, "kind": None, "headline": None, **samples.next(seat.locale)},
        )
        for seat in seats
        for n in range(each)
    ]
    _play(turns)


def _must_answer(base: str) -> None:
    """Who stops answering later is waited for; who never did has not been started."""
    try:
        with urllib.request.urlopen(f"{base}/healthz", timeout=PATIENCE):  # noqa: S310
            return
    except (OSError, HTTPException):
        raise click.ClickException(f"No server answers at {base}: start it first, in another terminal.") from None


def _play(turns: list[_Turn]) -> None:
    heapq.heapify(turns)
    total, arrived, again = len(turns), 0, 0
    while turns:
        turn = heapq.heappop(turns)
        time.sleep(max(0.0, turn.due - time.monotonic()))
        told = _sent(turn)
        if told is None:
            again += 1
            if again == 1:
                click.echo("No receipt; trying again, as a phone does, until there is one.", err=True)
            heapq.heappush(turns, _Turn(time.monotonic() + TRY_AGAIN, turn.url, turn.key, turn.body))
            continue
        arrived += 1
        click.echo(f"{arrived:>4} of {total}  {told['reference']:<10} {told['state']}")
    click.echo(f"All {arrived} arrived; {again} tries had to be repeated.")


def _sent(turn: _Turn) -> dict[str, Any] | None:
    """The receipt, or None when nothing proves that it arrived."""
    request = urllib.request.Request(  # noqa: S310
        turn.url + turn.key,
        data=json.dumps(turn.body).encode(),
        method="PUT",
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            told = json.load(reply)
    except urllib.error.HTTPError as refused:
        if refused.code in (429, 503):
            return None
        raise click.ClickException(f"The server refuses the rehearsal: {_detail(refused)}") from None
    except (OSError, HTTPException, ValueError):
        return None  # cut off, half a reply, or somebody else's page
    proof = (turn.key, turn.body["revision"], payload_hash(turn.body))
    return told if (told.get("key"), told.get("revision"), told.get("hash")) == proof else None


def _detail(refused: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(refused)["detail"])
    except (ValueError, KeyError):
        return f"status {refused.code}."
