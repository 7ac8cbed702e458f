"""Green: patches the standard library for the async mode. `entry` and `wsgi.py` call it first, nobody else."""

import logging
import os
import threading
import warnings
from importlib import import_module

# As they are before anything is patched.
_NATIVE_LOCK, _NATIVE_RLOCK = threading.Lock, threading.RLock


def go_green() -> None:
    """Make sockets, threads and events cooperative, if ASYNC_MODE wants that; tell psycopg how to wait.

    The setting is read here from the environment, because the settings themselves may not be imported yet.
    """
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    mode = os.environ.get("ASYNC_MODE") or "eventlet"
    if mode == "eventlet":
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import_module("eventlet").monkey_patch()
    elif mode == "gevent":
        import_module("gevent.monkey").patch_all()
    if mode != "threading":
        _keep_locks_native()


def _keep_locks_native() -> None:
    """Take the green libraries' locks out again: they are not for what greenlets share with native threads.

    SQLAlchemy takes a lock for every query, in the drainer's native thread too. Two that meet at one of eventlet's,
    which counts on everybody being in one native thread, wait for ever, inside of a transaction. A native lock is right
    for what is held for a moment. Who holds something over a wait takes a Semaphore, whose waiting is cooperative in
    every mode, as that of events, conditions and queues is.
    """
    threading.Lock = _NATIVE_LOCK
    threading.RLock = _NATIVE_RLOCK
    # Logging's own were made before, and were replaced; the name of the thread is looked up under another.
    logging._lock = _NATIVE_RLOCK()  # type: ignore[attr-defined]
    logging.logThreads = False
    if logging.lastResort is not None:
        logging.lastResort.createLock()
