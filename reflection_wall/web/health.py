"""Health: from the process and its database to whoever watches over them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from reflection_wall.store import schema
from reflection_wall.web.house import house

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process is up."""
    return jsonify({"status": "up"})


@health.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers and has the newest shape."""
    try:
        found = schema.state(house().store.url)
    except (DBAPIError, schema.NewerDatabase):
        found = "new"
    return jsonify({"status": "ready" if found == "current" else "not ready"}), 200 if found == "current" else 503


@health.get("/metrics")
def metrics() -> ResponseReturnValue:
    """What is connected and how far each conference is, as Prometheus reads it; only where METRICS is on."""
    gauges = house().gauges
    if gauges is None:
        abort(404)
    lines = [f"{name} {value:g}\n" for name, value in sorted(gauges().items())]
    return Response("".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")
