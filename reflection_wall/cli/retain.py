"""Retention commands: erase one reflection, purge a conference, and say how long words stay."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import Installation, installation, say
from reflection_wall.rules.receipts import iso
from reflection_wall.services import admit
from reflection_wall.services import retain as every_word
from reflection_wall.store import Store
from reflection_wall.store.lock import Locked, server_lock
from reflection_wall.upkeep import CERTIFICATES, certify

BY = "command line"
PATIENCE = 10.0
BACKUPS = "Backups and exports made before still have it."


@click.command()
@click.argument("code")
@click.argument("reference")
@click.option("--reason", metavar="TEXT", help="Why, for the log of erasures; no word of the reflection itself.")
@AS_JSON
def erase(code: str, reference: str, reason: str | None, as_json: bool) -> None:
    """Erase one reflection of CODE everywhere, for good: REFERENCE stands on its receipt."""
    with installation() as here:
        conference = _conference(here, code)
        done = every_word.erase(here.store, conference.id, reference, BY, reason)
        emptied = _empty_log(here)
    told = {
        "conference": conference.code,
        "reference": done.reference,
        "erased_at": iso(done.erased_at),
        "already": done.already,
        "log_emptied": emptied,
    }
    head = f"{done.reference} was erased before." if done.already else f"{done.reference} is erased."
    say(told, as_json=as_json, lines=[head, _traces(emptied)])


@click.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option("--reason", metavar="TEXT", help="Why, for the certificate.")
@click.option("--certificate", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH",
              help="Where to write the certificate, as PDF and JSON; else beside the database.")  # fmt: skip
@AS_JSON
def purge(code: str, yes: bool, reason: str | None, certificate: Path | None, as_json: bool) -> None:
    """Erase every word of the conference CODE, for good, and write a certificate."""
    with installation() as here:
        conference = _conference(here, code)
        if not yes:
            typed = _typed(f"Every word of {conference.code} will go for good. Type its code to go on")
            if typed.strip().upper() != conference.code:
                raise click.ClickException("Nothing was purged.")
        count = every_word.purge(here.store, conference.id, BY, reason)
        emptied = _empty_log(here)
        with here.store.reading() as session:
            where = certify(session, conference.code, certificate or here.settings.instance / CERTIFICATES)
            told = every_word.certificate(session, admit.conference(session, code)) or {}
    head = f"{conference.code} is purged, {count} {'reflection' if count == 1 else 'reflections'}; {where}."
    say({**told, "log_emptied": emptied}, as_json=as_json, lines=[head, _traces(emptied)])


@click.command()
@click.argument("code")
@click.option("--purge-on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Move the day of the purge.")
@click.option("--endless", is_flag=True, help="Take that day away: it is kept until you decide.")
@click.option("--records/--no-records", default=None, help="Keep it for the records: nothing goes while that holds.")
@AS_JSON
def retention(code: str, purge_on: datetime | None, endless: bool, records: bool | None, as_json: bool) -> None:
    """Say until when the words of CODE are kept, or change it."""
    if endless and purge_on is not None:
        raise click.UsageError("--endless takes the day away that --purge-on sets: they cannot go together.")
    day: date | every_word.Endless | None = "endless" if endless else purge_on.date() if purge_on else None
    with installation() as here:
        conference = _conference(here, code)
        if day is not None or records is not None:
            every_word.set_retention(here.store, conference.id, purge_on=day, records=records)
            conference = _conference(here, code)
    told = {
        "conference": conference.code,
        "purge_on": conference.purge_on.isoformat() if conference.purge_on else None,
        "kept_for_records": conference.kept_for_records,
        "purged_at": iso(conference.purged_at),
    }
    say(told, as_json=as_json, lines=[_kept(told)])


def _typed(asked: str) -> str:
    """What somebody answers; nothing where nobody is there to."""
    try:
        return str(click.prompt(asked, err=True))
    except click.Abort:
        click.echo(err=True)
        return ""


def _conference(here: Installation, code: str) -> Any:
    with here.store.reading() as session:
        return admit.conference(session, code)


def _empty_log(here: Installation) -> bool:
    """Empty SQLite's log, as its only server, or have the server that runs do it; False when that takes longer."""
    here.store.empty_log()
    assert here.settings.sqlite_path is not None  # settings allow nothing else  # noqa: S101
    end = time.monotonic() + PATIENCE
    while here.store.log_wished and time.monotonic() < end:
        with suppress(Locked), server_lock(here.settings.sqlite_path):
            alone = Store(here.settings.database_url, checkpoints=True)
            alone.grant_wish()
            alone.close()
        if here.store.log_wished:
            time.sleep(0.1)
    return not here.store.log_wished


def _traces(emptied: bool) -> str:
    if emptied:
        return f"No word of it is left in the database or its log. {BACKUPS}"
    return f"The server empties its log as soon as nobody reads an older state. {BACKUPS}"


def _kept(told: dict[str, Any]) -> str:
    code = told["conference"]
    if told["purged_at"]:
        return f"{code} was purged {told['purged_at']}."
    if told["kept_for_records"]:
        return f"{code} is kept for the records; nothing of it goes until that is lifted."
    return f"{code} is kept until {told['purge_on']}." if told["purge_on"] else f"{code} is kept without an end."
