"""A folder is published whole or not at all.

::

    site/           what is published: always one whole build
    .site-new/      the build that is being made; after the swap, what was published before
    .site-old/      where two folders can't be swapped in one step: the one before, for a moment
    .site-lock      held by whoever builds; the system lets go of it when a process dies

A build that is killed leaves ``.site-new/``, and the next one takes it away.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
# What a kernel or a filesystem answers that can't exchange.
_UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


class BusyError(OSError):
    """Another build holds the lock."""


class ForeignError(ValueError):
    """The folder to be replaced is no site."""


@contextmanager
def locked(site: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock on *site*; where another build has it, wait for it.

    Raises:
        BusyError: another build has it, and *wait* is false.
        OSError: it can't be locked there.
    """
    path = _beside(site, "lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    # A soft lock is a file that stays when its process is killed, and then nobody builds.
    lock = FileLock(path, timeout=-1 if wait else 0, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(errno.EBUSY, "another build is running", str(site)) from None
    except NotImplementedError:
        raise OSError(errno.ENOLCK, "can't be locked", str(path)) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def workplace(site: Path) -> Iterator[Path]:
    """Give an empty folder beside *site*, which is gone afterwards; the lock must be held.

    Raises:
        ForeignError: *site* has something in it and isn't a site.
    """
    old, new = _beside(site, "old"), _beside(site, "new")
    if old.is_dir() and not site.exists():  # killed between the two renames
        old.rename(site)
    if not _is_replaceable(site):
        raise ForeignError(f"must be a site or an empty folder, it is replaced: {str(site)!r}")
    for left in (old, new):
        _remove(left)
    new.mkdir()
    try:
        yield new
    finally:
        for left in (old, new):
            shutil.rmtree(left, ignore_errors=True)


def put_in_place(new: Path, site: Path) -> None:
    """Publish the folder *new* as *site*, in one step where the system can."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        old = _beside(site, "old")
        site.rename(old)
        new.rename(site)


def _beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}-{what}")


def _is_replaceable(site: Path) -> bool:
    if not site.exists():
        return True
    return site.is_dir() and ((site / "index.html").is_file() or not any(site.iterdir()))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders; return whether the system can do so in one step."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    if rename(*paths, ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(other))
