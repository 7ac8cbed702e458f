"""From a file to a conference, and from a conference to every link of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.conference import CODE, PLAN, House
from support.people import Table, fresh_key
from support.shell import Said, Shell

from reflection_wall import address
from reflection_wall.settings import Settings

BASE = "http://127.0.0.1:8000"


def created(shell: Shell, tmp_path: Path, source: str = PLAN, *options: str) -> Said:
    """What `create` says of a file."""
    file = tmp_path / "plan.toml"
    file.write_text(source, "utf-8")
    return shell("create", str(file), *options)


def test_links_are_of_the_contract_s_shape(house: House, shell: Shell) -> None:
    told = shell("links", CODE, "--json").json
    keys = house.keys

    assert {name: told[name] for name in told if name != "walk_in"} == {
        "conference": CODE,
        "epoch": house.wall.frame()["epoch"],
        "wall": f"{BASE}/w/{keys['wall']}",
        "viewer": f"{BASE}/w/{keys['viewer']}/text",
        "presenter": f"{BASE}/d/{keys['presenter']}",
        "moderator": f"{BASE}/d/{keys['moderator']}",
        "office": f"{BASE}/office/{keys['organizer']}",
        "tables": [
            {
                "label": label,
                "community": community,
                "url": f"{BASE}/t/{house.tables[label]}",
                "key": house.tables[label],
            }
            for label, community in (
                ("14", "Rural leaders"),
                ("22", "Direction francophone"),
                ("9", "A guarded circle"),
            )
        ],
        "keys": {role: keys[role] for role in ("wall", "viewer", "presenter", "moderator")},
    }


def test_every_link_opens(house: House, shell: Shell) -> None:
    told = shell("links", CODE, "--json").json
    urls = [told[name] for name in ("wall", "viewer", "presenter", "moderator", "office", "walk_in")]
    paths = [url.removeprefix(BASE) for url in (*urls, *(table["url"] for table in told["tables"]))]

    assert [house.visitor().opens(path).status for path in paths] == [200] * len(paths)


def test_links_for_a_person_are_the_same(house: House, shell: Shell) -> None:
    said, told = shell("links", "fall25").out, shell("links", "fall25", "--json").json

    assert [
        url for url in (told["wall"], told["office"], *(each["url"] for each in told["tables"])) if url not in said
    ] == []


def test_create_tells_the_links(shell: Shell, tmp_path: Path) -> None:
    told = created(shell, tmp_path, PLAN, "--json").json

    assert told == shell("links", CODE, "--json").json


def test_create_tells_a_person_what_is_ready(shell: Shell, tmp_path: Path) -> None:
    said = created(shell, tmp_path)

    assert said.out.splitlines()[0] == "Conference FALL25 is ready, with 3 tables."
    assert (said.status, said.err) == (0, "")


def test_create_makes_a_code_when_none_is_given(shell: Shell, tmp_path: Path) -> None:
    told = created(shell, tmp_path, PLAN.replace('code = "FALL25"', ""), "--json").json

    assert shell("links", told["conference"], "--json").json == told


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (PLAN.replace("[[prompts]]", "[[prompt]]"), "Line 28, prompt: there is no such field."),
        (
            PLAN.replace('kind = "role"', 'kind = "club"'),
            "Line 10, communities.1.kind: this is one of role, topic, affinity, other.",
        ),
        (PLAN.replace('"Rural leaders"\n', '"Nobody"\n'), "tables.1.community: no community has this name."),
        (PLAN.replace("date = 2025-11-05", "date = soon"), "is not TOML: Invalid value."),
        ("", "Line 1, programme: this field is missing."),
    ],
)
def test_a_malformed_file_is_refused_with_line_and_field(shell: Shell, tmp_path: Path, source: str, said: str) -> None:
    refused = created(shell, tmp_path, source)

    assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert said in refused.err


def test_a_file_that_is_not_utf_8_is_refused(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(PLAN.encode("latin-1", "replace"))
    line = next(n for n, each in enumerate(PLAN.splitlines(), start=1) if not each.isascii())
    refused = shell("create", str(file))

    assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert refused.err == f"Line {line} is not UTF-8: please save the file as UTF-8.\n"


def test_a_refused_file_leaves_no_conference(shell: Shell, tmp_path: Path) -> None:
    created(shell, tmp_path, PLAN.replace('kind = "role"', 'kind = "club"'))

    assert shell("links", CODE).status == 1


def test_a_code_that_is_taken_is_refused(house: House, shell: Shell, tmp_path: Path) -> None:
    refused = created(shell, tmp_path)

    assert (refused.status, refused.err) == (1, "There is a conference with the code FALL25 already.\n")


def test_links_say_the_address_that_the_server_recorded(house: House, shell: Shell, settings: Settings) -> None:
    address.record(settings.instance, "http://192.168.7.20:8123")

    assert shell("links", CODE, "--json").json["wall"] == f"http://192.168.7.20:8123/w/{house.keys['wall']}"


def test_a_public_address_wins_over_a_recorded_one(house: House, shell: Shell, settings: Settings) -> None:
    address.record(settings.instance, "http://192.168.7.20:8123")
    told = shell("links", CODE, "--json", PUBLIC_URL="https://wall.example.ca/").json

    assert told["wall"] == f"https://wall.example.ca/w/{house.keys['wall']}"


def test_another_secret_cannot_say_the_links_and_renewing_helps(house: House, shell: Shell) -> None:
    refused = shell("links", CODE, SECRET_KEY="another secret")
    renewed = shell("links", CODE, "--renew", "--json", SECRET_KEY="another secret")

    assert (refused.status, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "--renew" in refused.err
    assert renewed.status == 0
    assert house.table().puts(fresh_key()).status == 404
    assert Table(house.send, renewed.json["tables"][0]["key"]).puts(fresh_key()).status == 201


def test_a_renewed_conference_has_no_link_of_before(house: House, shell: Shell) -> None:
    def secrets(told: Any) -> set[str]:
        return {*told["keys"].values(), *(table["key"] for table in told["tables"])}

    before, after = (shell("links", CODE, *more, "--json").json for more in ((), ("--renew",)))

    assert secrets(before) & secrets(after) == set()


def test_a_prompt_is_opened_by_its_number_in_its_own_conference(house: House, shell: Shell, tmp_path: Path) -> None:
    told = created(shell, tmp_path, PLAN.replace("FALL25", "SECOND"), "--json").json
    opened = shell("open", "SECOND", "2")
    prompts = Table(house.send, told["tables"][0]["key"]).looks()["prompts"]

    assert (opened.status, opened.err) == (0, "")
    assert [prompt["state"] for prompt in prompts] == ["closed", "open"]
