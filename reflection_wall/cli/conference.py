"""Conference commands: create one, say its links, set its moderation, open and close its prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reflection_wall.cli.installation import Installation, installation, say
from reflection_wall.rules import plan
from reflection_wall.rules.moderation import MODES
from reflection_wall.services import admit, arrange, ask, stage
from reflection_wall.services import links as every_link

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS_JSON
def create(file: Path, as_json: bool) -> None:
    """Set up the conference that FILE (TOML) describes."""
    chosen = plan.read(file.read_bytes())
    with installation() as here:
        code = arrange.create(here.store, here.secret, chosen)
        told = _links(here, code)
    tables = len(told["tables"])
    say(
        told,
        as_json=as_json,
        lines=[f"Conference {code} is ready, with {tables} {'table' if tables == 1 else 'tables'}.", *_lines(told)],
    )


@click.command()
@click.argument("code")
@click.option("--renew", is_flag=True, help="Make every link anew; the old ones, on paper too, stop working.")
@AS_JSON
def links(code: str, renew: bool, as_json: bool) -> None:
    """Print every link of the conference CODE."""
    with installation() as here:
        if renew:
            every_link.renew(here.store, here.secret, _known(here, code))
        told = _links(here, code)
    tables = [f"  {table['label']:>4}  {table['url']}  {table['community']}" for table in told["tables"]]
    say(told, as_json=as_json, lines=[*_lines(told), "Tables:", *tables])


@click.command()
@click.argument("code")
@click.argument("mode", type=click.Choice(MODES))
@click.option("--seconds", type=click.IntRange(1, 600), help="How long a reflection waits in delay (10).")
@AS_JSON
def moderation(code: str, mode: str, seconds: int | None, as_json: bool) -> None:
    """Decide how arriving reflections of CODE get on the wall: open, delay or hold."""
    delay = seconds or (10 if mode == "delay" else None)
    with installation() as here:
        conference = _conference(here, code)
        chosen = next(each for each in MODES if each == mode)
        stage.arrange(here.store, conference.id, stage.Setting(moderation=chosen, delay=delay))
    said = f"delay of {delay} s" if mode == "delay" else mode
    told = {"conference": conference.code, "moderation": mode, "delay": delay}
    say(told, as_json=as_json, lines=[f"{conference.code}: {said}."])


@click.command("open")
@click.argument("code")
@click.argument("prompt", required=False, type=int)
@AS_JSON
def open_prompt(code: str, prompt: int | None, as_json: bool) -> None:
    """Open a question of CODE, the first unless PROMPT says which, counted from 1; the one that was open closes."""
    with installation() as here:
        conference = _conference(here, code)
        with here.store.reading() as session:
            chosen = ask.prompt_at(session, conference.id, prompt) if prompt is not None else None
        ask.open_prompt(here.store, conference.id, chosen)
    told = {"conference": conference.code, "open": True}
    say(told, as_json=as_json, lines=[f"{conference.code}: question {prompt or 1} is open."])


@click.command()
@click.argument("code")
@AS_JSON
def close(code: str, as_json: bool) -> None:
    """Close every prompt of CODE; what arrives later is late."""
    with installation() as here:
        conference = _conference(here, code)
        ask.close_prompts(here.store, conference.id)
    told = {"conference": conference.code, "open": False}
    say(told, as_json=as_json, lines=[f"{conference.code}: all prompts are closed."])


def _conference(here: Installation, code: str) -> Any:
    with here.store.reading() as session:
        return admit.conference(session, code)


def _known(here: Installation, code: str) -> str:
    return str(_conference(here, code).code)


def _links(here: Installation, code: str) -> dict[str, Any]:
    with here.store.reading() as session:
        found = every_link.of(session, here.secret, admit.conference(session, code))
    base, keys = here.base, found.keys
    return {
        "conference": found.code,
        "epoch": found.epoch,
        "wall": f"{base}/w/{keys['wall']}",
        "viewer": f"{base}/w/{keys['viewer']}/text",
        "presenter": f"{base}/d/{keys['presenter']}",
        "moderator": f"{base}/d/{keys['moderator']}",
        "office": f"{base}/office/{keys['organizer']}",
        "walk_in": f"{base}/c/{found.code}",
        "tables": [
            {"label": table.label, "community": table.community, "url": f"{base}/t/{table.key}", "key": table.key}
            for table in found.tables
        ],
        "keys": {role: keys[role] for role in ("wall", "viewer", "presenter", "moderator")},
    }


def _lines(told: dict[str, Any]) -> list[str]:
    roles = ("wall", "viewer", "presenter", "moderator", "office", "walk_in")
    return [f"{role.capitalize().replace('_', '-'):<10} {told[role]}" for role in roles]
