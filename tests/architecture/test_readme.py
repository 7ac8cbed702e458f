"""README: whoever reads it knows every setting and every command, and nothing in it is made up."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest
from support.server import ROOT

from reflection_wall.cli import commands
from reflection_wall.rules import plan
from reflection_wall.settings import Settings

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("setting", [each.name.upper() for each in fields(Settings)])
def test_every_setting_is_explained(setting: str) -> None:
    assert f"`{setting}`" in README


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_is_explained(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", README, re.MULTILINE)


def test_no_command_is_made_up() -> None:
    listed = set(re.findall(r"^\| `([a-z-]+)[ `]", README, re.MULTILINE))
    used = set(re.findall(r"reflection-wall ([a-z]+(?:-[a-z]+)*)", README))

    assert listed | used <= set(commands.commands)


@pytest.mark.parametrize(("name", "command"), sorted(commands.commands.items()))
def test_every_option_that_is_named_exists(name: str, command: object) -> None:
    row = re.search(rf"^\| `{name}\b.*$", README, re.MULTILINE)
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}  # type: ignore[attr-defined]

    assert row is not None
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", row[0])) <= options


def test_the_example_of_a_conference_is_a_good_one() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)

    assert plan.read(example).conference.code == tomllib.loads(example)["conference"]["code"]


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"`make ([a-z]+)|^    make ([a-z]+)", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))

    assert {"".join(each) for each in named} <= targets


def test_every_picture_and_every_file_that_is_named_exists() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_default_is_the_true_one() -> None:
    rows = re.findall(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| ([^|]+) \|", README, re.MULTILINE)
    said = {
        name.strip("`"): value.strip().strip("`")
        for names, values in rows
        for name, value in zip(names.split(", "), values.split(", "), strict=False)
    }
    real = {
        each.name.upper(): {True: "on", False: "off"}.get(each.default, str(each.default))
        if isinstance(each.default, bool)
        else str(each.default)
        for each in fields(Settings)
    }
    provider = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    spoken = ("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", *provider)

    assert {name: value for name, value in said.items() if name not in spoken} == {
        name: value for name, value in real.items() if name not in spoken
    }
