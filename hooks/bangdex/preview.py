"""What a preview hands out: pages and files, each made when it is first asked for.

Making a whole site takes seconds, one page of it milliseconds, and who writes looks at one.
So a build only reads and checks; what is shown is always made of what was read last::

    an edit -> close() -> MkDocs builds its own pages -> open(what makes each of ours)
    a request -> make it, unless that is done -> MkDocs' server answers
              -> was it still the same build? else once more
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bangdex.model import OutFile

Maker = Callable[[], Iterable[OutFile]]


@dataclass(frozen=True, slots=True, eq=False)  # one is no other
class _Build:
    folder: Path  # that the server hands out
    makers: dict[str, Maker]  # of what isn't made yet
    put: list[Path] = field(default_factory=list)  # what is
    bench: Lock = field(default_factory=Lock)  # one thing is made at a time


class Desk:
    """Where everything is asked for."""

    def __init__(self) -> None:
        """Start closed."""
        self._build: _Build | None = None
        self._turn = Condition()  # held to look at the build that is open or to change it

    def close(self) -> None:
        """Take back all that was made; who asks now waits for the next build."""
        with self._turn:
            for path in self._build.put if self._build is not None else ():
                path.unlink(missing_ok=True)
            self._build = None

    def open(self, folder: Path, makers: Mapping[str, Maker]) -> None:
        """Hand out what *makers* make into *folder*, each by its path from there.

        One whose path ends in a slash makes all that stands in that folder.
        """
        with self._turn:
            self._build = _Build(folder, dict(makers))
            self._turn.notify_all()

    def before(self, server: WSGIApplication, mount: str = "/") -> WSGIApplication:
        """Return *server*, which hands out the folder at *mount*, with what is asked for made."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = _path_of(environ, mount)
            if path is None:
                return server(environ, start_response)
            while True:
                build = self._make(path)
                head, body = _asked(server, environ)
                if build is self._build:
                    start_response(*head)
                    return body
                if hasattr(body, "close"):
                    body.close()  # it may be of the build before, or of none

        return answer

    def _make(self, path: str) -> _Build:
        """Make what stands at *path*, if anything is to; return the build that it is of."""
        with self._turn:
            self._turn.wait_for(lambda: self._build is not None)
            build = self._build
            assert build is not None
        folder = posixpath.dirname(path)
        with build.bench:
            # Without its slash, a folder's address leads to its index.
            for key in (path, posixpath.join(path, "index.html"), f"{folder}/"):
                if key in build.makers:
                    self._put(build, build.makers[key]())
                    del build.makers[key]
        return build

    def _put(self, build: _Build, files: Iterable[OutFile]) -> None:
        """Write *files*, unless the desk was closed in between."""
        files = list(files)
        with self._turn:
            if build is self._build:
                for file in files:
                    target = build.folder / file.path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    build.put.append(target)
                    target.write_bytes(file.content)


def _asked(server: WSGIApplication, environ: WSGIEnvironment) -> tuple[list[Any], Iterable[bytes]]:
    """Return status and headers of what *server* answers, held back, and the rest."""
    head: list[Any] = []

    def hold(*said: object) -> Callable[[bytes], object]:
        head.extend(said)
        return io.BytesIO().write  # the old way to answer, which MkDocs doesn't take

    return head, server(environ, hold)


def _path_of(environ: WSGIEnvironment, mount: str) -> str | None:
    """Return the path of the file that is asked for, or None if it isn't below *mount*."""
    path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
    if path.startswith("/livereload/") or not path.startswith(mount):
        return None
    path += "index.html" if path.endswith("/") else ""
    return posixpath.normpath("/" + path[len(mount) :]).lstrip("/")
