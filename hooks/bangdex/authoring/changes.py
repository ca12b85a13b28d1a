"""The one writer of files that people keep: all of a set of changes is made, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a file is to be, and what it must be until then; None is a file that isn't there."""

    path: Path
    before: bytes | None
    after: bytes | Path | None  # a path: what the file there holds


def replacing(path: Path, content: bytes) -> Change:
    """Return the change after which *path* holds *content*, whatever it holds now."""
    return Change(path, path.read_bytes() if path.is_file() else None, content)


class ConflictError(OSError):
    """A file that isn't what it was when the changes were worked out."""


def apply(changes: Sequence[Change]) -> None:
    """Make all of *changes*; what can't be made whole leaves everything as it was.

    New content is written beside its place first, so that a full disk shows before
    anything has changed, and a file is never half of the one and half of the other.

    Raises:
        ConflictError: a file isn't what a change expects.
        OSError: the disk doesn't play along.
    """
    for change in changes:
        if _content(change.path) != change.before:
            state = "is there already" if change.before is None else "has changed in between"
            raise ConflictError(None, state, str(change.path))
    made: list[Path] = []
    ready: dict[Path, Path] = {}
    done: list[Change] = []
    try:
        for change in changes:
            if change.after is not None:
                _make_folder(change.path.parent, made)
                ready[change.path] = _beside(change)
        for change in changes:
            if change.before is None:
                change.path.open("xb").close()  # fails where something has come in between
            done.append(change)
            _put(change, ready)
    except BaseException:
        _undo(done, [*ready.values()], made)
        raise


def _content(path: Path) -> bytes | None:
    if path.is_symlink():
        raise ConflictError(None, "is a link, which is never followed", str(path))
    return path.read_bytes() if path.exists() else None


def _beside(change: Change) -> Path:
    handle, name = tempfile.mkstemp(prefix=".bangdex-", dir=change.path.parent)
    path = Path(name)
    with os.fdopen(handle, "wb") as file:
        if isinstance(change.after, Path):
            with change.after.open("rb") as origin:
                shutil.copyfileobj(origin, file)
        else:
            file.write(change.after or b"")
    # A temporary file is its maker's alone; this one is as open as the old one, or its folder.
    is_old = change.path.exists()
    mode = (change.path if is_old else change.path.parent).stat().st_mode
    path.chmod(mode & (0o777 if is_old else 0o666))
    return path


def _put(change: Change, ready: dict[Path, Path]) -> None:
    if change.after is None:
        change.path.unlink()
    else:
        ready[change.path].replace(change.path)
        del ready[change.path]


def _undo(done: Iterable[Change], ready: Iterable[Path], made: Sequence[Path]) -> None:
    for path in ready:
        path.unlink(missing_ok=True)
    for change in done:
        with suppress(OSError):  # the others are put back all the same
            if change.before is None:
                change.path.unlink(missing_ok=True)
            elif _content(change.path) != change.before:
                change.path.write_bytes(change.before)
    for folder in reversed(made):
        with suppress(OSError):  # someone else has put something there
            folder.rmdir()


def _make_folder(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)
