"""Green: patches the standard library for the async mode. `entry` and `wsgi.py` call it first, nobody else."""

import logging
import os
import threading
import warnings
from _thread import RLock  # nobody's patch replaces this name
from collections.abc import Callable
from importlib import import_module
from typing import Any


def go_green() -> None:
    """Make sockets, threads and events cooperative, if ASYNC_MODE wants that; tell psycopg how to wait.

    The setting is read here from the environment, because the settings themselves may not be imported yet.
    """
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    mode = os.environ.get("ASYNC_MODE") or "eventlet"
    if mode == "eventlet":
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import_module("eventlet").monkey_patch()
        _keep_locks_native(import_module("eventlet.patcher").original("_thread").allocate_lock)
    elif mode == "gevent":
        monkey = import_module("gevent.monkey")
        monkey.patch_all()
        _keep_locks_native(monkey.get_original("_thread", "allocate_lock"))


def _keep_locks_native(lock: Callable[[], Any]) -> None:
    """Take the green libraries' locks out again: they are not for what greenlets share with native threads.

    SQLAlchemy takes a lock for every query, in the drainer's native thread too. Two that meet at one of eventlet's,
    which counts on everybody being in one native thread, wait for ever, inside of a transaction. A native lock is right
    for what is held for a moment. Who holds something over a wait takes a Semaphore, whose waiting is cooperative in
    every mode, as that of events, conditions and queues is. concurrent.futures does not keep to that (it starts threads
    under a lock), and is not for the package.
    """
    threading.Lock = lock  # type: ignore[assignment]
    threading.RLock = RLock
    # Logging's own were made before, and were replaced; the name of the thread is looked up under another.
    logging._lock = RLock()  # type: ignore[attr-defined]
    logging.logThreads = False
    for known in logging._handlerList:  # type: ignore[attr-defined]
        if (handler := known()) is not None:
            handler.createLock()
