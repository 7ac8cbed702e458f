"""Shown: from a request to what its visitor shows at the door: the key in the path, and the cookies beside it.

A key in the path is a defence against forged requests by itself. A cookie is sent by whatever page makes the browser
ask, so a write that counts on one must come from a page of ours; here is the one place that says so.
"""

from __future__ import annotations

from flask import Response, request

from reflection_wall.rules.refusals import Forbidden, Message, later
from reflection_wall.services import admit
from reflection_wall.services.admit import Shown
from reflection_wall.web.house import house

FROM_ELSEWHERE = later("This came from a page of another address. Please open your link again.")
_READS = ("GET", "HEAD", "OPTIONS")


def shown(key: str) -> Shown:
    """What admits a visitor to the pages and the API of their pass. Raises Forbidden for a write from elsewhere."""
    found = Shown(key, request.cookies)
    if found.public_id is not None:
        only_from_a_page_of_ours()
    return found


def only_from_a_page_of_ours() -> None:
    """Raise Forbidden for a write that another site's page made this browser send."""
    if request.method not in _READS and not _from_a_page_of_ours():
        raise Forbidden(Message(FROM_ELSEWHERE))


def keep_cookie(response: Response, kind: str, public_id: str, value: str) -> None:
    """Have the browser keep what admits it, until it is closed, and show it to nobody else."""
    secure = house().secure_cookies
    response.set_cookie(
        (admit.HOST_ONLY if secure else "") + admit.cookie(kind, public_id),
        value,
        httponly=True,
        secure=secure,
        # A link with its key in the path may be opened from anywhere, and should not ask for its PIN again each time.
        samesite="Strict" if kind == admit.SECRET_COOKIE else "Lax",
    )


def _from_a_page_of_ours() -> bool:
    return request.headers.get("Origin") in (f"{request.scheme}://{request.host}", house().address())
