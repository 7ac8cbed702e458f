"""Address: what links and QR codes say this server is called, and what it was called when tents were printed."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("", "0.0.0.0", "::")

_ADDRESS, _PRINTED = "address", "printed-for"


def lan() -> str:
    """The address of this machine that phones on the same network can reach, or loopback when there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        # Connecting a datagram socket sends nothing: it only asks the machine which way it would go.
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return LOOPBACK


def base(public_url: str, host: str, port: int) -> str:
    """The address to say: the public one, else where the server listens as phones see it."""
    if public_url:
        return public_url
    reachable = lan() if host in EVERYWHERE else host
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def is_loopback(said: str) -> bool:
    """Whether an address leads back to the machine that opens it, which phones are not."""
    host = urlsplit(said).hostname or ""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost" or host.endswith(".localhost")


def record(instance: Path, said: str) -> None:
    """Keep the address beside the database, so that commands in another shell say the same."""
    instance.mkdir(parents=True, exist_ok=True)
    (instance / _ADDRESS).write_text(said + "\n", "utf-8")


def recorded(instance: Path) -> str | None:
    """The address that the server last said."""
    return _read(instance / _ADDRESS)


def record_printing(instance: Path, said: str) -> None:
    """Remember for which address tents were printed."""
    (instance / _PRINTED).write_text(said + "\n", "utf-8")


def printed_for(instance: Path) -> str | None:
    """The address on the tents that were printed last."""
    return _read(instance / _PRINTED)


def _read(file: Path) -> str | None:
    with suppress(OSError):
        return file.read_text("utf-8").strip() or None
    return None
