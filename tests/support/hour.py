"""Everybody in the ballroom at once, each at their own screen, on one server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page, expect

from support.browser import PHONE, Phone, Projector
from support.conference import Venue
from support.desk import Desk
from support.proxy import Proxy
from support.witness import Witness


@dataclass
class Hour:
    """Everybody in the room, each at their own screen."""

    venue: Venue
    wall: Projector
    network: Proxy
    witness: Witness
    desk: Desk
    remote: Page
    contexts: Callable[..., BrowserContext]

    def shows(self, scene: str) -> None:
        """The projector has drawn this scene, and the desk and the remote say so."""
        expect(self.wall.page.locator("body")).to_have_attribute("data-drawn", scene)
        expect(self.desk.page.locator(f"[data-scene={scene}]")).to_have_attribute("aria-pressed", "true")

    def voices(self) -> list[str]:
        """The words that are up in a scene."""
        return self.wall.page.locator(".scene .voice[data-id] > .words").filter(visible=True).all_text_contents()

    def phone(self, label: str, base: str = "") -> Phone:
        """A phone at a table, over a network of its own where it has one."""
        url = next(str(table["url"]) for table in self.venue.told["tables"] if table["label"] == label)
        return Phone(
            self.contexts(**PHONE), url.replace(self.venue.server.base, base or self.venue.server.base)
        ).opens()
