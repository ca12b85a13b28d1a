"""Tables of HTML as tables of Markdown: a cell is one line, and one column wide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_MAX_SPAN = 50  # columns; no one means more
_BREAKS = re.compile(r"(?:\s*<br>\s*)+$|^(?:\s*<br>\s*)+")


@dataclass(slots=True)
class Table:
    """A table while its cells are read. A table in a cell becomes lines of the cell."""

    rows: list[list[str]] = field(default_factory=list)
    depth: int = 1
    has_head: bool = False
    _cell: list[str] | None = None  # of the cell that is open
    _at: int = 0  # its column

    @property
    def is_in_cell(self) -> bool:
        """Whether a cell is open."""
        return self._cell is not None

    def take(self, name: str, values: Mapping[str, str], *, closing: bool) -> None:
        """Take the tag of a table, a row or a cell, with its attributes' *values*."""
        if name == "table":
            self.depth += -1 if closing else 1
        elif self.depth > 1:
            if not closing:
                self.say("<br>" if name == "tr" else " ")
        else:
            self._end_cell()
            if not closing and name == "tr":
                self.rows.append([])
            elif not closing:
                self.has_head = self.has_head or name == "th"
                self._open_cell(values.get("colspan", "1"))

    def say(self, text: str) -> None:
        """Add *text*, Markdown on one line; outside the cells it is a row of its own."""
        if self._cell is not None:
            self._cell.append(text.replace("|", "\\|"))
        elif text.strip():
            self.rows.append([text.strip().replace("|", "\\|")])

    def markdown(self) -> list[str]:
        """Return the lines of the table; none where all its cells are empty."""
        self._end_cell()
        rows = [row for row in self.rows if any(cell.strip() for cell in row)]
        if not rows:
            return []
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        head = rows.pop(0) if self.has_head else [""] * width
        return [f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *rows)]

    def _open_cell(self, span: str) -> None:
        """Start a cell; the columns that it takes besides its own are empty."""
        if not self.rows:
            self.rows.append([])
        self._cell, self._at = [], len(self.rows[-1])
        width = int(span) if span.isdecimal() and len(span) < _MAX_SPAN else 1
        self.rows[-1] += [""] * min(max(width, 1), _MAX_SPAN)

    def _end_cell(self) -> None:
        if self._cell is not None:
            said = _BREAKS.sub("", "".join(self._cell))
            self.rows[-1][self._at] = " ".join(said.split())
            self._cell = None
