"""Numbers and pictures over many mixed changes: no gap, no change without a number, one picture for all screens."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from support.conference import SECRET, House
from support.people import fresh_key
from support.screen import Screen

from reflection_wall.models import Reflection, Stage
from reflection_wall.rules import keys
from reflection_wall.services import retain
from reflection_wall.services.release import Releaser

STEPS = 35
DEEDS = ("show", "hold", "hide", "hide", "redact", "restore", "restore", "pin", "unpin")
WORDS = ("Calm words.", "Other words.", "Call 780-555-0134.", "ᓂᐦᐃᔭᐍᐏᐣ", "Calm words.")


class Day:
    """A conference day of chance: everybody does something, again and again."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.chance = house, random.Random(seed)
        self.sent: list[tuple[str, str, int, dict[str, Any]]] = []
        self.releaser = Releaser(house.store, now=lambda: house.clock.now.timestamp())

    def step(self) -> None:
        """Somebody does something."""
        deeds: list[Callable[[], None]] = [
            *[self.shares] * 4,
            *[self.edits] * 3,
            *[self.judges] * 4,
            *[self.sends_again, self.takes_back, self.sets_the_stage, self.passes_time, self.clears],
        ]
        self.chance.choice(deeds)()

    def shares(self) -> None:
        """A table shares something new, in practice or for real."""
        key = keys.rehearsal_key(SECRET) if self.chance.random() < 0.2 else fresh_key()
        self._puts(self.chance.choice(("14", "22", "9")), key, self.chance.randint(1, 3))

    def edits(self) -> None:
        """A table sends a newer or an older revision."""
        if self.sent:
            label, key, revision, _ = self.chance.choice(self.sent)
            self._puts(label, key, max(1, revision + self.chance.randint(-1, 2)))

    def sends_again(self) -> None:
        """A phone that heard nothing tries again."""
        if self.sent:
            label, key, revision, words = self.chance.choice(self.sent)
            assert self.house.table(label).puts(key, revision=revision, **words).status in (200, 410)

    def takes_back(self) -> None:
        """A table takes something back, perhaps before it arrived."""
        label, key = self.chance.choice(self.sent)[:2] if self.sent else ("14", fresh_key())
        assert self.house.table(label).takes_back(key).status == 200

    def judges(self) -> None:
        """A moderator decides, perhaps on what changed meanwhile."""
        items = self.house.desk.items()
        if items:
            item = self.chance.choice(items)
            seen = {**item, "version": item["version"] - (self.chance.random() < 0.2)}
            assert self.house.desk.judges(seen, self.chance.choice(DEEDS), text="Redacted.").status in (200, 409)

    def sets_the_stage(self) -> None:
        """A presenter changes something."""
        if self.chance.random() < 0.5:
            self.house.desk.sets(moderation=self.chance.choice(("open", "delay", "hold")))
        else:
            self.house.desk.prompt(self.chance.choice((1, 2)), self.chance.choice(("open", "open", "closed")))

    def passes_time(self) -> None:
        """Time goes by, and what is due shows."""
        self.house.clock.passes(self.chance.choice((1, 6, 12)))
        self.releaser.tick()

    def clears(self) -> None:
        """What was only practice goes."""
        retain.clear_rehearsal(self.house.store, self.house.conference_id)

    def _puts(self, label: str, key: str, revision: int) -> None:
        words: dict[str, Any] = {"text": self.chance.choice(WORDS), "on_wall": self.chance.random() < 0.85}
        words |= {"consent": self.chance.choice(("wall", "report", "quote"))}
        if self.house.table(label).puts(key, revision=revision, **words).status in (200, 201):
            self.sent.append((label, key, revision, words))


def numbered(house: House) -> dict[str, tuple[int, dict[str, Any]]]:
    """Every row of the feed with its number and everything else about it."""
    with house.store.reading() as session:
        rows = [*session.scalars(select(Reflection).where(Reflection.revision > 0)), *session.scalars(select(Stage))]
        return {
            f"{type(row).__name__}{getattr(row, 'id', '')}": (
                row.changed_seq or 0,
                {
                    column.key: getattr(row, column.key)
                    for column in row.__table__.columns
                    if column.key != "changed_seq"
                },
            )
            for row in rows
        }


@pytest.mark.parametrize("seed", range(2))
def test_every_change_draws_the_next_number_and_nothing_else_does(house: House, seed: int) -> None:
    day = Day(house, seed)
    for _ in range(STEPS):
        before, head = numbered(house), house.head()
        day.step()
        after = numbered(house)
        changed = {name for name in after if after[name] != before.get(name)}
        taken = sorted(after[name][0] for name in changed)

        assert taken == list(range(head + 1, head + 1 + len(taken)))
        assert house.head() == head + len(taken) == max(number for number, _ in after.values())


@pytest.mark.parametrize("seed", range(2, 4))
def test_every_screen_comes_to_the_same_picture(house: House, seed: int) -> None:
    day, screens, frames = Day(house, seed), [Screen(house.wall) for _ in range(4)], []
    for _ in range(STEPS):
        day.step()
        screen = day.chance.choice(screens)
        frames.append(house.wall.frame(day.chance.randint(0, house.head()), limit=day.chance.choice((1, 3, 500))))
        for frame in day.chance.choices(frames, k=day.chance.randint(0, 3)):
            screen.hears(frame)
    for screen in screens:
        screen.pulls(limit=day.chance.choice((1, 2, 500)))
    fresh = Screen(house.wall)
    fresh.pulls()

    assert [screen.picture for screen in screens] == [fresh.picture] * 4
    assert {item["id"] for item in house.desk.items() if item["visible"]} == set(fresh.picture)


@pytest.mark.parametrize("seed", range(4, 6))
def test_no_wall_is_ever_shown_what_is_not_visible(house: House, seed: int) -> None:
    day = Day(house, seed)
    for _ in range(STEPS):
        day.step()
        up = {item["id"]: (item["shown"] or item)["text"] for item in house.desk.items() if item["visible"]}

        assert {item["id"]: item["text"] for item in house.wall.frame()["items"] if item["state"] == "live"} == up
