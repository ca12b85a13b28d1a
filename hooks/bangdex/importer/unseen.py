"""Characters that nobody sees: what they are worth in a file that is imported, nothing."""

from __future__ import annotations

from bangdex.text import invisible, without_width


def is_unseen(char: str) -> bool:
    """Return whether *char* takes no room, or turns the direction of writing."""
    return invisible(char) is not None or without_width(char) is not None


def has_unseen(text: str) -> bool:
    """Return whether there is such a character in *text*."""
    return invisible(text) is not None or without_width(text) is not None


def seen(text: str) -> str:
    """Return *text* without them, as keywords and commands must be."""
    return "".join(char for char in text if not is_unseen(char)) if has_unseen(text) else text
