"""Settings: from the environment, read once, to whoever is handed them; nobody below the app sees this file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

LARGEST_PORT = 65535
_ON_THIS_MACHINE = ("http://127.0.0.1:", "http://localhost:")

AsyncMode = Literal["eventlet", "gevent", "threading"]


class SettingError(ValueError):
    """A setting that cannot be used; its text is one sentence for the operator."""


def knob(default: Any, help: str) -> Any:
    """A setting with its default and the one line that `doctor` and the README say of it."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Settings:
    """Every knob. The environment variable has the field's name in capitals."""

    database_url: str = knob("", "Where everything is kept; one SQLite file under instance/ unless set.")
    secret_key: str = knob("", "Makes every link; kept under instance/ unless set, required with an https PUBLIC_URL.")
    public_url: str = knob("", "The address that QR codes say; without it the LAN address, marked REHEARSAL.")
    host: str = knob("0.0.0.0", "The address to listen on.")
    port: int = knob(8000, "The port to listen on; 0 takes a free one.")
    workers: int = knob(1, "Server processes; one, because a SQLite file has one server.")
    async_mode: AsyncMode = knob("eventlet", "eventlet, gevent or threading.")
    trusted_proxies: int = knob(0, "How many proxies in front of the app set X-Forwarded-* headers.")
    rate_limits: bool = knob(True, "on, or off for rehearsals and tests.")
    log_level: str = knob("INFO", "DEBUG, INFO, WARNING or ERROR.")
    metrics: bool = knob(False, "on serves Prometheus text at /metrics.")
    default_locale: str = knob("en", "en or fr, where neither table, conference nor visitor says.")
    oidc_issuer: str = knob("", "The organization's own sign-in (OpenID Connect); needs the extra oidc.")
    oidc_client_id: str = knob("", "What the provider calls this installation.")
    oidc_client_secret: str = knob("", "What the provider knows it by.")

    @property
    def sqlite_path(self) -> Path | None:
        """The file of a SQLite database, or None for a database that is not a file."""
        prefix = "sqlite:///"
        return Path(self.database_url.removeprefix(prefix)) if self.database_url.startswith(prefix) else None

    @property
    def instance(self) -> Path:
        """The folder that holds what belongs to this installation: secret, heads, address."""
        return self.sqlite_path.parent if self.sqlite_path else Path("instance").resolve()


def from_env(environ: Mapping[str, str]) -> Settings:
    """Read every knob out of `environ`. Raises SettingError with the variable's name."""
    values = {
        each.name: _read(each.name, environ[each.name.upper()], each.default)
        for each in fields(Settings)
        if environ.get(each.name.upper(), "") != ""
    }
    values["database_url"] = _database_url(values.get("database_url", ""))
    if "public_url" in values:
        values["public_url"] = _public_url(values["public_url"])
    return _agreeing(Settings(**values))


def _read(name: str, raw: str, default: Any) -> Any:
    variable = name.upper()
    if isinstance(default, bool):
        if raw.lower() not in ("on", "off", "1", "0", "true", "false", "yes", "no"):
            raise SettingError(f"{variable} is on or off, not “{raw}”.")
        return raw.lower() in ("on", "1", "true", "yes")
    if isinstance(default, int):
        if not raw.isascii() or not raw.isdigit():
            raise SettingError(f"{variable} is a whole number, not “{raw}”.")
        return int(raw)
    return raw


def _database_url(raw: str) -> str:
    if raw.startswith(("postgres://", "postgresql://")):
        raise SettingError(
            "DATABASE_URL names PostgreSQL; this release keeps everything in one SQLite file (sqlite:///…)."
        )
    if raw and not raw.startswith("sqlite:///"):
        raise SettingError("DATABASE_URL starts with sqlite:/// and names a file.")
    path = Path(raw.removeprefix("sqlite:///") or "instance/reflection-wall.db")
    return f"sqlite:///{path.resolve()}"


def _public_url(raw: str) -> str:
    scheme, _, rest = raw.partition("://")
    if scheme not in ("http", "https") or not rest.strip("/"):
        raise SettingError("PUBLIC_URL starts with http:// or https:// and names a host.")
    return raw.rstrip("/")


def _agreeing(settings: Settings) -> Settings:
    if settings.async_mode not in ("eventlet", "gevent", "threading"):
        raise SettingError(f"ASYNC_MODE is eventlet, gevent or threading, not “{settings.async_mode}”.")
    if settings.log_level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingError("LOG_LEVEL is DEBUG, INFO, WARNING or ERROR.")
    if settings.default_locale not in ("en", "fr"):
        raise SettingError("DEFAULT_LOCALE is en or fr.")
    if not 0 <= settings.port <= LARGEST_PORT:
        raise SettingError("PORT is a number from 0 to 65535.")
    if settings.workers != 1:
        raise SettingError("WORKERS is 1: a SQLite file has one server.")
    if settings.public_url.startswith("https://") and not settings.secret_key:
        raise SettingError("SECRET_KEY must be set when PUBLIC_URL is https.")
    _agreeing_provider(settings)
    return settings


def _agreeing_provider(settings: Settings) -> None:
    given = (settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret)
    if any(given) and not all(given):
        raise SettingError("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.")
    # Whoever could change what a provider says could be anybody: only on this very machine is there nobody between.
    if settings.oidc_issuer and not settings.oidc_issuer.startswith(("https://", *_ON_THIS_MACHINE)):
        raise SettingError("OIDC_ISSUER starts with https://.")
