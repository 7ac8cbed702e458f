"""WSGI: `python wsgi.py` serves by itself; a WSGI server that speaks WebSocket finds `app` here."""

from reflection_wall.green import go_green

# First, before anything else can have used what it patches.
go_green()

import os
import sys

from reflection_wall.cli import first_run, main
from reflection_wall.serving import application
from reflection_wall.settings import from_env

# Whatever a server writes holds words or keys: it is for its owner's eyes alone.
os.umask(0o077)

if __name__ == "__main__":
    sys.argv = [sys.argv[0], "serve", *sys.argv[1:]]
    main()
else:
    app = application(from_env(os.environ))
    first_run.announce(app)
