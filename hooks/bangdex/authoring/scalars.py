"""Text as YAML that every reader takes for that same text, in quotes only where it needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from bangdex.frontmatter import Value

# What needs no look by a parser: starts with a letter, holds nothing YAML gives a meaning to.
_SAFE = re.compile(r"[^\W\d_](?:[\w ./()+=…-]*[\w./()+=…-])?")
# What YAML 1.1 or 1.2 reads as a boolean, as nothing or as a number, and PyYAML as text.
_TYPED = re.compile(
    r"y|n|yes|no|on|off|true|false|null|[-+]?0o[0-7]+|[-+]?[0-9][0-9.]*(?:e[-+]?[0-9]+)?",
    re.IGNORECASE,
)
_TEXT_TAG = "tag:yaml.org,2002:str"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # our readers, people too, take it as written
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(text: str) -> str:
    """Return *text* as the value of a line of its own."""
    return text if not text or _is_plain(text, f"key: {text}") else _quoted(text)


def key(text: str) -> str:
    """Return *text* as a key."""
    return text if text and _is_plain(text, f"key: {text}", f"{text}: value") else _quoted(text)


def flow(value: Value) -> str:
    """Return *value* on one line: a text, ``[a, b]`` or ``{a: b}``."""
    if isinstance(value, str):
        return (
            value if value and _is_plain(value, f"[{value}]", f"{{{value}: x}}") else _quoted(value)
        )
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def _is_plain(text: str, *sources: str) -> bool:
    """Return whether every one of *sources* reads *text* without quotes as that text."""
    if _TYPED.fullmatch(text):
        return False
    if _SAFE.fullmatch(text):
        return True
    return text.isprintable() and all(_holds(source, text) for source in sources)


def _holds(source: str, text: str) -> bool:
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    parts: Sequence[object] = node.value if node is not None else ()
    first = parts[0] if len(parts) == 1 else None
    scalars = first if isinstance(first, tuple) else (first,)
    return any(
        isinstance(found, yaml.ScalarNode)
        and found.value == text
        and (found.tag == _TEXT_TAG or bool(_DATE.fullmatch(text)))
        for found in scalars
    )


def _quoted(text: str) -> str:
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(char) or _printable(char) for char in text) + '"'


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  what \u holds
