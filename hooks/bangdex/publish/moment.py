"""When a site was made, told from what it is made of: the same input gives the same bytes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from bangdex import clock

UNKNOWN = 315532800  # 1980-01-01: the first day that a zip can name


def moment(folder: Path, reviewed: Iterable[str]) -> int:
    """Return the time, in seconds since 1970, that a site made from *folder* is of.

    That is what SOURCE_DATE_EPOCH says; else when the last commit was made; else the last
    day in *reviewed*, days on which someone checked an issue; else `UNKNOWN`. Never the
    clock's time, with which no two builds would be the same.

    Raises:
        OSError: SOURCE_DATE_EPOCH is set and is no time.
    """
    named = clock.stated()
    if named is not None:
        return max(int(named.timestamp()), UNKNOWN)
    return _last_commit(folder) or _last_day(reviewed) or UNKNOWN


def day(seconds: int) -> str:
    """Return the day of a `moment` in UTC, as 2026-11-24; nothing where it isn't known."""
    return "" if seconds == UNKNOWN else datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _last_commit(folder: Path) -> int:
    command = ("git", "-C", str(folder), "log", "-1", "--format=%ct", "--", ".")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:  # there is no git
        return 0
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 0


def _last_day(reviewed: Iterable[str]) -> int:
    days = [date.fromisoformat(text) for text in reviewed if text]
    last = max(days, default=None)
    return int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp()) if last else 0
