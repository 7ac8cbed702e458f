"""Entry: from the shell to the command line, after what must happen before anything else is imported.

This is the one file that imports late: a green server works only when the standard library is patched before any of
its modules is used, so that the command line may be loaded only after that.
"""

import os
import sys

from reflection_wall.green import go_green

SERVING = {"serve", "demo"}


def serves(arguments: list[str]) -> bool:
    """Whether this command line starts a server: the first word that is not an option is the command."""
    return next((word for word in arguments if not word.startswith("-")), "") in SERVING


if serves(sys.argv[1:]):
    go_green()

from reflection_wall.cli import main as command_line

PRIVATE = 0o077


def main() -> None:
    """Run the command of this process. Whatever it writes holds words or keys: it is for its owner's eyes alone."""
    os.umask(PRIVATE)
    command_line()
