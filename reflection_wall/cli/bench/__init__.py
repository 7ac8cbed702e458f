"""Bench: a room on this machine, measured. Machines are shared, so figures stand side by side from one run, as ratios;
only loopback gets load."""

from __future__ import annotations

import click

from reflection_wall.cli.bench.deeds import deeds
from reflection_wall.cli.bench.exports import exports
from reflection_wall.cli.bench.sharing import sharing


@click.group(invoke_without_command=True)
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure a room on a server of its own: sharing (which is what you get when you do not say), deeds,
    or exports."""
    if context.invoked_subcommand is None:
        context.invoke(sharing)


for each in (sharing, deeds, exports):
    bench.add_command(each)
