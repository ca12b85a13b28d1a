"""What is wrong with a knowledge base, as data. Only the edges print and exit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

# The codes of what may be meant: an author can accept each in a file, with a reason.
WARNINGS = (
    "BDX060",
    "BDX061",
    "BDX062",
    "BDX063",
    "BDX064",
    "BDX065",
    "BDX066",
    "BDX067",
    "BDX068",
)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing an author has to mend. Sorts by place."""

    path: str  # as the author names the file: kb/cdi/quota.md
    line: int  # 1-based
    col: int  # 1-based, in characters
    code: str  # BDX and three digits; never reused, each explained in docs/problems.md
    message: str
    warning: bool = False

    def __str__(self) -> str:
        """Return the line an editor can jump to."""
        return f"{self.path}:{self.line}:{self.col}: {self.code} {self.message}"


def did_you_mean(value: str, choices: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` for the choice nearest to *value*, or an empty string."""
    near = get_close_matches(value, sorted(choices), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
