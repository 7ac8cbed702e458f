"""Serving: from settings to a running server: one for each database file, brought up to date, and stopped well."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from reflection_wall import address
from reflection_wall.app import HEADS_FILE, Rooms, create_app, start, with_secret
from reflection_wall.settings import Settings
from reflection_wall.store import Store, heads, schema
from reflection_wall.store.lock import server_lock
from reflection_wall.vendored import ROOT, missing

if sys.platform != "win32":  # which has no such limit
    import resource

log = logging.getLogger(__name__)

BACKLOG = 1024
# eventlet's own limit of 1,024 connections would leave the 1,025th phone without an answer.
MOST_CONNECTIONS = 20_000
# Descriptors for all that is no phone: the database's readers and writer, files that are being read, the listener.
RESERVE = 100
PATIENCE = 75
DISK_FAILED = 70
LAST_WORDS = 0.5

_FOR_EVER = ExitStack()


class PortTaken(Exception):
    """Something else listens there."""


class NotBuilt(Exception):
    """The browser's libraries were never fetched: every wall would stay empty."""


@contextmanager
def prepared(settings: Settings) -> Iterator[Flask]:
    """The app of one server: lock held, database at its newest shape and whole, epochs right.

    Raises NotBuilt, store.lock.Locked, schema.NewerDatabase, schema.DamagedDatabase.
    """
    if missing(ROOT / "static"):
        raise NotBuilt("The browser’s libraries are missing: run “pip install .” in this folder, or “make run”, first.")
    settings = with_secret(settings)
    assert settings.sqlite_path is not None  # settings allow nothing else  # noqa: S101
    with server_lock(settings.sqlite_path):
        if schema.state(settings.database_url) != "current":
            schema.upgrade(settings.database_url)
        schema.check(settings.database_url)
        store = Store(settings.database_url, async_mode=settings.async_mode, checkpoints=True, broken=_stop_at_once)
        for code in heads.begin_epochs(store, settings.instance / HEADS_FILE):
            log.warning("%s is older than when it was last served: its walls start afresh", code)
        yield create_app(settings, store)
        store.close()


def application(settings: Settings) -> Flask:
    """The app for somebody else's WSGI server, which holds the lock for as long as its process lives."""
    app = _FOR_EVER.enter_context(prepared(settings))
    start(app)
    return app


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # “::” means everywhere, and phones are told an address of version 4.
    both = host == "::" and socket.has_dualstack_ipv6()
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG, dualstack_ipv6=both)
    except OSError as wrong:
        raise PortTaken(str(wrong)) from None


def run(app: Flask, settings: Settings, listener: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; `ready` is told the address that phones should use."""
    said = address.base(settings.public_url, settings.host, listener.getsockname()[1])
    address.record(settings.instance, said)
    start(app)
    _stop_on_signal(app, settings)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    ready(said)
    _SERVERS[settings.async_mode](app, listener, _most_connections())


class _Quiet(WSGIRequestHandler):
    """A handler without an access log: the paths carry keys."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Say nothing."""


class _Silent:
    """For the handlers of the green servers, which log what they cannot parse or answer with its address and key."""

    def handle(self) -> None:
        """Let a line go that broke: gevent would call each a failure of the server, at length."""
        with suppress(OSError):
            super().handle()  # type: ignore[misc]

    def log_message(self, *said: Any) -> None:
        """Say nothing."""

    def log_error(self, *said: Any) -> None:
        """Say nothing."""


def _eventlet(app: Flask, listener: socket.socket, most: int) -> None:
    wsgi = import_module("eventlet.wsgi")

    def terminated(environ: dict[str, Any], start_response: Any) -> Any:
        # Werkzeug takes a chunked body for none unless the server vouches for its end, as the other two do.
        if environ["eventlet.input"].chunked_input:
            environ["wsgi.input_terminated"] = True
        return app(environ, start_response)

    protocol = type("Protocol", (_Silent, wsgi.HttpProtocol), {})
    wsgi.server(
        listener,
        terminated,
        log_output=False,
        debug=False,
        max_size=most,
        socket_timeout=PATIENCE,
        protocol=protocol,
    )


def _gevent(app: Flask, listener: socket.socket, most: int) -> None:
    wsgi = import_module("gevent.pywsgi")
    handler = type("Handler", (_Silent, wsgi.WSGIHandler), {})
    wsgi.WSGIServer(listener, app, log=None, handler_class=handler, spawn=most).serve_forever()


def _threading(app: Flask, listener: socket.socket, most: int) -> None:
    host, port = listener.getsockname()[:2]
    make_server(host, port, app, threaded=True, fd=listener.fileno(), request_handler=_Quiet).serve_forever()


_SERVERS = {"eventlet": _eventlet, "gevent": _gevent, "threading": _threading}


def _most_connections() -> int:
    """How many connections this process can hold, once it has asked for as many descriptors as it may have.

    An accept without a descriptor left ends eventlet's server, so that it must never come to that.
    """
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless, wanted = resource.RLIM_INFINITY, MOST_CONNECTIONS + RESERVE
    allowed = wanted if hard == endless else min(wanted, hard)
    if soft != endless and soft < allowed:
        with suppress(OSError, ValueError):  # a system may refuse what it says is allowed
            resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == endless else min(MOST_CONNECTIONS, max(soft - RESERVE, soft // 2))


def _stop_on_signal(app: Flask, settings: Settings) -> None:
    """Finish what waits for the drainer, then leave at once: open sockets would keep a green server for ever."""
    asked = threading.Event()
    rooms: Rooms = app.extensions["rooms"]

    def stop() -> None:
        asked.wait()
        rooms.store.close()
        os._exit(0)

    threading.Thread(target=stop, daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())


def _stop_at_once() -> None:
    log.critical("the disk failed: stopping, so that nothing is promised that was not kept")
    time.sleep(LAST_WORDS)  # cooperative where the server is: whoever waits is told 503 meanwhile
    os._exit(DISK_FAILED)
