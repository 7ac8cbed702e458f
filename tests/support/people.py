"""The people of the story, each with the verbs of their screen, over any client that can send a request.

They know the contract's addresses and nothing of what is behind them.
"""

from __future__ import annotations

import json
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]


class Sender(Protocol):
    """Sends one request and returns the reply."""

    def __call__(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply: ...


def over_http(base: str) -> Sender:
    """A sender to a running server."""

    def send(method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        request = urllib.request.Request(
            base + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=15) as reply:
                return _reply(reply.status, reply.read(), dict(reply.headers))
        except urllib.error.HTTPError as refused:
            with refused:
                return _reply(refused.code, refused.read(), dict(refused.headers))

    return send


def in_process(client: Any) -> Sender:
    """A sender to an app's test client."""

    def send(method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        more: dict[str, Any] = {} if body is None else {"json": body}
        reply = client.open(path, method=method, headers=headers, **more)
        return _reply(reply.status_code, reply.data, dict(reply.headers))

    return send


def _reply(status: int, body: bytes, headers: dict[str, str]) -> Reply:
    kind = headers.get("Content-Type", "")
    return Reply(status, json.loads(body) if "json" in kind and body else body.decode(), headers)


def fresh_key() -> str:
    """128 random bits, as a phone makes them."""
    return secrets.token_urlsafe(16)


class Table:
    """A table group with one phone."""

    def __init__(self, send: Sender, key: str) -> None:
        self.send, self.key = send, key

    def puts(self, client_key: str, text: str = "We will visit each other.", revision: int = 1, **more: Any) -> Reply:
        """Send one revision under the phone's own key."""
        body = {"text": text, "consent": "wall", "revision": revision, **more}
        return self.send("PUT", f"/api/t/{self.key}/reflections/{client_key}", body)

    def shares(self, text: str = "We will visit each other.", **more: Any) -> dict[str, Any]:
        """Share a new reflection and keep the receipt."""
        reply = self.puts(fresh_key(), text, **more)
        assert reply.status == 201, reply
        receipt: dict[str, Any] = reply.body
        return receipt

    def takes_back(self, client_key: str) -> Reply:
        """Withdraw a reflection."""
        return self.send("DELETE", f"/api/t/{self.key}/reflections/{client_key}")

    def looks(self) -> dict[str, Any]:
        """What the phone is told."""
        told: dict[str, Any] = self.send("GET", f"/api/t/{self.key}").body
        return told


class Wall:
    """A screen that asks for its feed."""

    def __init__(self, send: Sender, key: str) -> None:
        self.send, self.key = send, key

    def frame(self, after: int = 0, **query: int) -> dict[str, Any]:
        """One range of the feed."""
        asked = "".join(f"&{name}={value}" for name, value in query.items())
        reply = self.send("GET", f"/api/w/{self.key}/changes?after={after}{asked}")
        assert reply.status == 200, reply
        frame: dict[str, Any] = reply.body
        return frame

    def texts(self) -> list[str]:
        """The words of everything that is public."""
        return [item["text"] for item in self.frame()["items"] if item["state"] == "live"]


class Desk:
    """A presenter or a moderator."""

    def __init__(self, send: Sender, key: str) -> None:
        self.send, self.key = send, key

    def items(self) -> list[dict[str, Any]]:
        """Everything, in every state."""
        found: list[dict[str, Any]] = self.send("GET", f"/api/d/{self.key}/changes?after=0").body["items"]
        return found

    def item(self, reference: str) -> dict[str, Any]:
        """The reflection with this reference."""
        return next(item for item in self.items() if item["reference"] == reference)

    def judges(self, item: dict[str, Any], deed: str, **more: Any) -> Reply:
        """Give a verdict on what was seen."""
        body = {"deed": deed, "version": item["version"], **more}
        return self.send("PUT", f"/api/d/{self.key}/reflections/{item['id']}/verdict", body)

    def sets(self, **stage: Any) -> Reply:
        """Change the stage."""
        return self.send("PUT", f"/api/d/{self.key}/stage", stage)

    def asks(self, method: str, path: str, **body: Any) -> Reply:
        """Anything else that a desk can ask for, below its own address."""
        return self.send(method, f"/api/d/{self.key}/{path}", body)

    def stage(self) -> dict[str, Any]:
        """The stage as desks are told."""
        told: dict[str, Any] = {}
        after, head = 0, 1
        while after < head:
            frame = self.send("GET", f"/api/d/{self.key}/changes?after={after}").body
            told, after, head = frame.get("stage", told), frame["to"], frame["head"]
        return told

    def room(self) -> dict[str, Any]:
        """The room map."""
        told: dict[str, Any] = self.send("GET", f"/api/d/{self.key}/room").body
        return told

    def prompt(self, prompt_id: int, state: str) -> Reply:
        """Open or close a prompt."""
        return self.send("PUT", f"/api/d/{self.key}/prompts/{prompt_id}", {"state": state})
