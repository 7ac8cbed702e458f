"""Green: patches the standard library for the async mode. `entry` and `wsgi.py` call it first, nobody else."""

import os
import warnings
from importlib import import_module


def go_green() -> None:
    """Make sockets, threads and locks cooperative, if ASYNC_MODE wants that; tell psycopg how to wait.

    The setting is read here from the environment, because the settings themselves may not be imported yet.
    """
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    mode = os.environ.get("ASYNC_MODE") or "eventlet"
    if mode == "eventlet":
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import_module("eventlet").monkey_patch()
    elif mode == "gevent":
        import_module("gevent.monkey").patch_all()
