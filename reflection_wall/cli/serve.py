"""Serve and demo: from the shell to a running server, with every address that people need in the terminal."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import click
import qrcode
from flask import Flask

from reflection_wall import address
from reflection_wall.app import Rooms
from reflection_wall.cli import first_run
from reflection_wall.rules import keys, plan
from reflection_wall.services import admit, arrange, introduce, links
from reflection_wall.serving import bind, prepared, run
from reflection_wall.settings import Settings, from_env
from reflection_wall.store.sqlite_version import may_lose_the_log
from reflection_wall.vendored import ROOT, stale

SAMPLE = Path(__file__).parent.parent / "samples" / "cass.toml"


@click.command()
@click.option("--host", help="The address to listen on (HOST).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on, 0 for a free one (PORT).")
@click.option("--workers", type=int, help="Server processes (WORKERS).")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve what is in the database, until Ctrl-C."""
    _serve(_settings(host, port, workers), demo=False)


@click.command()
@click.option("--host", help="The address to listen on (HOST).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on, 0 for a free one (PORT).")
def demo(host: str | None, port: int | None) -> None:
    """Set up a ready conference to try, then serve it."""
    _serve(_settings(host, port, None), demo=True)


def _settings(host: str | None, port: int | None, workers: int | None) -> Settings:
    given = {"HOST": host, "PORT": port, "WORKERS": workers}
    return from_env({**os.environ, **{name: str(value) for name, value in given.items() if value is not None}})


def _serve(settings: Settings, *, demo: bool) -> None:
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with prepared(settings) as app:
        rooms: Rooms = app.extensions["rooms"]
        secret = app.extensions["house"].secret
        if demo:
            chosen = plan.read(SAMPLE.read_text("utf-8"))
            if not arrange.exists(rooms.store, chosen.conference.code or ""):
                arrange.create(rooms.store, secret, chosen)
        listener = bind(settings.host, settings.port)
        before = address.printed_for(settings.instance)
        settings = replace(settings, secret_key=secret)

        def ready(said: str) -> None:
            first = first_run.link(rooms.store, said)
            click.echo(f"Listening on {said}")
            for warning in _warnings(settings, app, said, before):
                click.echo(f"Please note: {warning}", err=True)
            if demo:
                click.echo(_demo_sheet(app, said, chosen.conference.code or ""))
            else:
                click.echo(_sheet(app, said))
            click.echo(first_run.told(first), nl=False)
            first_run.show(first)

        run(app, settings, listener, ready)


def _sheet(app: Flask, said: str) -> str:
    with app.extensions["rooms"].store.reading() as session:
        found = introduce.conferences(session, "en")
    office = f"Office: {said}/office"
    if not found:
        made = f"make one there, or with “{_program()} create FILE.toml”, or try “{_program()} demo”"
        return f"{office}\nNo conference yet: {made}."
    listed = "\n".join(f"  {code}  {title}" for code, title in found)
    return f"{office}\nConferences:\n{listed}\nEvery link of one: {_program()} links CODE"


def _demo_sheet(app: Flask, said: str, code: str) -> str:
    with app.extensions["rooms"].store.reading() as session:
        found = links.of(session, app.extensions["house"].secret, admit.conference(session, code))
    table = next(table for table in found.tables if table.label == "14")
    phone = f"{said}/t/{table.key}"
    return (
        f"\nWall     {said}/w/{found.keys['wall']}\n"
        f"Desk     {said}/d/{found.keys['presenter']}\n"
        f"Office   {said}/office/{found.keys['organizer']}   (all links, tents to print)\n"
        f"Phone    {phone}   (table {table.label})\n"
        f"\nScan this with a phone on the same network to write as table {table.label}:\n\n{_terminal_code(phone)}\n"
        f"In another terminal, an audience to practise with: {_program()} rehearse {code} --tables 24 --minutes 5\n"
    )


def _program() -> str:
    """How this program is called from the folder that it was started in; `wsgi.py` serves and takes no command."""
    started = Path(sys.argv[0])
    if started.stem != "reflection-wall" or shutil.which(started.name) or not started.is_file():
        return "reflection-wall"
    return os.path.relpath(started)


def _terminal_code(said: str) -> str:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_L, border=4)
    code.add_data(said)
    drawn = io.StringIO()
    code.print_ascii(out=drawn, invert=True)
    return drawn.getvalue()


def _warnings(settings: Settings, app: Flask, said: str, printed_for: str | None) -> list[str]:
    """What an operator should know before the room fills."""
    found = []
    if not settings.public_url:
        found.append(f"PUBLIC_URL is not set, so everything printed says {said} and is marked REHEARSAL.")
    if address.is_loopback(said) and not settings.public_url:
        why = "no network was found" if settings.host in address.EVERYWHERE else "HOST says so"
        found.append(f"{why}: PHONES CANNOT REACH THIS ADDRESS.")
    if printed_for not in (None, said):
        found.append(f"tents were printed for {printed_for}; their codes do not lead here.")
    if _other_secret(settings, app):
        found.append("SECRET_KEY has changed: printed tents go on working, printing again asks for renewal.")
    if may_lose_the_log(sqlite3.sqlite_version_info):
        found.append(
            f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug; run nothing but this program on the file."
        )
    if settings.oidc_issuer and app.extensions["house"].provider is None:
        found.append(
            "OIDC_ISSUER is set, but the extra oidc is not installed: run “pip install reflection-wall[oidc]”."
        )
    if os.environ.get("DYNO") or os.environ.get("RENDER"):
        found.append("the disk of this host is lost at every restart, and the SQLite file with it.")
    if stale(ROOT / "static"):
        found.append("the browser libraries are older than this checkout: run “make run” or “pip install -e .” again.")
    return found


def _other_secret(settings: Settings, app: Flask) -> bool:
    with app.extensions["rooms"].store.reading() as session:
        kept = introduce.secret_fingerprints(session)
    return bool(kept - {keys.fingerprint(settings.secret_key)})
