"""The release of delayed reflections goes on for as long as the process lives, whatever goes wrong in between."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from support.conference import House

from reflection_wall.app import Rooms, _release_for_ever
from reflection_wall.services.release import Releaser
from reflection_wall.store import Unavailable


class Bell(threading.Event):
    """A bell that ends the loop which listens to it once the wall shows something, or after a few rounds."""

    def __init__(self, house: House) -> None:
        super().__init__()
        self.house, self.rounds, self.waited = house, 0, list[float | None]()

    def wait(self, timeout: float | None = None) -> bool:
        """One more round, without any waiting."""
        self.rounds += 1
        self.waited.append(timeout)
        if self.house.wall.texts() or self.rounds > 5:
            raise SystemExit
        return False


@pytest.mark.parametrize("wrong", [Unavailable("locked"), OSError("disk"), KeyError("a fault of ours")], ids=repr)
def test_what_could_not_be_released_is_released_a_moment_later(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, wrong: Exception
) -> None:
    now, faults, write = [0.0], [wrong], house.store.write
    releaser, bell = Releaser(house.store, now=lambda: now[0]), Bell(house)
    house.set(moderation="delay")
    house.table().shares("Delayed.")
    releaser.tick()
    now[0] = 11

    def fails_once(deed: Any) -> Any:
        if faults:
            raise faults.pop()
        return write(deed)

    monkeypatch.setattr(house.store, "write", fails_once)
    monkeypatch.setattr(house.store, "bell", lambda: bell)
    rooms = Rooms(house.store, tailer=None, releaser=releaser, upkeep=None)  # type: ignore[arg-type]
    with pytest.raises(SystemExit):
        _release_for_ever(rooms)

    assert house.wall.texts() == ["Delayed."]
    assert bell.waited[0] == 1.0
    assert "what is due could not be released" in caplog.text
