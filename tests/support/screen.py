"""A screen that follows the feed by the contract's client rule, whatever frames come and in whatever order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from support.people import Wall

Item = dict[str, Any]


@dataclass
class Screen:
    """What a wall holds: a cursor, and the present state of everything it was told of."""

    wall: Wall
    epoch: str = ""
    cursor: int = 0
    held: dict[str, Item] = field(default_factory=dict)

    @property
    def picture(self) -> dict[str, Item]:
        """What it shows."""
        return {name: item for name, item in self.held.items() if item["state"] == "live"}

    def pulls(self, limit: int = 500) -> None:
        """Ask for what is missing, until there is no more."""
        while True:
            frame = self.wall.frame(self.cursor, limit=limit)
            self.hears(frame, asked=self.cursor)
            if self.cursor >= frame["head"]:
                return

    def hears(self, frame: dict[str, Any], asked: int = 0) -> None:
        """Take a frame in, in the contract's order of cases."""
        if self.epoch not in ("", frame["epoch"]) or frame["head"] < asked:
            self.epoch, self.cursor, self.held = frame["epoch"], 0, {}
            self.pulls()
        elif frame["to"] <= self.cursor:
            return
        elif frame["from"] > self.cursor:
            self.pulls()
        else:
            self.epoch = frame["epoch"]
            for item in frame["items"]:
                if item["seq"] > self.held.get(item["id"], {"seq": 0})["seq"]:
                    self.held[item["id"]] = item
            self.cursor = frame["to"]
