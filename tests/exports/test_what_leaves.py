"""What leaves the house, and for whose eyes: states, consent, and names (security-privacy, section 12)."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from support.conference import CODE, SECRET, House
from support.evidence import coded
from support.people import fresh_key
from support.shell import Shell

from reflection_wall.rules import keys
from reflection_wall.services import admit, retain, review
from reflection_wall.services.review import Scope

NAMING = (
    *("community", "community_kind", "region", "table", "walk_in", "people", "reference"),
    *("received_at", "revised_at", "shown_at", "written_at"),
)
NAMES = ("Rural leaders", "Direction francophone", "A guarded circle", "Zone 4")


def exported(shell: Shell, *options: str) -> list[dict[str, Any]]:
    """The reflections of a lossless export."""
    rows: list[dict[str, Any]] = shell("export", CODE, "--format", "json", *options).json["reflections"]
    return rows


def every_state(house: House, consent: str = "quote") -> None:
    """One reflection in each state, named after it."""
    table, key = house.table("14"), fresh_key()
    table.shares("Live.", consent=consent)
    table.shares("Off the wall.", consent=consent, on_wall=False)
    house.table("9").shares("Guarded.", consent=consent)
    house.desk.judges(house.desk.item(table.shares("Hidden.", consent=consent)["reference"]), "hide")
    table.puts(key, "Withdrawn.", consent=consent)
    table.takes_back(key)
    table.takes_back(fresh_key())
    table.puts(keys.rehearsal_key(SECRET), "Erased.", consent=consent)
    retain.clear_rehearsal(house.store, house.conference_id)
    house.desk.sets(moderation="hold")
    table.shares("Held.", consent=consent)
    house.desk.prompt(1, "closed")
    table.shares("Late.", consent=consent)


def test_the_organizers_own_file_holds_all_that_nobody_took_away(house: House, shell: Shell) -> None:
    every_state(house, "wall")

    assert [(row["text"], row["state"], row["late"], row["on_wall"]) for row in exported(shell)] == [
        ("Live.", "live", False, True),
        ("Off the wall.", "live", False, False),
        ("Guarded.", "live", False, True),
        ("Held.", "held", False, True),
        ("Late.", "held", True, True),
    ]


def test_all_adds_the_others_with_their_state_and_nothing_of_a_cleared_rehearsal(house: House, shell: Shell) -> None:
    every_state(house, "wall")

    assert [(row["text"], row["state"]) for row in exported(shell, "--all")] == [
        ("Live.", "live"),
        ("Off the wall.", "live"),
        ("Guarded.", "live"),
        ("Hidden.", "hidden"),
        ("Withdrawn.", "withdrawn"),
        ("Held.", "held"),
        ("Late.", "held"),
    ]


def test_what_is_shared_holds_nothing_hidden_withdrawn_or_erased(house: House, shell: Shell) -> None:
    every_state(house)

    assert [row["text"] for row in exported(shell, "--share")] == [
        "Live.",
        "Off the wall.",
        "Held.",
        "Late.",
        "Guarded.",
    ]


def test_the_newest_words_leave_and_no_others(house: House, shell: Shell) -> None:
    key = fresh_key()
    house.table().puts(key, "First.", 2)
    house.table().puts(key, "Older.", 1)
    house.table().puts(key, "Newest.", 3)
    raw = shell("export", CODE, "--format", "json", "--all").out

    assert [row["text"] for row in exported(shell, "--all")] == ["Newest."]
    assert ("First." in raw, "Older." in raw) == (False, False)


def test_redacted_words_leave_redacted(house: House, shell: Shell) -> None:
    item = house.desk.item(house.table().shares("Bob helped.", consent="quote")["reference"])
    house.desk.judges(item, "redact", text="A colleague helped.")

    assert [(row["text"], row["redacted"]) for row in exported(shell, "--share")] == [("A colleague helped.", True)]


def test_the_last_consent_counts(house: House, shell: Shell) -> None:
    key = fresh_key()
    house.table().puts(key, "Canary.", consent="quote")
    house.table().puts(key, "Canary.", 2, consent="wall")
    house.table().puts(key, "Canary.", 3, consent="report")
    report = exported(shell, "--share")
    house.table().puts(key, "Canary.", 4, consent="wall")

    assert [(row["consent"], row["community"]) for row in report] == [("report", None)]
    assert exported(shell, "--share") == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_nothing_is_passed_on_without_consent_and_nobody_named_without_theirs(
    house: House, shell: Shell, seed: int, file_format: str
) -> None:
    chance = random.Random(seed)
    for n in range(25):
        consent = chance.choice(("wall", "report", "quote"))
        label = chance.choice(("14", "22", "9"))
        house.table(label).shares(
            f"{consent} canary {n}", headline=f"{consent} headline {n}", consent=consent, people=6
        )
    raw = shell("export", CODE, "--format", file_format, "--share").out
    rows = exported(shell, "--share")
    report = [row for row in rows if row["consent"] == "report"]

    assert re.findall(r"wall canary|wall headline|T(?:14|22|9)-", raw) == []
    assert {tuple(row[name] for name in NAMING) for row in report} <= {(None,) * len(NAMING)}
    assert {row["community"] for row in rows if row["consent"] == "quote"} <= {
        "Rural leaders",
        "Direction francophone",
        None,
    }
    assert [name for name in NAMES if name in str(report)] == []
    assert len(rows) == sum(row["consent"] != "wall" for row in exported(shell))


def test_a_guarded_community_is_never_named_where_words_are_passed_on(house: House, shell: Shell) -> None:
    house.table("9").shares("Canary.", consent="quote")
    (row,) = exported(shell, "--share")

    assert {name: row[name] for name in NAMING} == dict.fromkeys(NAMING)


def test_words_without_a_name_do_not_stand_where_they_arrived(house: House, shell: Shell) -> None:
    for n in range(10):
        house.table("14").shares(f"Named {n}.", consent="quote")
        house.table("14").shares(f"Unnamed {n}.", consent="report")
    texts = [row["text"] for row in exported(shell, "--share")]

    assert texts[:10] == [f"Named {n}." for n in range(10)]
    assert set(texts[10:]) == {f"Unnamed {n}." for n in range(10)}
    assert texts[10:] != sorted(texts[10:])


def test_another_export_has_the_same_order(house: House, shell: Shell) -> None:
    for n in range(10):
        house.table("14").shares(f"Unnamed {n}.", consent="report")

    assert exported(shell, "--share") == exported(shell, "--share")


def test_no_coding_says_when_a_reflection_was_read(house: House, shell: Shell) -> None:
    coded(house, (house.table().shares("Words.", consent="report")["reference"], "Practice", None))
    (coding,) = shell("export", CODE, "--format", "json", "--share").json["codings"]

    assert "coded_at" not in coding


@pytest.mark.parametrize("scope", ["--share", "--anonymous"])
def test_nothing_marks_the_words_of_a_guarded_community(house: House, shell: Shell, scope: str) -> None:
    house.table("9").shares("Words.", consent="quote")
    house.table("14").shares("Words.", consent="report")
    guarded, unnamed = exported(shell, scope)

    assert guarded == unnamed


def test_a_quote_names_its_community_and_no_table(house: House, shell: Shell) -> None:
    house.table("14").shares("Hello", consent="quote")
    (row,) = exported(shell, "--share")

    assert (row["community"], row["table"], row["reference"]) == ("Rural leaders", None, None)


def test_a_rehearsal_is_never_passed_on(house: House, shell: Shell) -> None:
    house.table().puts(keys.rehearsal_key(SECRET), "A sample.", consent="quote")

    assert ([row["text"] for row in exported(shell)], exported(shell, "--share")) == (["A sample."], [])


def test_no_key_ever_leaves(house: House, shell: Shell) -> None:
    key = fresh_key()
    house.table().puts(key)
    raw = "".join(shell("export", CODE, "--format", each, "--all").out for each in ("csv", "json"))

    assert [each for each in (key, keys.kept(key), *house.tables.values()) if each in raw] == []


def test_a_file_is_of_one_moment_however_much_arrives_meanwhile(house: House) -> None:
    for n in range(3):
        house.table().shares(f"Number {n}.")
    with house.store.reading() as session:
        conference = admit.conference(session, CODE)
        rows = review.rows(session, conference, Scope())
        first = next(rows)
        house.table().shares("Too late.")
        house.desk.judges(house.desk.items()[2], "hide")

        assert [first["text"], *(row["text"] for row in rows)] == ["Number 0.", "Number 1.", "Number 2."]
        assert review.describe(session, conference)["head"] == 4


def test_another_conference_stays_out_of_it(house: House, shell: Shell, tmp_path: Any) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        '[programme]\ntitle = "P"\n[conference]\ntitle = "C"\ncode = "OTHER"\n[[prompts]]\ntext = "?"\n'
        '[[communities]]\nname = "N"\n[[tables]]\nlabel = "1"\ncommunity = "N"\n'
    )
    shell("create", str(other))
    house.table().shares("Canary.")

    assert "Canary" not in shell("export", "OTHER", "--format", "json", "--all").out
