"""Parts of a command or an error text that stand for something else in every cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass

# {$PodName} and {$Namespace 이름}; <name> but not <br> or a comparison; a run of capital X.
_PLACEHOLDER = re.compile(
    r"""
    \{\$[^\S\n]*(?P<braced>[^{}\s][^{}\n]*)\}
    | <(?!br>)(?P<angled>[^\W\d_][\w.:-]*(?:\ [\w.:-]+)*)>
    | (?<![A-Za-z])(?P<exes>X{3,})(?![A-Za-z])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of code: plain text, or a placeholder with its name."""

    text: str  # as written
    name: str | None = None  # for a placeholder: what it is called


def split_placeholders(code: str) -> list[Part]:
    """Return *code* cut at its placeholders; the parts' texts joined give *code* again."""
    parts: list[Part] = []
    at = 0
    for match in _PLACEHOLDER.finditer(code):
        if match.start() > at:
            parts.append(Part(code[at : match.start()]))
        name = match["braced"] or match["angled"] or match["exes"]
        parts.append(Part(match[0], name.strip()))
        at = match.end()
    if at < len(code):
        parts.append(Part(code[at:]))
    return parts
