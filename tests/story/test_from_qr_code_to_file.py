"""The whole story in one test: a table shares, the wall shows, the desk decides, the organizer takes a file home."""

from __future__ import annotations

import csv
import io

from support.conference import CODE, Venue
from support.server import until
from support.shell import Shell

ODD = "Première ligne\nᓂᐦᐃᔭᐍᐏᐣ “belongs” in the hallway, Łı̨kʼe 👩🏽‍🏫"


def test_a_reflection_goes_from_a_phone_to_the_wall_and_into_a_file(venue: Venue) -> None:
    table, wall, desk = venue.table("14"), venue.wall, venue.desk

    receipt = table.shares(ODD, headline="Relationship first", consent="quote", people=6, lang="en-CA")
    assert receipt["state"] == "live"
    until(lambda: ODD in wall.texts(), "the wall never showed it")

    desk.judges(desk.item(receipt["reference"]), "hide")
    until(lambda: ODD not in wall.texts(), "it was hidden and stayed up")
    desk.judges(desk.item(receipt["reference"]), "restore")
    until(lambda: ODD in wall.texts(), "it was restored and stayed away")

    taken = Shell(venue.server.env)("export", CODE, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(taken.lstrip("\ufeff"), newline="")))
    assert [(row["text"], row["community"], row["table"], row["consent"]) for row in rows] == [
        (ODD, "Rural leaders", "14", "quote")
    ]
