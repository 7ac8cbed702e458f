"""A desk with thousands of reflections: how soon a key is seen to act, and whether the list scrolls smoothly.

`make measure` prints it beside a desk with a few, as ratios; nothing here is a test with a stopwatch.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

import click
from playwright.sync_api import Page, sync_playwright
from support.browser import ARGUMENTS, chromium
from support.people import Desk, Table, over_http
from support.server import Server, command, environment, until

SCREEN = {"width": 1366, "height": 768}
KEYS = 40

# From the key to the frame after the one in which the card is marked as going, in milliseconds.
EFFECT = """
key => new Promise(done => {
  const list = document.getElementById("list");
  const began = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
  });
  seen.observe(list, { subtree: true, attributes: true, childList: true });
  dispatchEvent(new KeyboardEvent("keydown", { key, code: key, bubbles: true }));
})
"""

# Two seconds of scrolling through the list: the time between frames, in milliseconds.
FRAMES = """
() => new Promise(done => {
  const times = [];
  let last = performance.now();
  const end = last + 2000;
  const step = now => {
    times.push(now - last);
    last = now;
    scrollBy(0, 40);
    document.querySelector("#list")?.scrollBy(0, 40);
    now < end ? requestAnimationFrame(step) : done(times.slice(1));
  };
  requestAnimationFrame(step);
})
"""


@click.command()
@click.option("--reflections", default=2000, show_default=True)
def main(reflections: int) -> None:
    """Measure a desk with a few reflections and one with many."""
    few = _measured(20)
    many = _measured(reflections)
    for n, (keys, frames) in ((20, few), (reflections, many)):
        click.echo(
            f"{n:>5} reflections: key to effect median {median(keys):.0f} ms, worst {max(keys):.0f} ms; "
            f"between frames 95 % within {_ninety_five(frames):.0f} ms"
        )
    click.echo(f"many to few: key {median(many[0]) / median(few[0]):.1f}, frames {_ratio(many[1], few[1]):.1f}")


def _measured(reflections: int) -> tuple[list[float], list[float]]:
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        env = environment(Path(home))
        command(env, "create", "reflection_wall/samples/cass.toml")
        server = Server(env)
        told = server.links("CASS25")
        send = over_http(server.base)
        Desk(send, told["keys"]["presenter"]).sets(moderation="hold")
        tables = [Table(send, table["key"]) for table in told["tables"]]
        for n in range(reflections):
            tables[n % len(tables)].shares(f"Number {n}. " + "We will visit each other before winter. " * (n % 6 + 1))
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport=SCREEN)
        page.goto(told["presenter"])
        found = _at_the_desk(page)
        browser.close()
        server.stop()
        return found


def _at_the_desk(page: Page) -> tuple[list[float], list[float]]:
    until(lambda: page.locator("#list article").count() >= 20, "the desk never listed them")
    page.wait_for_timeout(2000)
    keys = [float(page.evaluate(EFFECT, "j")) for _ in range(KEYS // 4)]
    keys += [float(page.evaluate(EFFECT, key)) for key in ("j", "k") * (KEYS // 4)]
    frames = [float(each) for each in page.evaluate(FRAMES)]
    return keys, frames


def _ninety_five(values: list[float]) -> float:
    return sorted(values)[len(values) * 95 // 100]


def _ratio(many: list[float], few: list[float]) -> float:
    return _ninety_five(many) / _ninety_five(few)


if __name__ == "__main__":
    main()
