"""A renewed link: whoever held the old one hears nothing more, sockets included (delivery.md, trap 18)."""

from __future__ import annotations

from pathlib import Path

from support.conference import PLAN, Venue
from support.listener import listening
from support.people import Table
from support.server import until
from support.shell import Shell


def test_a_wall_whose_link_was_renewed_is_cut_off_and_hears_nothing_more(hall: Venue, tmp_path: Path) -> None:
    shell, base = Shell(hall.server.env), hall.server.base
    (tmp_path / "plan.toml").write_text(PLAN.replace("FALL25", "RENEWED"), "utf-8")
    before = shell("create", str(tmp_path / "plan.toml"), "--json").json
    with listening(base, "/wall", before["keys"]["wall"]) as revoked:
        after = shell("links", "RENEWED", "--renew", "--json").json
        with listening(base, "/wall", after["keys"]["wall"]) as renewed:
            Table(hall.send, after["tables"][0]["key"]).shares("For those who may.")
            renewed.hears("For those who may.")

        assert "For those who may." not in str(revoked.frames)
        until(lambda: not revoked.client.connected, "it was never cut off")
