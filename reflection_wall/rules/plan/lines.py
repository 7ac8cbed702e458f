"""Lines: from the text of a TOML file, which has been read already, to the line on which a field of it stands.

TOML's own reader does not tell. As the file is known to be good, only what moves the place is looked at: headers,
keys, strings with anything in them, lists and tables within a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right

Path = tuple[str | int, ...]

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)[ \t]*""")
_STRING = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''',
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]*")


def line_of(source: str, path: Path) -> int:
    """The line of a field; if it is not there, of what it should stand in; failing that the last one."""
    found = _Places(source).found
    for kept in range(len(path), 0, -1):
        if path[:kept] in found:
            return found[path[:kept]]
    return source.rstrip("\n").count("\n") + 1


class _Places:
    """The line of every section, field and entry, in `found`."""

    def __init__(self, source: str) -> None:
        self.found: dict[Path, int] = {}
        self._source, self._at = source, 0
        self._breaks = [at for at, char in enumerate(source) if char == "\n"]
        self._sections: dict[Path, int] = {}
        within: Path = ()
        self._skip(_GAP)
        while self._at < len(source):
            before = self._at
            if self._comes("[["):
                within = self._section(repeated=True)
            elif self._comes("["):
                within = self._section(repeated=False)
            else:
                self._field(within)
            self._skip(_GAP)
            if self._at == before:
                return

    def _section(self, *, repeated: bool) -> Path:
        at = self._at
        names = self._key()
        self._comes("]]" if repeated else "]")
        path: Path = ()
        for name in names[:-1]:
            path = self._newest((*path, name))
        path = (*path, *names[-1:])
        if repeated:
            self._sections[path] = self._sections.get(path, 0) + 1
            self._note(path, at)
        path = self._newest(path)
        self._note(path, at)
        return path

    def _newest(self, path: Path) -> Path:
        """A section that is there several times stands for its newest."""
        return (*path, self._sections[path] - 1) if path in self._sections else path

    def _field(self, within: Path) -> None:
        at = self._at
        path = (*within, *self._key())
        for kept in range(len(within) + 1, len(path) + 1):
            self._note(path[:kept], at)
        self._comes("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(_GAP)
        if self._comes("["):
            self._entries(path, "]")
        elif self._comes("{"):
            self._entries(path, "}")
        elif not self._skip(_STRING):
            self._skip(_SCALAR)

    def _entries(self, path: Path, end: str) -> None:
        nth = 0
        self._skip(_GAP)
        while self._at < len(self._source) and not self._comes(end):
            before = self._at
            if end == "}":
                self._field(path)
            else:
                self._note((*path, nth), self._at)
                self._value((*path, nth))
            nth += 1
            self._skip(_GAP)
            self._comes(",")
            self._skip(_GAP)
            if self._at == before:
                return

    def _key(self) -> list[str]:
        names: list[str] = []
        while found := _KEY.match(self._source, self._at):
            self._at = found.end()
            names.append(found[1].strip("\"'"))
            if not self._comes("."):
                break
        return names

    def _comes(self, mark: str) -> bool:
        comes = self._source.startswith(mark, self._at)
        self._at += len(mark) if comes else 0
        return comes

    def _skip(self, what: re.Pattern[str]) -> bool:
        found = what.match(self._source, self._at)
        self._at = found.end() if found else self._at
        return found is not None

    def _note(self, path: Path, at: int) -> None:
        """The first place counts, also for a section that is only named in the header of another."""
        for kept in range(1, len(path) + 1):
            self.found.setdefault(path[:kept], bisect_right(self._breaks, at) + 1)
