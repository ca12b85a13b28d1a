"""What time a build takes it to be. Only the edges ask; what depends on it is handed the day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

# The day is already the next one in Seoul while it is still yesterday on a build machine:
# nothing that was written today, anywhere, lies in the future.
EARLIEST = timedelta(hours=14)


# Stands in for the clock where it is set, so that a build can be repeated:
# https://reproducible-builds.org/specs/source-date-epoch/
VARIABLE = "SOURCE_DATE_EPOCH"


def stated() -> datetime | None:
    """Return the time that ``SOURCE_DATE_EPOCH``, seconds since 1970, says; None if it isn't set.

    Raises:
        OSError: it is set to something else.
    """
    seconds = os.environ.get(VARIABLE)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise OSError(f"{VARIABLE} must be seconds since 1970: {seconds!r}") from None


def today() -> date:
    """Return the day it is, where on Earth it is the latest.

    Raises:
        OSError: what stands in for the clock is no time.
    """
    try:
        return ((stated() or datetime.now(UTC)) + EARLIEST).date()
    except OverflowError:
        return date.max
