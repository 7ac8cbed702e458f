"""Take the pictures of the README from a real server with a rehearsed audience: `make screenshots`."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from support.people import Desk, over_http
from support.server import Server, command, environment, until

HERE = Path(__file__).parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WORDS = "We will each spend half a day in a neighbour’s school before the winter meeting, and bring back one practice."
SHORT = [
    (
        "16",
        "Four authorities, four half-time speech-language postings, no applicants. Put together, they make two full "
        "positions with a reasonable travel day. We leave with a draft agreement.",
    ),
    ("9", "A shared stance beats a policy: ask what the tool is for, who checks it, and who is left out."),
    ("18", "L’accueil des nouveaux enseignants est une responsabilité du système, et non de l’école seule."),
    ("7", "Relationship first, then the plan. ᓀᐦᐃᔭᐍᐏᐣ belongs in the hallway, not only in the language room."),
    ("14", WORDS),
]


def main() -> None:
    """Serve the demo conference on a port of its own and photograph every screen."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        env = environment(Path(home), PUBLIC_URL="http://wall.example")
        command(env, "create", "reflection_wall/samples/cass.toml")
        server = Server(env, port=port)
        server.base = f"http://127.0.0.1:{port}"
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or None,
            args=[*ARGUMENTS, f"--host-resolver-rules=MAP wall.example 127.0.0.1:{port}"],
        )
        photograph(browser, server, server.links("CASS25"))
        browser.close()
        server.stop()


def photograph(browser: Browser, server: Server, told: dict[str, Any]) -> None:
    """Every picture, in the order of the story."""
    send = over_http(server.base)
    tables = {table["label"]: table["url"] for table in told["tables"]}
    phone = opened(browser, tables["14"], 390, 844, scale=2)
    phone.get_by_label("Your group’s reflection").fill(WORDS)
    phone.screenshot(path=HERE / "phone-write.png")
    phone.locator("#share").click()
    phone.locator("#mine").get_by_text("On the wall at").wait_for()
    phone.evaluate("document.activeElement.blur()")
    phone.screenshot(path=HERE / "phone-receipt.png")
    command(
        {**server.env, "PUBLIC_URL": server.base},
        "rehearse",
        "CASS25",
        "--tables",
        "17",
        "--minutes",
        "0.05",
        "--each",
        "1",
    )
    for label, text in SHORT[:-1]:
        key = tables[label].rpartition("/")[2]
        body = {"text": text, "consent": "wall", "revision": 1, "lang": "fr-CA" if label == "18" else "en-CA"}
        send("PUT", f"/api/t/{key}/reflections/{'x' * 21}{label}", body)
    desk = Desk(send, told["keys"]["presenter"])
    desk.sets(scene="live")
    wall = opened(browser, told["wall"], 1920, 1080)
    until(lambda: wall.locator(".card").count() > 1)
    wall.wait_for_timeout(4000)
    wall.screenshot(path=HERE / "wall.png")
    desk.sets(moderation="hold")
    send("PUT", f"/api/t/{tables['13'].rpartition('/')[2]}/reflections/{'y' * 22}", {
        "text": "Small divisions cannot each invent everything; a shared calendar of visits costs nothing.",
        "consent": "wall", "revision": 1,
    })  # fmt: skip
    page = opened(browser, told["presenter"], 1440, 900)
    page.locator("article.item").first.wait_for()
    page.get_by_text("1 wall").wait_for()
    page.wait_for_timeout(700)
    page.screenshot(path=HERE / "desk.png")


def opened(browser: Browser, url: str, width: int, height: int, *, scale: int = 1) -> Page:
    """A page of its own on a screen of this size."""
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(400)
    return page


if __name__ == "__main__":
    main()
