"""Organizers from the command line, and the link of the first run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.conference import House
from support.office import PASSWORD, Organizer
from support.server import ROOT, Server, environment, until
from support.shell import Shell

from reflection_wall.cli.first_run import at_a_desk
from reflection_wall.services.organize import invite
from reflection_wall.settings import Settings


@pytest.fixture
def today(house: House) -> House:
    """The house with a clock that agrees with the terminal's."""
    house.clock.now = house.clock.now.now(house.clock.now.tzinfo)
    return house


def path(url: str) -> str:
    """The path of a link, for a browser in the process of the test."""
    return "/" + url.split("/", 3)[3]


def test_add_prints_a_link_that_makes_the_account(today: House, shell: Shell) -> None:
    told = shell("organizer", "add", "Jean@Example.org", "--name", "Jean", "--role", "owner", "--json").json
    jean = Organizer(today.app).accepts(path(told["url"]))

    assert (told["email"], told["name"], told["role"], told["state"]) == (
        "jean@example.org",
        "Jean",
        "owner",
        "invited",
    )
    assert jean.opens("/office/people").status == 200


def test_add_says_the_link_once_to_people_as_well(today: House, shell: Shell) -> None:
    said = shell("organizer", "add", "jean@example.org")

    assert (said.status, len(re.findall(r"/office/welcome/[\w-]{22}", said.out)), "works once" in said.out) == (
        0,
        1,
        True,
    )
    assert "/office/welcome/" not in shell("organizer", "list").out


def test_a_lead_is_given_communities_by_name(today: House, shell: Shell) -> None:
    add = ("organizer", "add", "jean@example.org", "--role", "lead")
    told = shell(*add, "--community", "leaders ruraux", "--json").json

    assert told["communities"] == ["Rural leaders"]
    assert "no community “Nobody”" in shell(*add[:2], "a@example.org", *add[3:], "--community", "Nobody").err


def test_reset_is_the_way_back_in(today: House, shell: Shell) -> None:
    owner = Organizer(today.app).sets_up(today)
    app = owner.switches_app_code_on(today)
    told = shell("organizer", "reset", "marie@example.org", "--json").json
    Organizer(today.app).accepts(path(told["url"]), "four calm otters swim")

    assert (owner.is_in(), app is not None) == (False, True)
    assert [Organizer(today.app).signs_in(password=each).status for each in (PASSWORD, "four calm otters swim")] == [
        *(422, 303)
    ]


def test_list_and_end(today: House, shell: Shell) -> None:
    Organizer(today.app).sets_up(today)
    shell("organizer", "add", "jean@example.org")
    ended = shell("organizer", "end", "jean@example.org")
    found = {each["email"]: each["state"] for each in shell("organizer", "list", "--json").json["organizers"]}

    assert (ended.status, found) == (0, {"marie@example.org": "active", "jean@example.org": "ended"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "jean"), "This is not an e-mail address"),
        (("add", "marie@example.org"), "There is an account with this address already."),
        (("add", "a@example.org", "--role", "lead"), "A lead needs at least one community."),
        (("reset", "a@example.org"), "There is no account with this address."),
        (("end", "a@example.org"), "There is no account with this address."),
        (("end", "marie@example.org"), "This is the only owner who can sign in."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(today: House, shell: Shell, words: tuple[str, ...], said: str) -> None:
    Organizer(today.app).sets_up(today)
    failed = shell("organizer", *words)

    assert (failed.status, failed.err.count("\n"), said in failed.err) == (1, 1, True)


def printed(server: Server) -> str:
    """The link that a server printed for the first run."""
    until(lambda: any("/office/welcome/" in line for line in server.said), "no link was printed")
    (found,) = re.findall(r"(http\S+/office/welcome/\S+)", "".join(server.said))
    return str(found)


def test_serve_prints_a_new_set_up_link_at_each_start_until_there_is_an_owner(tmp_path: Path) -> None:
    env, links = environment(tmp_path), []
    for _ in range(2):
        server = Server(env)
        links.append(printed(server))
        server.stop()
    shell = Shell(env)
    shell("organizer", "add", "marie@example.org", "--role", "owner")
    server = Server(env)
    links.append(printed(server))
    server.stop()

    assert len(set(links)) == 3


LOADED = """
import contextlib, io, re
with contextlib.redirect_stderr(io.StringIO()) as said:
    import wsgi
links = re.findall(r"http\\S+(/office/welcome/\\S+)", said.getvalue())
print(*(wsgi.app.test_client().get(link).status_code for link in links))
"""


def loaded(env: dict[str, str]) -> str:
    """What becomes of the links that are printed when somebody else's server loads `wsgi.py`."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=env, check=True, capture_output=True, text=True, timeout=60
    )
    return ran.stdout.strip()


def test_a_server_that_loads_wsgi_prints_the_set_up_link_once_until_there_is_an_owner(
    house: House, settings: Settings, tmp_path: Path
) -> None:
    env = environment(tmp_path, ASYNC_MODE="threading", SECRET_KEY=settings.secret_key)
    before = loaded(env)
    Organizer(house.app).sets_up(house)
    house.store.close()

    assert (before, loaded(env)) == ("200", "")


@pytest.mark.parametrize(
    ("environ", "platform", "terminal", "opens"),
    [
        ({"DISPLAY": ":0"}, "linux", True, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True, True),
        ({}, "darwin", True, True),
        ({}, "win32", True, True),
        ({}, "linux", True, False),
        ({"DISPLAY": ":0"}, "linux", False, False),
        ({}, "darwin", False, False),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "x"}, "linux", True, False),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", True, False),
    ],
)
def test_a_browser_is_opened_only_for_who_sits_there(
    environ: dict[str, str], platform: str, terminal: bool, opens: bool
) -> None:
    assert at_a_desk(environ, platform, terminal=terminal) == opens


def test_who_owns_the_installation_is_asked_no_more(house: House) -> None:
    Organizer(house.app).sets_up(house)

    assert invite.set_up(house.store) is None
