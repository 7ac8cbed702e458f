"""Backup commands: copy everything while it runs, put a copy back, and let walls start afresh."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from reflection_wall.app import HEADS_FILE, with_secret
from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import installation, say
from reflection_wall.services import admit, retain
from reflection_wall.services.retain import Forgotten
from reflection_wall.settings import from_env
from reflection_wall.store import Store, copies, heads, schema
from reflection_wall.store.lock import server_lock

UNTOLD = (
    "what was taken back, hidden or redacted since the backup comes back with it, and what was erased since and "
    f"{retain.FILE} does not list has to be erased again"
)


@click.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@AS_JSON
def backup(path: Path, as_json: bool) -> None:
    """Copy the whole database to PATH, beside a running server too, and check the copy."""
    settings = from_env(os.environ)
    database = settings.sqlite_path
    if database is None or not database.exists():
        raise click.ClickException("There is no database to back up yet.")
    target = path.resolve()
    if target == database.resolve():
        raise click.ClickException("A backup is another file than the database itself.")
    size = copies.backup(database.resolve(), target)
    told = {"path": str(target), "bytes": size}
    say(
        told, as_json=as_json, lines=[f"{path}: {size:,} bytes, checked. The secret that makes the links is not in it."]
    )


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--discard", is_flag=True, help="Do not keep the file that is replaced.")
def restore(path: Path, discard: bool) -> None:
    """Put the backup at PATH in the database's place; what was erased since stays erased."""
    settings = with_secret(from_env(os.environ))
    database = settings.sqlite_path
    assert database is not None  # settings allow nothing else  # noqa: S101
    if path.resolve() == database.resolve():
        raise click.ClickException("That is the database itself.")
    with server_lock(database):
        known = _forgotten(settings.database_url, database)
        made = copies.draft(path.resolve(), database)
        try:
            codes, again, judged = _brought_up(f"sqlite:///{made}", known, settings.instance / HEADS_FILE)
            aside = copies.put_in_place(made, database, datetime.now(UTC), keep=not discard)
        finally:
            copies.discard(made)
    click.echo(f"Restored from {path}: {', '.join(codes) or 'no conference'}; every wall starts afresh.")
    if again:
        click.echo(f"{again} erased or taken back since then, and gone again.")
    if judged:
        click.echo(f"{judged} hidden, taken down, redacted or allowed to fewer since then, and so again.")
    if aside:
        click.echo(f"What was there is kept as {aside}, words and all: delete it when you need it no longer.")


@click.command()
@click.argument("code")
@AS_JSON
def epoch(code: str, as_json: bool) -> None:
    """Begin a new epoch for CODE: every wall and desk starts afresh."""
    with installation() as here:
        with here.store.reading() as session:
            known = admit.conference(session, code).code
        heads.begin_epoch(here.store, known)
        with here.store.reading() as session:
            begun = admit.conference(session, known).epoch
    say({"conference": known, "epoch": begun}, as_json=as_json, lines=[f"{known}: epoch {begun}; walls start afresh."])


def _forgotten(url: str, database: Path) -> dict[str, Forgotten]:
    """What the database that is replaced has forgotten; it may be damaged or lost, which is why
    it is replaced."""
    if not database.exists():
        click.echo(f"There was no database to replace: {UNTOLD}.", err=True)
        return {}
    store = Store(url)
    try:
        with store.reading() as session:
            return retain.forgotten(session)
    except DBAPIError as wrong:
        click.echo(f"The database that is replaced cannot be read ({wrong.orig}): {UNTOLD}.", err=True)
        return {}
    finally:
        store.close()


def _brought_up(url: str, known: dict[str, Forgotten], heads_file: Path) -> tuple[list[str], int, int]:
    """Bring a copy to this release and make it forget; returns its conferences, how many reflections it had to
    forget, and how many stood otherwise than they should."""
    if schema.state(url) == "new":
        raise click.ClickException("That file is no database of Reflection Wall.")
    schema.check(url)
    schema.upgrade(url)
    store = Store(url, checkpoints=True)
    try:
        again = retain.forget_again(store, known) + retain.forget_what_is_noted(store)
        judged = retain.judge_again(store, known)
        codes = heads.begin_epoch(store)
        if not store.empty_log():
            raise click.ClickException("The copy could not be cleaned; nothing was replaced.")
        with store.reading() as session:
            heads.keep(heads.heads(session), heads_file)
    finally:
        store.close()
    return codes, again, judged
