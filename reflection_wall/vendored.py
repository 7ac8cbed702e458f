"""Tells where static/vendor/ is, and whether it holds what static/package.json and its lock ask for.

The build hook asks before it fetches, the server before it starts, and whoever sets a page before it looks for its
fonts. Reads the two files and the fingerprint that the hook left beside what it fetched; writes nothing.
"""

from hashlib import sha256
from pathlib import Path

ASKED_FOR = ("package.json", "package-lock.json")
FINGERPRINT = "vendor/.fingerprint"

PACKAGE = Path(__file__).parent
# Installed, the folders lie in the package; in a checkout beside it.
ROOT = PACKAGE if (PACKAGE / "static").is_dir() else PACKAGE.parent
PRINT_FONTS = ROOT / "static" / "vendor" / "print"


def fingerprint(static: Path) -> str:
    """Name this very choice of versions and files."""
    return sha256(b"".join((static / name).read_bytes() for name in ASKED_FOR)).hexdigest()


def missing(static: Path) -> bool:
    """Say whether nothing was ever fetched: pages would come without their scripts."""
    return not (static / FINGERPRINT).is_file()


def stale(static: Path) -> bool:
    """Say whether vendor/ is missing, or was fetched for another choice, as it may be after a `git pull`."""
    return missing(static) or (static / FINGERPRINT).read_text("ascii") != fingerprint(static)
