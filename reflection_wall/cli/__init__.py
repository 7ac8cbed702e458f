"""Command line: the operator is a face too. Every failure is one sentence on stderr and a non-zero exit."""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import DBAPIError

from reflection_wall.cli.backup import backup, epoch, restore
from reflection_wall.cli.bench import bench
from reflection_wall.cli.codebook import codebook
from reflection_wall.cli.conference import close, create, links, moderation, open_prompt
from reflection_wall.cli.doctor import doctor
from reflection_wall.cli.export import export
from reflection_wall.cli.organizer import organizer
from reflection_wall.cli.passes import issue, passes, revoke
from reflection_wall.cli.printing import cards, run_sheet, sign, tents
from reflection_wall.cli.rehearse import rehearse
from reflection_wall.cli.retain import erase, purge, retention
from reflection_wall.cli.serve import demo, serve
from reflection_wall.rules.refusals import Refused
from reflection_wall.serving import NotBuilt, PortTaken
from reflection_wall.settings import SettingError
from reflection_wall.store import Unavailable
from reflection_wall.store.lock import Locked
from reflection_wall.store.schema import DamagedDatabase, NewerDatabase


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Reflection Wall: tables share reflections from a phone, and they appear on the projected wall."""


for command in (
    *(serve, demo, create, links, issue, passes, revoke, moderation, open_prompt, close),
    *(organizer, codebook),
    *(tents, cards, sign, run_sheet),
    *(export, backup, restore, epoch, erase, purge, retention),
    *(rehearse, bench, doctor),
):
    commands.add_command(command)


def main() -> None:
    """Run the command of this process and exit with its status."""
    try:
        commands(standalone_mode=False, prog_name="reflection-wall")
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        fail("Stopped.", 130)
    except click.UsageError as wrong:
        fail(wrong.format_message(), 2)
    except click.ClickException as wrong:
        fail(wrong.format_message())
    except (Refused, SettingError, NotBuilt, PortTaken, Locked, NewerDatabase, DamagedDatabase, Unavailable) as wrong:
        fail(sentence(wrong))
    except DBAPIError as wrong:
        fail(f"The database could not be used: {wrong.orig}.")
    except OSError as wrong:
        fail(f"{wrong.filename or 'A file'} could not be used: {wrong.strerror}.")


def fail(said: str, status: int = 1) -> None:
    """Say one sentence on stderr and exit."""
    click.echo(said, err=True)
    sys.exit(status)


def sentence(wrong: Exception) -> str:
    """What went wrong, in one sentence for the operator."""
    if isinstance(wrong, Refused):
        return str(wrong.message)
    if isinstance(wrong, PortTaken):
        return f"The port cannot be used ({wrong}): stop what listens there, or choose another with --port."
    if isinstance(wrong, Unavailable) and "locked" in str(wrong):
        return "Something else has been writing to the database all the while; nothing was changed, please try again."
    return _SENTENCES.get(type(wrong), str(wrong))


_SENTENCES: dict[type[Exception], str] = {
    Locked: "Another server runs on this database file; a SQLite file has one server.",
    NewerDatabase: "This database was written by a newer release of Reflection Wall; please update the program.",
    DamagedDatabase: "The database file is damaged; please put a backup in its place.",
    Unavailable: "It could not be stored; please look at the disk and try again.",
}
