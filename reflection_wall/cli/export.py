"""Export: from the store to a file on this machine, at any time, whole or not at all, and noted in the access log."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import click

from reflection_wall.cli.installation import Installation, installation
from reflection_wall.exports.formats import FORMATS, write_log
from reflection_wall.exports.parcel import Parcel
from reflection_wall.services import admit, depart
from reflection_wall.services.review import Scope

BY = "command line"
NO_LOG = "--verdicts is the moderation log: a CSV of its own, for the organizers alone."


@click.command()
@click.argument("code")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv", show_default=True)
@click.option("--all", "everything", is_flag=True, help="With what is hidden or withdrawn, and its state.")
@click.option("--share", is_flag=True, help="Only what may be passed on, and names only where that is allowed.")
@click.option("--anonymous", is_flag=True, help="The same without table and time, shuffled, small groups unnamed.")
@click.option("--verdicts", is_flag=True, help="The moderation log instead of the reflections, as CSV.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file; else standard output.")
def export(
    code: str, kind: str, everything: bool, share: bool, anonymous: bool, verdicts: bool, output: Path | None
) -> None:
    """Write the reflections of CODE into a file."""
    if everything and (share or anonymous):
        raise click.UsageError("--all is for you, --share and --anonymous for others: they cannot go together.")
    if verdicts and (kind != "csv" or everything or share or anonymous):
        raise click.UsageError(NO_LOG)
    write = write_log if verdicts else FORMATS[kind].write
    if output is None and sys.stdout.isatty() and not FORMATS[kind].text:
        raise click.UsageError(f"A terminal cannot show {kind}: please name a file with -o.")
    with installation() as here, here.store.reading() as session:
        found = admit.conference(session, code)
        parcel = Parcel(session, found, Scope(everything, share, anonymous), here.store.clock())
        what = "verdicts" if verdicts else f"{kind}, {parcel.what}"

        def noted(file: BinaryIO) -> int:
            count = write(parcel, file)
            file.flush()
            _note(here, found.id, what, count)
            return count

        count = _show(noted) if output is None else _put(noted, output)
    if output is not None:
        click.echo(f"{count} {'decisions' if verdicts else 'reflections'} written to {output}.")


def _note(here: Installation, conference_id: int, what: str, count: int) -> None:
    depart.record(here.store, conference_id, BY, what, count)


def _put(write: Callable[[BinaryIO], int], output: Path) -> int:
    """Write beside the file, and put it in its place once it is whole and noted."""
    draft = output.with_name(output.name + ".part")
    try:
        with draft.open("wb") as file:
            count = write(file)
        draft.replace(output)
    except OSError as wrong:
        raise click.ClickException(f"{output} could not be written: {wrong.strerror}.") from None
    finally:
        with suppress(OSError):  # there is none after a good end, and it may be none of ours
            draft.unlink()
    return count


def _show(write: Callable[[BinaryIO], int]) -> int:
    """Write to standard output, once it is whole."""
    with tempfile.TemporaryFile() as file:
        count = write(file)
        file.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return count
