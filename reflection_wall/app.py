"""App: the only room with all the doors. From settings to a Flask app with its store, its faces and its sockets."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from reflection_wall import address
from reflection_wall.live import sockets
from reflection_wall.live.listeners import Listeners
from reflection_wall.live.tailer import Tailer
from reflection_wall.services import ask, rehearsals, retain
from reflection_wall.services.drafting import Drafts
from reflection_wall.services.feed import Audience
from reflection_wall.services.presence import Presence
from reflection_wall.services.provider import provider
from reflection_wall.services.release import Releaser
from reflection_wall.settings import Settings
from reflection_wall.store import Store, heads
from reflection_wall.upkeep import CERTIFICATES, Upkeep, certify
from reflection_wall.vendored import PACKAGE, ROOT
from reflection_wall.web import bodies, errors, headers, speech
from reflection_wall.web.faces import FACES
from reflection_wall.web.house import House
from reflection_wall.web.limits import Limits
from reflection_wall.web.row_number import RowNumber

log = logging.getLogger(__name__)

SECRET_FILE = "secret-key"  # noqa: S105
HEADS_FILE = "heads.json"
IDLE = 1.0
# A room that shares all at once is served first: a clock that was started is seen a moment later.
BREATH = 0.1
# How soon after its time a rehearsal is cleared.
BETWEEN_LOOKS = 20.0
AUDIENCES: tuple[Audience, ...] = ("wall", "desk")


@dataclass(frozen=True)
class Rooms:
    """What the app was made of, for whoever runs it."""

    store: Store
    tailer: Tailer
    releaser: Releaser
    upkeep: Upkeep


def with_secret(settings: Settings) -> Settings:
    """The settings with a secret: the one that was set, else the one kept in the instance, made when first needed."""
    if settings.secret_key:
        return settings
    file = settings.instance / SECRET_FILE
    if not file.exists() or not file.read_text("utf-8").strip():
        settings.instance.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(secrets.token_urlsafe(32) + "\n", "utf-8")
    return replace(settings, secret_key=file.read_text("utf-8").strip())


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """The whole application. `settings` has a secret; without a `store` one is opened on its database."""
    store = store or Store(settings.database_url, async_mode=settings.async_mode, checkpoints=True)
    app = Flask(
        "reflection_wall",
        root_path=str(PACKAGE),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        static_url_path=f"/static/{build(ROOT / 'static')}",
    )
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(PACKAGE / "translations")
    app.url_map.converters["int"] = RowNumber
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    listeners = Listeners()
    app.extensions["house"] = _house(settings, store, listeners)
    for part in (speech, headers, errors, bodies):
        part.init_app(app)
    for face in FACES:
        app.register_blueprint(face)
    tailer = sockets.attach(
        app,
        store,
        listeners,
        async_mode=settings.async_mode,
        public_url=settings.public_url,
        heads_file=settings.instance / HEADS_FILE,
    )
    app.extensions["rooms"] = Rooms(store, tailer, Releaser(store), Upkeep(store, settings.instance))
    app.wsgi_app = _front(app.wsgi_app, settings)  # type: ignore[method-assign]
    return app


def start(app: Flask) -> None:
    """Begin what runs beside the requests: the tailer and the moments that come by themselves:
    delayed reflections are shown, questions close after their last call, rehearsals are cleared, words go when their
    time is over."""
    rooms: Rooms = app.extensions["rooms"]
    rooms.tailer.begin()  # before the first visitor: what is written from now on is pushed
    for work in (
        rooms.tailer.run,
        lambda: _release_for_ever(rooms),
        lambda: _clear_rehearsals_for_ever(rooms.store),
        rooms.upkeep.run,
    ):
        threading.Thread(target=work, daemon=True).start()


def build(static: Path) -> str:
    """A name for this state of the static files: their addresses change with it, so browsers may keep them."""
    digest = hashlib.sha256()
    for file in sorted(each for each in static.rglob("*") if each.is_file() and "node_modules" not in each.parts):
        digest.update(str(file.relative_to(static)).encode() + file.read_bytes())
    return digest.hexdigest()[:10]


def _house(settings: Settings, store: Store, listeners: Listeners) -> House:
    def said() -> str:
        kept = None if settings.public_url else address.recorded(settings.instance)
        return kept or address.base(settings.public_url, settings.host, settings.port)

    def gauges() -> Mapping[str, float]:
        with store.reading() as session:
            known = heads.heads(session)
        sockets_now = {f'reflection_wall_sockets{{audience="{each}"}}': listeners.count(each) for each in AUDIENCES}
        return sockets_now | {f'reflection_wall_head{{conference="{code}"}}': last for code, (_, last) in known.items()}

    def certified(code: str) -> None:
        try:
            made = store.aside(lambda session: certify(session, code, settings.instance / CERTIFICATES))
        except OSError:  # the words are gone all the same, and the office makes the certificate whenever it is asked
            log.exception("the certificate of %s could not be written", code)
        else:
            log.warning("%s has been purged; %s", code, made)

    return House(
        store=store,
        secret=settings.secret_key,
        address=said,
        printed=lambda: address.record_printing(settings.instance, said()),
        rehearsal=not settings.public_url,
        default_locale=settings.default_locale,
        limits=Limits(settings.rate_limits),
        presence=Presence(),
        screens=listeners.screens,
        drafts=Drafts(),
        secure_cookies=settings.public_url.startswith("https://"),
        gauges=gauges if settings.metrics else None,
        certify=certified,
        provider=provider(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret),
    )


def _front(wsgi: Any, settings: Settings) -> Any:
    hops = settings.trusted_proxies
    if hops:
        wsgi = ProxyFix(wsgi, x_for=hops, x_proto=hops, x_host=hops)
    return sockets.without_deflate(wsgi)


def _next(*due: float | None) -> float | None:
    return min((each for each in due if each is not None), default=None)


def _release_for_ever(rooms: Rooms) -> None:
    bell = rooms.store.bell()
    while True:
        due = None
        try:
            due = _next(rooms.releaser.tick(), ask.close_due(rooms.store))
        except Exception:  # a boundary: whatever it is, the next tick tries again, or nothing delayed would ever show
            log.exception("what is due could not be released")
        if bell.wait(IDLE if due is None else min(due, IDLE)):
            bell.clear()
            time.sleep(BREATH)


def _clear_rehearsals_for_ever(store: Store) -> None:
    while True:
        try:
            with store.reading() as session:
                over = rehearsals.due(session, store.clock())
            for conference_id in over:
                retain.clear_rehearsal(store, conference_id)
        except Exception:  # a boundary: the next look tries again
            log.exception("a rehearsal could not be cleared")
        time.sleep(BETWEEN_LOOKS)
