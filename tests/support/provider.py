"""An OpenID Connect provider on loopback: a real server with a real key, and one person who always says yes."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import urllib.parse
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, CLIENT_SECRET = "the-wall", "between the two of us"


class Provider:
    """What it says of its person can be changed, and what it does wrong."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1"})
        self.says: dict[str, Any] = {"sub": "person-1", "email": "marie@example.org", "email_verified": True}
        self.signs_with, self.algorithm = self.key, "RS256"
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._get(self)

            def do_POST(self) -> None:
                provider._post(self)

            def log_message(self, *said: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def stop(self) -> None:
        """Close its doors."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def agrees(self, address: str) -> str:
        """A browser is sent there and its person says yes; the address that it is sent back to."""

        parts = urllib.parse.urlsplit(address)
        line = HTTPConnection(parts.netloc, timeout=15)
        line.request("GET", f"{parts.path}?{parts.query}")
        reply = line.getresponse()
        reply.read()
        line.close()
        assert reply.status == 302
        return reply.headers["Location"]

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        path, _, query = handler.path.partition("?")
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            places = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
            _reply(handler, 200, {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **places})
        elif path == "/jwks":
            _reply(handler, 200, KeySet([self.key]).as_dict(private=False))
        elif path == "/authorization":
            asked = dict(urllib.parse.parse_qsl(query))
            assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
            assert (asked["code_challenge_method"], "openid" in asked["scope"].split()) == ("S256", True)
            code = base64.urlsafe_b64encode(hashlib.sha256(query.encode()).digest()).decode().rstrip("=")
            self._codes[code] = asked
            back = urllib.parse.urlencode({"code": code, "state": asked["state"]})
            handler.send_response(302)
            handler.send_header("Location", f"{asked['redirect_uri']}?{back}")
            handler.end_headers()
        else:
            _reply(handler, 404, {})

    def _post(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        form = dict(urllib.parse.parse_qsl(handler.rfile.read(int(handler.headers["Content-Length"])).decode()))
        named = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = asked is not None and asked["code_challenge"] == base64.urlsafe_b64encode(challenge).decode().rstrip(
            "="
        )
        if handler.headers.get("Authorization") != f"Basic {named}" or not proven or asked is None:
            _reply(handler, 400, {"error": "invalid_grant"})
            return
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.says,
        }
        token = jwt.encode({"alg": self.algorithm, "kid": "1"}, claims, self.signs_with, algorithms=[self.algorithm])
        _reply(handler, 200, {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})


def _reply(handler: BaseHTTPRequestHandler, status: int, body: Any) -> None:
    said = json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(said)))
    handler.end_headers()
    handler.wfile.write(said)
