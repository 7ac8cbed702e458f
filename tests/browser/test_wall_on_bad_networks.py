"""A wall behind networks that lose, repeat, delay, shuffle and refuse: the same picture in the end, by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.browser import Complaints, Projector
from support.conference import Venue
from support.proxy import Proxy, Rough
from support.server import until

Walls = Callable[..., Projector]
ROUGH = {
    "loses": Rough(lost=0.3),
    "repeats": Rough(repeated=0.5),
    "shuffles": Rough(kept_back=3),
    "all-of-it": Rough(lost=0.3, repeated=0.3, kept_back=3),
}


def shows(wall: Projector, *words: str, every: float = 1) -> None:
    """Whether these words, and no others, are up in the end; time goes by quickly on this screen."""

    def there() -> bool:
        wall.waits(every)
        return wall.texts() == sorted(words)

    until(there, f"not {words}")


@pytest.mark.parametrize("network", ROUGH)
def test_a_rough_network_leads_to_the_same_picture(live: Venue, walls: Walls, proxy: Proxy, network: str) -> None:
    proxy.frames = rough = ROUGH[network]
    troubled, untouched = walls(live, base=proxy.base), walls(live)
    table, desk = live.table(), live.desk
    for n in range(24):
        reference = table.shares(f"Number {n}.")["reference"]
        if n % 6:
            desk.judges(desk.item(reference), "hide")
        if n == 12:
            desk.sets(scene="opening")
            desk.sets(scene="live")
    left = [f"Number {n}." for n in range(0, 24, 6)]
    shows(untouched, *left)
    shows(troubled, *left)
    until(lambda: troubled.digest() == untouched.digest(), "the feeds differ")
    assert rough.frames > 10
    assert troubled.page.evaluate("[window.wall.mismatches, document.body.dataset.scene]") == [0, "live"]


def test_with_websockets_refused_the_wall_asks_for_what_is_new(
    live: Venue, walls: Walls, proxy: Proxy, complaints: Complaints
) -> None:
    complaints.expect("WebSocket")
    proxy.sockets = "refused"
    wall = walls(live, base=proxy.base)
    live.table().shares("Without a socket.")
    shows(wall, "Without a socket.")
    expect(wall.page.locator("#link")).to_be_hidden()


def test_with_a_socket_that_is_accepted_and_stays_silent_the_wall_asks(
    live: Venue, walls: Walls, proxy: Proxy, complaints: Complaints
) -> None:
    complaints.expect("WebSocket")
    proxy.sockets = "silent"
    wall = walls(live, base=proxy.base)
    live.table().shares("Nobody pushed this.")
    shows(wall, "Nobody pushed this.")
    expect(wall.page.locator("#link")).to_be_hidden()


def test_a_hide_reaches_a_wall_whose_socket_has_fallen_silent(
    live: Venue, walls: Walls, proxy: Proxy, complaints: Complaints
) -> None:
    complaints.expect("WebSocket")
    wall = walls(live, base=proxy.base)
    reference = live.table().shares("To be hidden.")["reference"]
    shows(wall, "To be hidden.")
    proxy.sockets = "silent"
    live.desk.judges(live.desk.item(reference), "hide")
    shows(wall)
    assert "To be hidden." not in wall.page.content()


def test_with_the_server_gone_the_picture_stays_and_what_is_hidden_stays_hidden(
    venue: Venue, walls: Walls, complaints: Complaints
) -> None:
    complaints.expect("ERR_|WebSocket")
    venue.desk.sets(scene="live")
    wall = walls(venue)
    hidden = venue.table().shares("Hidden.")["reference"]
    venue.table().shares("Shown.")
    venue.desk.judges(venue.desk.item(hidden), "hide")
    shows(wall, "Shown.")

    venue.server.kill()
    sign = wall.page.get_by_text("Reconnecting…")
    until(lambda: wall.waits(1) or sign.is_visible(), "no sign that the server is gone")
    assert wall.texts() == ["Shown."]
    box = sign.bounding_box()
    assert box is not None
    assert box["width"] * box["height"] < 0.05 * 1280 * 720, "the sign is not small"

    venue.restarts()
    shows(wall, "Shown.")
    expect(sign).to_be_hidden()
    venue.table().shares("Shared after the restart.")
    shows(wall, "Shown.", "Shared after the restart.")
    assert "Hidden." not in wall.page.content()


def test_a_wall_that_connects_wakes_and_comes_back_keeps_to_one_socket(live: Venue, walls: Walls, proxy: Proxy) -> None:
    wall = walls(live, base=proxy.base)
    wall.page.goto("about:blank")
    opened: list[str] = []
    wall.page.on("websocket", lambda socket: opened.append(socket.url))
    wall.page.goto(wall.url)
    wall.page.evaluate("for (const name of ['online', 'pageshow', 'online']) dispatchEvent(new Event(name))")
    live.table().shares("Through one socket.")
    shows(wall, "Through one socket.")

    assert len(opened) == 1
