"""Sockets: puts Socket.IO in front of the app: websocket only, our own origin only, small messages only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from reflection_wall.live.listeners import Listeners
from reflection_wall.live.namespaces import DeskFollowers, WallFollowers
from reflection_wall.live.tailer import Tailer
from reflection_wall.store import Store

LARGEST_MESSAGE = 64 * 1024

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]


def attach(
    app: Flask, store: Store, listeners: Listeners, *, async_mode: str, public_url: str, heads_file: Path
) -> Tailer:
    """Give the app its sockets; returns the tailer, which somebody must run."""

    def allowed(origin: str | None, environ: Environ) -> bool:
        own = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
        return origin in (own, public_url or own)

    socketio = SocketIO(
        app,
        async_mode=async_mode,
        transports=["websocket"],
        # Never a list: an empty one switches the check off, and the default trusts X-Forwarded-Host from anybody.
        cors_allowed_origins=allowed,
        max_http_buffer_size=LARGEST_MESSAGE,
        manage_session=False,
        serve_client=False,
    )
    for followers in (WallFollowers, DeskFollowers):
        socketio.on_namespace(followers(socketio, store, listeners))

    def cut(sid: str, namespace: str) -> None:
        socketio.server.disconnect(sid, namespace=namespace)

    return Tailer(store, listeners, socketio.emit, cut, heads_file)


def without_deflate(wsgi: Wsgi) -> Wsgi:
    """Refuse permessage-deflate, which every browser offers: it makes the fan-out four times slower."""

    def shim(environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return wsgi(environ, start_response)

    return shim
