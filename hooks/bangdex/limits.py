"""How much Markdown a document may hold: nobody means more, and a parser's time is finite.

Each limit is several times what the largest of thousands of real articles has. Without them
a file of 1 MB takes minutes: what opens a link is read once for each that it may be in, and a
row of a table is filled up to the width of its head.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MAX_NESTING = 40  # of blocks, and of markup in a line
MAX_LINES = 20_000
MAX_BLOCKS = 20_000  # paragraphs, lists, quotes, cells of tables …
MAX_PARAGRAPH = 20_000  # characters
MAX_BRACKETS = 5_000  # '[' in running text

_BLOCKS = "bangdex_blocks"
_DELIMITERS = frozenset("|:- \t")  # what the line below a table's head is made of


class LimitError(ValueError):
    """Markdown that is more than may be: the message goes on after ``must not``."""

    def __init__(self, line: int, message: str) -> None:
        """Note the 0-based *line* on which it starts to be too much."""
        super().__init__(message)
        self.line = line


class NestingError(LimitError):
    """Markdown that nests deeper than MAX_NESTING."""

    def __init__(self, line: int) -> None:
        """Note the 0-based *line* on which it does."""
        super().__init__(line, f"nest deeper than {MAX_NESTING}")


def hold_to_limits(md: MarkdownIt) -> None:
    """Make *md* raise a LimitError as soon as a text is too much."""
    md.core.ruler.before("normalize", "bangdex_lines", _count_lines)
    md.core.ruler.after("block", "bangdex_paragraphs", _measure_paragraphs)
    md.block.ruler.before("table", "bangdex_blocks", _count_blocks)


def hold_to_nesting(tokens: Iterable[Token]) -> None:
    """Pass where *tokens* nest as people do.

    Raises:
        NestingError: they nest too deeply.
    """
    line = depth = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        depth += token.nesting
        inner = 0
        for child in token.children or ():
            inner += child.nesting
            if inner > MAX_NESTING:
                raise NestingError(line)
        if depth > MAX_NESTING:
            raise NestingError(line)


def _count_lines(state: StateCore) -> None:
    if state.src.count("\n") > MAX_LINES:
        raise LimitError(MAX_LINES, f"have more than {MAX_LINES:,} lines")


def _measure_paragraphs(state: StateCore) -> None:
    brackets = 0
    for token in state.tokens:
        if token.type == "inline":
            line = token.map[0] if token.map else 0
            _measure(len(token.content), line)
            brackets += token.content.count("[")
            if brackets > MAX_BRACKETS:
                raise LimitError(line, f"have more than {MAX_BRACKETS:,} '[' outside of code")


def _measure(characters: int, line: int) -> None:
    if characters > MAX_PARAGRAPH:
        raise LimitError(line, f"have a paragraph of more than {MAX_PARAGRAPH:,} characters")


def _count_blocks(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's)
    """Count a block that starts, and the cells that it has if it is a table; match nothing."""
    if not silent:
        if state.level > MAX_NESTING:  # a line of bullets is read once more for each of them
            raise NestingError(line)
        _measure(state.eMarks[line] - state.bMarks[line], line)
        blocks = state.env.get(_BLOCKS, 0) + 1 + _cells(state, line, end)
        state.env[_BLOCKS] = blocks
        if blocks > MAX_BLOCKS:
            raise LimitError(line, f"have more than {MAX_BLOCKS:,} blocks and cells of tables")
    return False


def _cells(state: StateBlock, line: int, end: int) -> int:
    if line + 1 >= end:
        return 0
    delimiters = _text(state, line + 1)
    if "|" not in delimiters or not _DELIMITERS.issuperset(delimiters):
        return 0
    below = line + 2
    while below < end and not state.isEmpty(below):
        below += 1
    return (delimiters.count("|") + 1) * (below - line - 1)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
