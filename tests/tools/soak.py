"""How long a test goes on: shortened in `make test`, whole in `make soak`."""

from __future__ import annotations

import os

SOAKS = bool(os.environ.get("SOAK"))


def times(short: int, whole: int) -> int:
    """Return how often to do what is done *whole* times in a soak and *short* times otherwise."""
    return whole if SOAKS else short
