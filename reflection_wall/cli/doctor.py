"""Doctor: from the state of this installation to a list of what is well, what to mind, and what is wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

import click
from sqlalchemy.exc import DBAPIError

from reflection_wall import address
from reflection_wall.app import SECRET_FILE, with_secret
from reflection_wall.cli.conference import AS_JSON
from reflection_wall.cli.installation import say
from reflection_wall.rules import keys
from reflection_wall.services import introduce, meaning, provider, retain
from reflection_wall.services.organize import getting_in
from reflection_wall.settings import SettingError, Settings, from_env
from reflection_wall.store import Store, schema
from reflection_wall.store.sqlite_version import may_lose_the_log
from reflection_wall.vendored import ROOT, stale

LITTLE_SPACE = 500 * 1024 * 1024


class Finding(NamedTuple):
    """One thing that was looked at. `grade` is ok, mind or wrong."""

    grade: str
    subject: str
    said: str


@click.command()
@AS_JSON
def doctor(as_json: bool) -> None:
    """Say what is wrong with this installation; exit 1 when something is."""
    try:
        found = list(_examine(from_env(os.environ)))
    except SettingError as wrong:
        found = [Finding("wrong", "settings", str(wrong))]
    say(
        [each._asdict() for each in found],
        as_json=as_json,
        lines=[f"{each.grade:<6} {each.subject}: {each.said}" for each in found],
    )
    sys.exit(1 if any(each.grade == "wrong" for each in found) else 0)


def _examine(settings: Settings) -> Iterator[Finding]:
    given = [each.name.upper() for each in fields(Settings) if os.environ.get(each.name.upper())]
    yield Finding("ok", "settings", ", ".join(given) or "all at their defaults")
    yield _browser_libraries()
    yield _sqlite()
    yield _disk(settings)
    yield _address(settings)
    yield _tents(settings)
    if settings.oidc_issuer and not provider.installed():
        yield Finding("wrong", "sign-in", "OIDC_ISSUER is set, but the extra oidc is not installed")
    yield Finding("ok", "themes", "by likeness of meaning" if meaning.installed() else "by shared words")
    yield from _database(settings)


def _browser_libraries() -> Finding:
    if stale(ROOT / "static"):
        return Finding("wrong", "browser libraries", "missing or old: run “make run” or “pip install -e .” again")
    return Finding("ok", "browser libraries", "as the lock file says")


def _sqlite() -> Finding:
    if may_lose_the_log(sqlite3.sqlite_version_info):
        said = f"{sqlite3.sqlite_version} has the WAL-reset bug: open the file with nothing but this program"
        return Finding("mind", "SQLite", said)
    return Finding("ok", "SQLite", sqlite3.sqlite_version)


def _disk(settings: Settings) -> Finding:
    folder = next(parent for parent in (settings.instance, *settings.instance.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Finding("wrong", "disk", f"{folder} cannot be written")
    return Finding("ok" if free > LITTLE_SPACE else "mind", "disk", f"{free // 1024**2:,} MB free")


def _address(settings: Settings) -> Finding:
    if settings.public_url:
        return Finding("ok", "address", settings.public_url)
    said = address.recorded(settings.instance) or address.base("", settings.host, settings.port)
    if address.is_loopback(said):
        return Finding("mind", "address", f"phones cannot reach {said}")
    return Finding("mind", "address", f"{said}, which can change: set PUBLIC_URL before tents are printed")


def _tents(settings: Settings) -> Finding:
    printed = address.printed_for(settings.instance)
    said = settings.public_url or address.recorded(settings.instance)
    if printed and said and printed != said:
        return Finding("wrong", "tents", f"printed for {printed}, but this server is {said}")
    return Finding("ok", "tents", f"printed for {printed}" if printed else "none printed yet")


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.sqlite_path is None or not settings.sqlite_path.exists():
        yield Finding("ok", "database", f"none yet; it will be {settings.sqlite_path}")
        return
    try:
        shape = schema.state(settings.database_url)
        schema.check(settings.database_url)
    except schema.NewerDatabase:
        yield Finding("wrong", "database", "written by a newer release: please update the program")
        return
    except (schema.DamagedDatabase, DBAPIError) as wrong:
        yield Finding("wrong", "database", f"damaged ({wrong}): put a backup in its place")
        return
    if shape != "current":
        yield Finding("mind", "database", "of an older release; the next start brings it up to date")
        return
    yield Finding("ok", "database", str(settings.sqlite_path))
    yield _secret(settings)
    yield _office(settings)
    yield from _retention(settings)


def _secret(settings: Settings) -> Finding:
    if not settings.secret_key and not (settings.instance / SECRET_FILE).exists():
        return Finding("mind", "secret", "none yet; it is made when first needed")
    store = Store(settings.database_url)
    with store.reading() as session:
        kept = introduce.secret_fingerprints(session)
    store.close()
    if kept - {keys.fingerprint(with_secret(settings).secret_key)}:
        return Finding("mind", "secret", "not the one that made the links: printing asks for “links CODE --renew”")
    return Finding("ok", "secret", "made every link")


def _office(settings: Settings) -> Finding:
    store = Store(settings.database_url)
    with store.reading() as session:
        owned = getting_in.has_owner(session)
    store.close()
    if not owned:
        return Finding("mind", "office", "nobody owns it yet: start the server and open the link that it prints")
    return Finding("ok", "office", "has an owner")


def _retention(settings: Settings) -> Iterator[Finding]:
    store = Store(settings.database_url)
    with store.reading() as session:
        found = retain.outlooks(session, store.clock().date())
    store.close()
    for each in found:
        if each.warning:
            yield Finding("mind", "retention", each.warning)
    if not any(each.warning for each in found):
        yield Finding("ok", "retention", "no purge within two weeks")
