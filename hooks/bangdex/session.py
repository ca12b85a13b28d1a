"""What a terminal shows, as people copy it: commands at a prompt, and what they print."""

from __future__ import annotations

import re

PROMPT = "$ "
_HERE_DOCUMENT = re.compile(r"(?<!<)<<-?\s*[\"']?([A-Za-z_]\w*)")


def turns(text: str) -> list[tuple[bool, str]]:
    """Return what was typed and what was printed in a terminal, in turns: whether, and what.

    A command starts at a prompt; below, it goes on after a backslash and in a here-document.
    """
    runs: list[tuple[bool, list[str]]] = []
    is_typed = goes_on = False
    end = ""  # the line that ends the here-document which is open
    for line in text.split("\n"):
        if line.strip() and not goes_on and not end:
            is_typed = line.startswith(PROMPT)
        if not runs or runs[-1][0] is not is_typed:
            runs.append((is_typed, []))
        runs[-1][1].append(line)
        if end:
            end = "" if line.strip() == end else end
        elif is_typed and (opened := _HERE_DOCUMENT.search(line)) is not None:
            end = opened[1]
        goes_on = is_typed and line.endswith("\\")
    return [(is_typed, "\n".join(lines).rstrip("\n")) for is_typed, lines in runs]
