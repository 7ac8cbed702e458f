"""Sharing: from the moment a table shares to the moment every wall has it, in each async mode."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import click

from reflection_wall.cli.bench.hall import PATIENCE, Screen, hall, memory, percentile, seated
from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import say
from reflection_wall.rules import keys

Had = dict[str, float]


@click.command()
@click.option("--tables", type=click.IntRange(1, 500), default=60, show_default=True, help="How many share at once.")
@click.option("--walls", type=click.IntRange(1, 200), default=10, show_default=True, help="How many screens follow.")
@click.option("--rounds", type=click.IntRange(1, 100), default=5, show_default=True, help="How often they all share.")
@click.option("--modes", default="eventlet,threading", show_default=True, help="Async modes, side by side.")
@AS_JSON
def sharing(tables: int, walls: int, rounds: int, modes: str, as_json: bool) -> None:
    """Measure shared-to-visible with many tables at once and many walls."""
    found = [_measured(mode.strip(), tables, walls, rounds) for mode in modes.split(",")]
    for each in found:
        each["ratio_p50"] = round(each["wall_p50_ms"] / found[0]["wall_p50_ms"], 2)
    say(found, as_json=as_json, lines=[_line(each) for each in found])


def _line(each: dict[str, Any]) -> str:
    return (
        f"{each['mode']:<10} {each['tables']} tables at once, {each['walls']} walls, {each['rounds']} rounds: "
        f"to the walls p50 {each['wall_p50_ms']} ms, p99 {each['wall_p99_ms']} ms; "
        f"receipt p50 {each['receipt_p50_ms']} ms, p99 {each['receipt_p99_ms']} ms; "
        f"idle {each['idle_mb']} MB; {each['ratio_p50']} times the first"
    )


def _measured(mode: str, tables: int, walls: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home, hall(Path(home), mode, tables) as (pid, told):
        base = told["wall"].partition("/w/")[0]
        idle = memory(pid)
        all_had: list[Had] = [{} for _ in range(walls)]
        seated([Screen(base, told["keys"]["wall"], _noting(had)) for had in all_had])
        shared: dict[str, tuple[float, float]] = {}
        for turn in range(rounds):
            shared |= _all_at_once(base, told["tables"], turn)
        _await(all_had, len(shared))
        waits = [had[text] - began for text, (began, _) in shared.items() for had in all_had]
        receipts = [ended - began for began, ended in shared.values()]
        return {
            "mode": mode,
            "tables": tables,
            "walls": walls,
            "rounds": rounds,
            "wall_p50_ms": percentile(waits, 50),
            "wall_p99_ms": percentile(waits, 99),
            "receipt_p50_ms": percentile(receipts, 50),
            "receipt_p99_ms": percentile(receipts, 99),
            "idle_mb": idle,
        }


def _noting(had: Had) -> Callable[[dict[str, Any], float], None]:
    """Note when each text was first there."""

    def hears(frame: dict[str, Any], now: float) -> None:
        had.update({item["text"]: now for item in frame["items"] if item["text"] not in had})

    return hears


def _all_at_once(base: str, tables: list[dict[str, Any]], turn: int) -> dict[str, tuple[float, float]]:
    """Every table shares in the same moment, over the connection on which its phone loaded the page; when each began
    and when it had its receipt, by text."""
    start = threading.Barrier(len(tables))
    found: dict[str, tuple[float, float]] = {}

    def share(table: dict[str, Any]) -> None:
        text = f"Table {table['label']}, round {turn}: " + "we will visit each other, " * 20
        body = json.dumps({"text": text, "consent": "wall", "revision": 1}).encode()
        path = f"/api/t/{table['key']}/reflections/{keys.fresh()}"
        line = HTTPConnection(base.removeprefix("http://"), timeout=PATIENCE)
        line.connect()
        start.wait()
        began = time.perf_counter()
        line.request("PUT", path, body, {"Content-Type": "application/json"})
        line.getresponse().read()
        found[text.strip()] = (began, time.perf_counter())

    threads = [threading.Thread(target=share, args=(table,)) for table in tables]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return found


def _await(all_had: list[Had], many: int) -> None:
    end = time.monotonic() + PATIENCE
    while any(len(had) < many for had in all_had):
        if time.monotonic() > end:
            raise click.ClickException("a wall never got everything.")
        time.sleep(0.05)
