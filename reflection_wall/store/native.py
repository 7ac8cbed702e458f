"""Native: from the async mode to the way in which a blocking call leaves the other clients alone."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

Call = Callable[[Callable[[], Any]], Any]


def native_call(async_mode: str) -> Call:
    """A function that runs another one in a native thread and waits for it cooperatively.

    In threading mode the caller is a native thread already. The green libraries are looked up by name, because only
    the chosen one need be installed.
    """
    if async_mode == "eventlet":
        return import_module("eventlet.tpool").execute  # type: ignore[no-any-return]
    if async_mode == "gevent":
        hub = import_module("gevent").get_hub
        return lambda call: hub().threadpool.apply(call)
    return lambda call: call()
