"""Provider: from the organization's own OpenID Connect sign-in to who somebody is there.

Nothing here asks anybody before somebody chooses this way in: it is the one outbound request of the whole program. The
code flow with PKCE, state and nonce (OpenID Connect Core 1.0, section 3.1; RFC 9700, section 2.1.1). Authlib comes with
the extra `oidc`; without it there is no provider.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from reflection_wall.rules import accounts
from reflection_wall.rules.refusals import Invalid, Message, Refused, later

log = logging.getLogger(__name__)

SCOPE = "openid email profile"
PATIENCE = 10
LEEWAY = 120
# What a server signs with; `none` and keys that both sides know are not among them.
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")


class ProviderFailed(Refused):
    """The provider could not be asked, or what it said cannot be trusted; the log has the reason, without a token."""

    message = Message(later("Your organization’s sign-in did not work just now. Please try again, or use a password."))


@dataclass(frozen=True)
class Begun:
    """What a browser carries while it is away, so that only it comes back: the three must fit what returns."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Somebody:
    """Who the provider says it was. `email` is None unless the provider vouches for it."""

    issuer: str
    subject: str
    email: str | None


@dataclass(frozen=True)
class Provider:
    """The organization's own sign-in."""

    issuer: str
    client_id: str
    client_secret: str

    def begin(self, back: str) -> tuple[str, Begun]:
        """Where to send a browser, which comes back to `back`, and what it must carry. Raises ProviderFailed."""
        begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
        with self._talk(back) as client:
            address, _ = client.create_authorization_url(
                self._described(client)["authorization_endpoint"],
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return str(address), begun

    def finish(self, back: str, begun: Begun, returned: Mapping[str, str]) -> Somebody:
        """Who it was that came back with these values. Raises ProviderFailed."""
        if not secrets.compare_digest(returned.get("state", "").encode(), begun.state.encode()):
            raise ProviderFailed
        if not returned.get("code"):
            log.warning("the provider refused a sign-in: %r", returned.get("error", "no code")[:60])
            raise ProviderFailed
        with self._talk(back) as client:
            described = self._described(client)
            token = client.fetch_token(
                described["token_endpoint"], code=returned["code"], code_verifier=begun.verifier, timeout=PATIENCE
            )
            key_set = _json(client, described["jwks_uri"])
            claims = self._claims(token["id_token"], key_set, begun.nonce)
        return Somebody(self.issuer, str(claims["sub"]), _vouched(claims))

    def _talk(self, back: str) -> _Talk:
        session = import_module("authlib.integrations.requests_client").OAuth2Session
        return _Talk(
            session(
                self.client_id,
                self.client_secret,
                scope=SCOPE,
                redirect_uri=back,
                code_challenge_method="S256",
            )
        )

    def _described(self, client: Any) -> Mapping[str, Any]:
        found = _json(client, self.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found["issuer"] != self.issuer:
            raise ValueError("the provider calls itself something else than OIDC_ISSUER")
        return found

    def _claims(self, id_token: str, key_set: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        jwt, jwk = import_module("joserfc.jwt"), import_module("joserfc.jwk")
        token = jwt.decode(id_token, jwk.KeySet.import_key_set(key_set), algorithms=list(_SIGNED))
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(token.claims)
        if token.claims.get("azp", self.client_id) != self.client_id:
            raise ValueError("the token was made for somebody else")
        claims: Mapping[str, Any] = token.claims
        return claims


class _Talk:
    """A talk with the provider: whatever goes wrong in it is one refusal, and one line in the log."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __enter__(self) -> Any:
        return self._client

    def __exit__(self, kind: Any, wrong: BaseException | None, trace: Any) -> None:
        self._client.close()
        if isinstance(wrong, Exception) and not isinstance(wrong, Refused):
            # A boundary: network, HTTP, JSON, signature, claims, each with errors of its own library.
            log.warning("the provider could not be asked or trusted: %s", type(wrong).__name__)
            raise ProviderFailed from wrong


def provider(issuer: str, client_id: str, client_secret: str) -> Provider | None:
    """The organization's sign-in, where all three are set and its library is installed."""
    if not (issuer and client_id and client_secret):
        return None
    return Provider(issuer, client_id, client_secret) if installed() else None


def installed() -> bool:
    """Whether the extra `oidc` is there."""
    return all(find_spec(name) is not None for name in ("authlib", "requests", "joserfc"))


def _json(client: Any, address: str) -> Mapping[str, Any]:
    reply = client.request("GET", address, withhold_token=True, timeout=PATIENCE)
    reply.raise_for_status()
    found: Mapping[str, Any] = reply.json()
    return found


def _vouched(claims: Mapping[str, Any]) -> str | None:
    if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
        return None
    try:
        return accounts.email(claims["email"])
    except Invalid:
        return None
