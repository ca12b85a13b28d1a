"""What day a build takes it to be. Only the edges ask; what depends on it is handed the day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

# The day is already the next one in Seoul while it is still yesterday on a build machine:
# nothing that was written today, anywhere, lies in the future.
EARLIEST = timedelta(hours=14)


def today() -> date:
    """Return the day it is, where on Earth it is the latest.

    ``SOURCE_DATE_EPOCH``, seconds since 1970, stands in for the clock where it is set, so
    that a build can be repeated (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        OSError: it is set to something else.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    if not stated:
        return (datetime.now(UTC) + EARLIEST).date()
    try:
        return (datetime.fromtimestamp(int(stated), UTC) + EARLIEST).date()
    except (ValueError, OverflowError, OSError):
        raise OSError(f"SOURCE_DATE_EPOCH must be seconds since 1970: {stated!r}") from None
