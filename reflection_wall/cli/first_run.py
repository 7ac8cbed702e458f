"""First run: from a start without an owner to the link that makes one, in the terminal and, at a desk, in a browser."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Mapping

import click
from flask import Flask

from reflection_wall.services.organize import invite
from reflection_wall.store import Store


def link(store: Store, said: str) -> str | None:
    """The address that makes the owner, for an hour from now; None where there is one. Every start makes a new one."""
    key = invite.set_up(store)
    return f"{said}/office/welcome/{key}" if key else None


def told(address: str | None) -> str:
    """What the sheet in the terminal says of it."""
    if address is None:
        return ""
    return f"\nFirst run: say who owns this installation, within an hour (the link works once):\n  {address}\n"


def announce(app: Flask) -> None:
    """Say it where a server that loads `wsgi.py` writes its log: it has no sheet for the terminal."""
    click.echo(told(link(app.extensions["rooms"].store, app.extensions["house"].address())), nl=False, err=True)


def show(address: str | None) -> None:
    """Open the address in the browser of whoever started this at a desk."""
    if address is not None and at_a_desk(
        os.environ, sys.platform, terminal=sys.stdin is not None and sys.stdin.isatty()
    ):
        # A browser may take seconds to answer, and the server is about to begin.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def at_a_desk(environ: Mapping[str, str], platform: str, *, terminal: bool) -> bool:
    """Whether somebody sits in front of a screen of this very machine: not a service, and not from far away."""
    if not terminal or environ.get("SSH_CONNECTION") or environ.get("CI"):
        return False
    return platform in ("darwin", "win32") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
