"""Files: what a command has made, to where the operator wants it: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import click


def put(output: Path, made: bytes) -> None:
    """Write the file; whoever had it open or half-copied keeps what they had."""
    draft = output.with_name(output.name + ".part")
    try:
        draft.write_bytes(made)
        draft.replace(output)
    except OSError as wrong:
        raise click.ClickException(f"{output} could not be written: {wrong.strerror}.") from None
