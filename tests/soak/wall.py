"""A wall's long day: hours of reflections at ten times a room's pace, with the browser's clock turned on by hand.

`make soak` prints the memory and the nodes of the page hour by hour; nothing here is a test with a stopwatch.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import CDPSession, Page, sync_playwright
from support.browser import ARGUMENTS
from support.people import Desk, Table, Wall, over_http
from support.server import Server, command, environment, until

# A room of sixty tables shares about one reflection a minute over a day: this is ten times that.
EACH_MINUTE = 10
THEME = "soak" * 6
SCENES = ("opening", "live", "spotlight", "tour", "communities", "room", "words", "themes", "blank", "live")


@click.command()
@click.option("--hours", default=8, show_default=True)
def main(hours: int) -> None:
    """Open a wall, let the hours go by, and say every hour what it holds."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        env = environment(Path(home))
        command(env, "create", "reflection_wall/samples/cass.toml")
        server = Server(env)
        told = server.links("CASS25")
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.clock.install()
        page.goto(told["wall"])
        _day(page, server, told, hours)
        browser.close()
        server.stop()


def _day(page: Page, server: Server, told: dict[str, Any], hours: int) -> None:
    send = over_http(server.base)
    room = Room(
        [Table(send, table["key"]) for table in told["tables"]],
        Desk(send, told["keys"]["presenter"]),
        Wall(send, told["keys"]["wall"]),
    )
    room.desk.asks("PUT", f"themes/{THEME}", name="What we try next")
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    first = 0.0
    for minute in range(hours * 60):
        head = room.lives_through(minute)
        until(lambda head=head: _has_seen(page, head), "the wall fell behind")
        for _ in range(6):
            page.clock.fast_forward(10_000)
        if minute % 60 == 59:
            used, nodes = _held(metrics)
            first = first or used
            click.echo(
                f"hour {minute // 60 + 1}: {(minute + 1) * EACH_MINUTE} reflections, {used:.1f} MB of heap "
                f"({used - first:+.1f} since the first hour), {nodes} nodes, {page.locator('.card').count()} cards"
            )


def _has_seen(page: Page, head: int) -> bool:
    """Whether the wall is at this number; its clock goes on meanwhile, or it would never ask after a lost socket."""
    page.clock.run_for(500)
    return bool(page.evaluate("window.wall.seen.to") >= head)


@dataclass
class Room:
    """Everybody but the wall that is looked at: tables that share and resonate, and a desk that judges and conducts."""

    tables: list[Table]
    desk: Desk
    wall: Wall

    def lives_through(self, minute: int) -> int:
        """One minute; returns the newest number after it."""
        before = self.wall.frame(2**40)["head"]
        for n in range(EACH_MINUTE):
            table = self.tables[(minute * EACH_MINUTE + n) % len(self.tables)]
            table.shares(
                f"Minute {minute}, number {n}. " + "We will visit each other before the winter. " * (n % 6 + 1)
            )
        for item in self.desk.asks("GET", f"changes?after={before}").body["items"][:4]:
            self._minds(item, self.tables[minute % len(self.tables)])
        scene = SCENES[minute // 10 % len(SCENES)]
        up = [item["id"] for item in self.wall.frame(before)["items"] if item["state"] == "live"]
        spotlit = {"reflection": up[0]} if scene == "spotlight" else {}
        # The stage is the last to change, so that its number is the newest.
        head: int = self.desk.sets(scene=scene, page=minute % 10, **spotlit).body["seq"]
        return head

    def _minds(self, item: dict[str, Any], other: Table) -> None:
        n = item["seq"] % 4
        if n == 0:
            self.desk.judges(item, "hide")
        elif n == 1:
            self.desk.judges(item, "pin")
        elif n == 2:
            self.desk.asks("PUT", f"reflections/{item['id']}/theme", theme=THEME)
        else:
            other.send("PUT", f"/api/t/{other.key}/resonance/{item['id']}", {"resonates": True})


def _held(metrics: CDPSession) -> tuple[float, int]:
    for _ in range(2):
        metrics.send("HeapProfiler.collectGarbage")
    told = {each["name"]: each["value"] for each in metrics.send("Performance.getMetrics")["metrics"]}
    return told["JSHeapUsedSize"] / 1024**2, int(told["Nodes"])


if __name__ == "__main__":
    main()
