"""The file that keeps the last outcome of each evaluation and benchmark."""

from __future__ import annotations

import platform
import re
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
_HEAD = "# Results\n\nThe last outcome of `make eval` and `make bench`; they write this file.\n"


def write_part(name: str, text: str) -> None:
    """Put *text* into the results under the heading *name*, in place of what was there."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _HEAD
    parts = re.split(r"^(?=## )", old, flags=re.MULTILINE)
    kept = [part for part in parts[1:] if not part.startswith(f"## {name}\n")]
    day = datetime.now(tz=UTC).date()
    made = f"## {name}\n{day}, Python {platform.python_version()}.\n\n{text.strip()}\n\n"
    RESULTS.write_text(
        _HEAD + "\n" + "".join(sorted([*kept, made])).rstrip() + "\n", encoding="utf-8"
    )
