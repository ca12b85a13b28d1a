"""Quotes that label an issue: ``> !keyword`` and ``> 원인 : a, b``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.phrases import CAUSE
from bangdex.importer.unseen import seen
from bangdex.markdown import BREAKS
from bangdex.text import keyword_key

# An inline token of another kind, a link or a picture, would lose something as a keyword.
_TEXT = frozenset("text text_special code_inline em_open em_close strong_open strong_close".split())
_QUOTE_OF_PARAGRAPHS = frozenset(
    "blockquote_open blockquote_close paragraph_open paragraph_close".split()
)
_KEYWORD = re.compile(r"!(?![\s\[])")  # not `![`, which is a picture
_NEXT_SPELLING = re.compile(r"\s+(?=!\S)")
_NEXT_CAUSE = re.compile(r"\s*[,，、]\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """One line of a quote that labels an issue."""

    line: int  # 0-based
    spellings: tuple[str, ...] = ()  # of one keyword
    causes: tuple[str, ...] = ()


def read_labels(block: Block) -> tuple[Label, ...] | None:
    """Return what the lines of a quote say of its issue, or None if one of them is prose.

    ``> !quota !resourcequota`` is one keyword with two spellings. A callout
    (``> [!NOTE]``) and a picture (``> ![...](...)``) are no keywords.
    """
    if block.kind is not BlockKind.QUOTE:
        return None
    labels: list[Label] = []
    for token in block.tokens:
        if token.type == "inline":
            found = [_label(line, text) for line, text in _lines(token)]
            # A code span may hold a line break; then lines can't be told apart.
            if None in found or token.map is None or len(found) != token.map[1] - token.map[0]:
                return None
            labels += filter(None, found)
        elif token.type not in _QUOTE_OF_PARAGRAPHS:
            return None
    return tuple(labels) or None


def is_text(inline: Token) -> bool:
    """Return whether a paragraph is text and emphasis alone."""
    return all(child.type in _TEXT | BREAKS for child in inline.children or ())


def _lines(inline: Token) -> Iterator[tuple[int, str | None]]:
    """Yield the lines of a paragraph as text; None for one that holds more than text."""
    line = inline.map[0] if inline.map else 0
    text: str | None = ""
    for child in inline.children or ():
        if child.type in BREAKS:
            yield line, text
            line, text = line + 1, ""
        elif child.type in _TEXT and text is not None:
            text += child.content
        else:
            text = None
    yield line, text


def _label(line: int, text: str | None) -> Label | None:
    if text is None:
        return None
    text = text.strip()
    cause = CAUSE.fullmatch(text)
    if cause is not None:
        return Label(line, causes=tuple(c for c in _NEXT_CAUSE.split(cause[1].strip()) if c))
    if _KEYWORD.match(text) is None:
        return None
    spellings = tuple(seen(s).removeprefix("!").strip() for s in _NEXT_SPELLING.split(text))
    return Label(line, spellings=spellings) if all(keyword_key(s) for s in spellings) else None
