"""More than Markdown may be: put into fences, or left out whole, before a parser takes minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from bangdex.importer.blocks import top_level
from bangdex.importer.page import Line, Page
from bangdex.limits import MAX_BLOCKS, MAX_BRACKETS, MAX_LINES, MAX_PARAGRAPH
from bangdex.load import MAX_BYTES
from bangdex.markdown import parser

# In one paragraph: what opens a link is read once for each that it may be in.
MAX_IN_PARAGRAPH = 2_000
# Of what a reader takes, so that what is added to a file still fits.
_SHARE = 0.9
_RUNS = re.compile("`+")
TOO_LONG = (
    f"an issue that is longer than {MAX_LINES:,} lines or {MAX_BYTES:,} bytes: split the document"
)


def is_too_long(body: str) -> bool:
    """Return whether no file could hold *body*."""
    return (
        body.count("\n") > _SHARE * MAX_LINES
        or len(body) > _SHARE * MAX_BYTES
        or len(body.encode()) > _SHARE * MAX_BYTES
    )


def fence_excess(page: Page) -> None:
    """Put each block of *page* into a fence of which a paragraph is too much to be read."""
    texts = [line.text for line in page.lines]
    whole = "\n".join(texts)
    if not _may_be_too_much(whole):
        return
    tokens: list[Token] = []
    md = parser()
    md.block.parse(whole, md, {}, tokens)
    for block in reversed([*top_level(tokens)]):
        if block[0].map is not None and any(map(_is_too_much, block)):
            start, end = block[0].map
            page.lines[start:end] = _fenced(page.lines[start:end])


def excess(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the 0-based lines of the top-level blocks that a document must not have any more."""
    brackets = blocks = 0
    for block in top_level(tokens):
        more = sum(token.content.count("[") for token in block if token.type == "inline")
        size = sum(token.nesting >= 0 for token in block)
        is_over = brackets + more > MAX_BRACKETS or blocks + size > _SHARE * MAX_BLOCKS
        if block[0].map is not None and (is_over or any(map(_is_too_much, block))):
            yield block[0].map[0]
        else:
            brackets += more
            blocks += size


def is_excessive(tokens: Sequence[Token]) -> bool:
    """Return whether a document of which *tokens* are all may be more than a reader takes."""
    brackets = sum(token.content.count("[") for token in tokens if token.type == "inline")
    return (
        brackets > MAX_BRACKETS // 2
        or len(tokens) > MAX_BLOCKS // 2
        or any(map(_is_too_much, tokens))
    )


def _may_be_too_much(text: str) -> bool:
    return text.count("[") > MAX_IN_PARAGRAPH or any(
        len(part) > _SHARE * MAX_PARAGRAPH for part in text.split("\n\n")
    )


def _is_too_much(token: Token) -> bool:
    if token.type == "inline":
        size = len(token.content)
        return size > _SHARE * MAX_PARAGRAPH or token.content.count("[") > MAX_IN_PARAGRAPH
    if token.type in {"code_block", "html_block"}:
        return any(len(line) > _SHARE * MAX_PARAGRAPH for line in token.content.split("\n"))
    return False


def _fenced(lines: Sequence[Line]) -> list[Line]:
    ticks = fence([line.text for line in lines])
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1].text.strip()), 0)
    return [Line(f"{ticks}text"), *lines[:end], Line(ticks), *lines[end:], Line("")]


def fence(lines: Iterable[str]) -> str:
    """Return backticks, more than stand together in any of *lines*."""
    runs = (len(run) for line in lines for run in _RUNS.findall(line))
    return "`" * max(3, max(runs, default=0) + 1)
