"""A wall's long day: hours of reflections at ten times a room's pace, with the browser's clock turned on by hand.

`make soak` prints the memory and the nodes of the page hour by hour; nothing here is a test with a stopwatch.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import CDPSession, Page, sync_playwright
from support.browser import ARGUMENTS
from support.people import Desk, Table, over_http
from support.server import Server, command, environment, until

# A room of sixty tables shares about one reflection a minute over a day: this is ten times that.
EACH_MINUTE = 10
SCENES = ("live", "tour", "communities", "room", "words", "live")


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
    tables = [Table(send, table["key"]) for table in told["tables"]]
    desk = Desk(send, told["keys"]["presenter"])
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable")
    first = 0.0
    head = 0
    for minute in range(hours * 60):
        for n in range(EACH_MINUTE):
            table = tables[(minute * EACH_MINUTE + n) % len(tables)]
            table.shares(
                f"Minute {minute}, number {n}. " + "We will visit each other before the winter. " * (n % 6 + 1)
            )
        if minute % 20 == 0:  # the stage is the last to change, so that its number is the newest
            head = desk.sets(scene=SCENES[minute // 20 % len(SCENES)]).body["seq"]
        until(lambda head=head: page.evaluate("window.wall.seen.to") >= head, "the wall fell behind")
        for _ in range(6):
            page.clock.fast_forward(10_000)
        if minute % 60 == 59:
            used, nodes = _held(metrics)
            first = first or used
            click.echo(
                f"hour {minute // 60 + 1}: {(minute + 1) * EACH_MINUTE} reflections, {used:.1f} MB of heap "
                f"({used - first:+.1f} since the first hour), {nodes} nodes, {page.locator('.card').count()} cards"
            )


def _held(metrics: CDPSession) -> tuple[float, int]:
    for _ in range(2):
        metrics.send("HeapProfiler.collectGarbage")
    told = {each["name"]: each["value"] for each in metrics.send("Performance.getMetrics")["metrics"]}
    return told["JSHeapUsedSize"] / 1024**2, int(told["Nodes"])


if __name__ == "__main__":
    main()
