"""What is passed on, in every format at once: no word that its group, a moderator or a rehearsal keeps back."""

from __future__ import annotations

import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.conference import CODE, SECRET, House
from support.evidence import coded
from support.opened import everything
from support.people import fresh_key
from support.shell import Shell

from reflection_wall.rules import keys

FATES = ("live", "held", "hidden", "withdrawn", "rehearsal", "reconsidered", "redacted", "flagged")


def shares(house: House, consent: str, fate: str, label: str) -> tuple[list[str], list[str]]:
    """Let a table share under a consent, let its fate befall it, and tell what may leave and what may never."""
    table, mark = house.table(label), f"canary{uuid4().hex}"
    key = keys.rehearsal_key(SECRET) if fate == "rehearsal" else fresh_key()
    said = f"{mark} call 780 555 0199" if fate == "flagged" else mark
    reference = table.puts(key, said, consent=consent, headline=f"head{mark}").body["reference"]
    coded(house, (reference, "Practice", (0, len(mark))))
    if fate == "reconsidered":
        table.puts(key, said, 2, consent="wall")
    if fate == "withdrawn":
        table.takes_back(key)
    if fate in ("hidden", "held"):
        house.desk.judges(house.desk.item(reference), {"hidden": "hide", "held": "hold"}[fate], reason="Because.")
    if fate == "redacted":
        house.desk.judges(house.desk.item(reference), "redact", text=f"safe{mark[6:]}")
        return ([f"safe{mark[6:]}"] if consent != "wall" else []), [mark]
    leaves = consent != "wall" and fate in ("live", "held")
    return ([mark] if leaves else []), ([] if leaves else [mark])


@settings(
    max_examples=6,
    phases=(Phase.reuse, Phase.generate),  # an example takes seconds: what fails is told at once
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("wall", "report", "quote")), st.sampled_from(FATES), st.sampled_from(("14", "22", "9"))
        ),
        max_size=8,
    )
)
def test_nothing_that_is_kept_back_is_in_any_file_that_is_passed_on(
    house: House, shell: Shell, tmp_path: Path, drawn: list[tuple[str, str, str]]
) -> None:
    judged = [shares(house, *each) for each in drawn]
    may = [mark for leaves, _ in judged for mark in leaves]
    never = [mark for _, stays in judged for mark in stays]
    for options in (("zip", "--share"), ("zip", "--anonymous"), ("docx",), ("pdf",), ("docx", "--all")):
        file = tmp_path / "out"
        shell("export", CODE, "--format", *options, "-o", str(file))
        found = everything(file.read_bytes())
        assert [mark for mark in never if mark in found] == []
        if options[0] == "zip":
            assert [mark for mark in may if mark not in found] == []


def test_nothing_in_an_anonymous_archive_says_who_when_or_where(house: House, shell: Shell, tmp_path: Path) -> None:
    house.set(table_labels=True)
    table = house.table("14")
    key, label = fresh_key(), "T14-"
    for n in range(6):
        reference = table.shares(f"Number {n}.", consent="quote", people=6, lang="en-NZ")["reference"]
        coded(house, (reference, "Practice", None))
    table.puts(key, "One more.", consent="report")
    known = [item["id"] for item in house.desk.items()] + [reference, label, key, keys.kept(key)]
    shell("export", CODE, "--format", "zip", "--anonymous", "-o", str(tmp_path / "out"))
    found = everything((tmp_path / "out").read_bytes())

    assert [each for each in (*known, "2025-11-05T16", "Ada", "en-NZ") if each in found] == []


def test_an_anonymous_file_has_no_column_that_leads_back(house: House, shell: Shell) -> None:
    house.table().shares(consent="quote")
    (row,) = shell("export", CODE, "--format", "json", "--anonymous").json["reflections"]

    assert list(row) == [
        *("conference", "community", "community_kind", "region", "prompt", "prompt_version", "headline", "text"),
        *("kind", "state", "consent", "redacted"),
    ]


def communities(shell: Shell) -> dict[str, list[str | None]]:
    """What an anonymous file says of the community of each text."""
    rows = shell("export", CODE, "--format", "json", "--anonymous").json["reflections"]
    return {row["text"]: [row["community"], row["region"], row["community_kind"]] for row in rows}


def test_a_community_of_a_few_is_suppressed_and_the_file_says_so(house: House, shell: Shell) -> None:
    for n in range(5):
        house.table("14").shares(f"Rural {n}.", consent="quote")
    assert communities(shell)["Rural 0."] == ["Rural leaders", "Zone 4", "role"]
    for n in range(4):
        house.table("22").shares(f"Few {n}.", consent="quote")
    found = communities(shell)

    assert found["Few 0."] == ["suppressed"] * 3
    assert "suppressed" in shell("export", CODE, "--format", "json", "--anonymous").json["columns"]["community"]


def test_what_is_suppressed_is_never_a_few(house: House, shell: Shell) -> None:
    for n in range(5):
        house.table("14").shares(f"Rural {n}.", consent="quote")
    house.table("22").shares("Alone.", consent="quote")

    assert set(map(tuple, communities(shell).values())) == {("suppressed",) * 3}


def test_who_may_not_be_named_does_not_make_others_many(house: House, shell: Shell) -> None:
    for n in range(4):
        house.table("14").shares(f"Named {n}.", consent="quote")
    for n in range(9):
        house.table("14").shares(f"Unnamed {n}.", consent="report")
    found = communities(shell)

    assert (found["Named 0."], found["Unnamed 0."]) == (["suppressed"] * 3, [None] * 3)


def test_a_guarded_community_looks_like_one_that_is_not_named(house: House, shell: Shell) -> None:
    for n in range(7):
        house.table("9").shares(f"Guarded {n}.", consent="quote")
    house.table("14").shares("Unnamed.", consent="report")

    assert set(map(tuple, communities(shell).values())) == {(None,) * 3}


def test_the_order_of_an_anonymous_file_is_chance(house: House, shell: Shell) -> None:
    for n in range(12):
        house.table().shares(f"Number {n}.", consent="report")
    orders = {tuple(communities(shell)) for _ in range(4)}

    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(f"Number {n}." for n in range(12))}


@pytest.mark.parametrize("kind", ["xlsx", "qdpx", "docx", "zip"])
def test_a_file_of_one_format_opens_as_an_archive(house: House, shell: Shell, tmp_path: Path, kind: str) -> None:
    house.table().shares(consent="quote")
    shell("export", CODE, "--format", kind, "-o", str(tmp_path / "out"))

    with zipfile.ZipFile(tmp_path / "out") as found:
        assert found.testzip() is None
