"""Text as YAML that every reader takes for that same text."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What needs no quotes: starts with a letter, and holds nothing that YAML gives a meaning to.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,./()+=>…-]*[\w./()+=>…-])?")
# What YAML, in one version or another, reads as a boolean or as nothing.
_WORDS = frozenset("y n yes no on off true false null".split())
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def yaml_list(values: Iterable[str]) -> str:
    """Return *values* as a YAML list on one line."""
    return f"[{', '.join(_quoted(v) if ',' in v else yaml_text(v) for v in values)}]"


def yaml_text(text: str) -> str:
    """Return *text* as a YAML scalar, in double quotes where it could be read as anything else."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.isprintable()
    return text if is_plain and text.lower() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(char) or _printable(char) for char in text) + '"'


def _printable(char: str) -> str:
    if char.isprintable() and char != "\ufeff":
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  what \u holds
