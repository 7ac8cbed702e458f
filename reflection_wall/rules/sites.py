"""Sites: from the addresses that an organizer pasted to the origins that may frame a page (CSP 3, frame-ancestors).

What comes out goes into a header to the letter, so that nothing comes out but scheme, host and port.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from reflection_wall.rules.refusals import Invalid, Message, later

MOST = 20
NO_SITE = later("Line %(line)s is no site: %(typed)s. An address such as https://example.org is.")
TOO_MANY = later("There are %(many)s sites here; the most is %(most)s.")

_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")


def sites(typed: str) -> list[str]:
    """One origin for each line, each once; of a longer address what comes before its path. Raises Invalid."""
    found: dict[str, None] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        if line.strip():
            origin = _origin(line.strip())
            if origin is None:
                raise Invalid({"sites": Message(NO_SITE, {"line": number, "typed": line.strip()[:60]})})
            found[origin] = None
    if len(found) > MOST:
        raise Invalid({"sites": Message(TOO_MANY, {"many": len(found), "most": MOST})})
    return list(found)


def _origin(line: str) -> str | None:
    try:
        parts = urlsplit(line if "://" in line else f"https://{line}")
        host, port = (parts.hostname or "").encode("idna").decode("ascii").lower(), parts.port
    except ValueError:  # also a name that IDNA does not know
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None or not _HOST.fullmatch(host):
        return None
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
