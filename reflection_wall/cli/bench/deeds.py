"""Deeds: from a moderator's key to every wall, while hundreds of phones read the same wall in their hands."""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import threading
import time
from http.client import HTTPConnection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import click

from reflection_wall.cli.bench.hall import PATIENCE, Screen, hall, memory, percentile, seated
from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import say
from reflection_wall.rules import keys


@click.command()
@click.option("--walls", type=click.IntRange(1, 200), default=10, show_default=True, help="How many screens follow.")
@click.option("--hands", type=click.IntRange(0, 2000), default=500, show_default=True, help="Phones that read along.")
@click.option("--reflections", type=click.IntRange(1, 5000), default=200, show_default=True, help="How many are up.")
@click.option("--rounds", type=click.IntRange(1, 500), default=40, show_default=True, help="How many deeds.")
@click.option("--mode", default="eventlet", show_default=True, help="Async mode.")
@AS_JSON
def deeds(walls: int, hands: int, reflections: int, rounds: int, mode: str, as_json: bool) -> None:
    """Measure deed-to-walls alone and with a room that reads along."""
    found = [_measured(mode, walls, each, reflections, rounds) for each in dict.fromkeys((0, hands))]
    for each in found:
        each["ratio_p99"] = round(each["p99_ms"] / found[0]["p99_ms"], 2)
    say(found, as_json=as_json, lines=[_line(each) for each in found])


def _line(each: dict[str, Any]) -> str:
    return (
        f"{each['walls']} walls, {each['hands']:>4} phones reading along, {each['rounds']} deeds: "
        f"to every wall p50 {each['p50_ms']} ms, p99 {each['p99_ms']} ms; server {each['mb']} MB; "
        f"p99 {each['ratio_p99']} times the first"
    )


def _measured(mode: str, walls: int, hands: int, reflections: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home, hall(Path(home), mode, 60) as (pid, told):
        base = told["wall"].partition("/w/")[0]
        line = HTTPConnection(base.removeprefix("http://"), timeout=PATIENCE)
        _fill(line, told["tables"], reflections)
        audience = _Audience(base, told["keys"]["viewer"], hands)
        heard: list[dict[int, float]] = [{} for _ in range(walls)]
        seated([Screen(base, told["keys"]["wall"], _noting(each)) for each in heard])
        audience.seated()
        desk = f"/api/d/{told['keys']['moderator']}"
        waits = [wait for turn in range(rounds) for wait in _deed(line, desk, turn, heard)]
        mb = memory(pid)
        audience.leaves()
        return {
            "walls": walls,
            "hands": hands,
            "rounds": rounds,
            "p50_ms": percentile(waits, 50),
            "p99_ms": percentile(waits, 99),
            "mb": mb,
        }


class _Audience:
    """Phones with the wall in their hands, in a process of their own, so that they are not in the walls' way."""

    def __init__(self, base: str, key: str, many: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._ready, self._done, self._many = spawn.Event(), spawn.Event(), many
        self._process = spawn.Process(target=_read_along, args=(base, key, many, self._ready, self._done), daemon=True)
        self._process.start()

    def seated(self) -> None:
        """Wait until all of them have had their first frame."""
        if not self._ready.wait(PATIENCE + self._many / 20):
            raise click.ClickException("the phones could not connect.")

    def leaves(self) -> None:
        """Everybody hangs up."""
        self._done.set()
        self._process.join(PATIENCE)


def _read_along(base: str, key: str, many: int, ready: Event, done: Event) -> None:
    threading.stack_size(256 * 1024)
    screens = [Screen(base, key, lambda _frame, _now: None) for _ in range(many)]
    for at in range(0, many, 50):  # as a room does: not all in one moment
        seated(screens[at : at + 50])
    ready.set()
    done.wait()


def _fill(line: HTTPConnection, tables: list[dict[str, Any]], many: int) -> None:
    for n in range(many):
        body = {"text": f"Number {n}: " + "we will visit each other, " * 15, "consent": "wall", "revision": 1}
        _ask(line, "PUT", f"/api/t/{tables[n % len(tables)]['key']}/reflections/{keys.fresh()}", body)


def _noting(heard: dict[int, float]) -> Any:
    """Note when each number was first covered."""

    def hears(frame: dict[str, Any], now: float) -> None:
        heard.setdefault(frame["to"], now)

    return hears


def _deed(line: HTTPConnection, desk: str, turn: int, heard: list[dict[int, float]]) -> list[float]:
    """Change the scene or give a verdict, in turn, and how long it took to each wall, in seconds."""
    item = _ask(line, "GET", f"{desk}/changes?after=0&limit=1", None)["items"][0]
    path, body = (
        ("stage", {"scene": "tour"}),
        (f"reflections/{item['id']}/verdict", {"deed": "hide", "version": item["version"]}),
        ("stage", {"scene": "live"}),
        (f"reflections/{item['id']}/verdict", {"deed": "pin", "version": item["version"]}),
    )[turn % 4]
    began = time.perf_counter()
    told = _ask(line, "PUT", f"{desk}/{path}", body)
    end = time.monotonic() + PATIENCE
    while not all(any(to >= told["seq"] for to in each) for each in heard):
        if time.monotonic() > end:
            raise click.ClickException("a wall never heard of it.")
        time.sleep(0.002)
    return [min(at for to, at in each.items() if to >= told["seq"]) - began for each in heard]


def _ask(line: HTTPConnection, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
    sent = None if body is None else json.dumps(body).encode()
    line.request(method, path, sent, {"Content-Type": "application/json"})
    told: dict[str, Any] = json.loads(line.getresponse().read())
    return told
