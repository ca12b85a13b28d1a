"""The HTML that a document may hold: few elements, without attributes, each closed where it opens.

A browser mends what is left open, or closed in another order, in its own way; then a page is
not what it was written to be. So all that a browser would mend is refused by its place:

======================================  ==========================================
``<kbd>a``, ``a</kbd>``                 open and never closed, closed and never opened
``<kbd><sub>a</kbd></sub>``, ``**<kbd>a**</kbd>``  closed in another order
``<kbd>`` in one block, ``</kbd>`` in another      likewise: a block ends what is in its line
``a <details>b</details>``              a block in the middle of a line
======================================  ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

_TAG = re.compile(r"<[^>]*>?")
_ALLOWED = re.compile(
    r"<(?:br\s*/?|(?P<end>/?)(?P<name>kbd|sub|sup|details|summary)\s*)>", re.IGNORECASE
)
_BLOCKS = frozenset({"details", "summary"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it was written, and where."""

    text: str
    line: int  # 0-based, as markdown-it counts
    col: int  # 1-based
    token: Token  # what it is in

    @property
    def is_allowed(self) -> bool:
        """Whether a document may hold it."""
        return _ALLOWED.fullmatch(self.text) is not None

    @property
    def name(self) -> str:
        """What it opens or closes; nothing for what does neither."""
        match = _ALLOWED.fullmatch(self.text)
        return (match["name"] or "").lower() if match else ""

    @property
    def nesting(self) -> int:
        """1 where it opens, -1 where it closes, 0 where it does neither."""
        return nesting(self.text)


def is_harmless(html: str) -> bool:
    """Return whether raw *html* is only elements without attributes from the short list."""
    return all(_ALLOWED.fullmatch(tag) for tag in _TAG.findall(html))


def needs_no_end(html: str) -> bool:
    """Return whether raw *html* is only elements that are whole by themselves."""
    found = [_ALLOWED.fullmatch(tag) for tag in _TAG.findall(html)]
    return all(match and not match["name"] for match in found)


def nesting(html: str) -> int:
    """Return by how much the tags in raw *html* open more elements than they close."""
    found = (_ALLOWED.fullmatch(tag) for tag in _TAG.findall(html))
    return sum((-1 if match["end"] else 1) for match in found if match and match["name"])


def plainly(html: str) -> str:
    """Return harmless *html* with every tag in its one form: ``<br>`` for ``<BR />``."""
    return _ALLOWED.sub(
        lambda match: f"<{match['end']}{match['name'].lower()}>" if match["name"] else "<br>", html
    )


def tags(tokens: Iterable[Token], lines: Sequence[str]) -> Iterator[Tag | Token]:
    """Yield every tag among *tokens*, and between them what opens or closes in Markdown.

    *lines* are those of the document, by which the tokens count.
    """
    at = (0, 0)
    for token in tokens:
        first, end = token.map or (at[0], at[0] + 1)
        at = max(at, (first, 0))
        if token.nesting:
            yield token
        for part in token.children if token.children is not None else [token]:
            if part.type == "code_inline":
                at = _behind(lines, at, end, re.escape(part.content.split("\n")[0])) or at
            elif part.type in {"html_inline", "html_block"}:
                for text in _TAG.findall(part.content):
                    # Where it stands by itself: in backticks it is right.
                    sought = "(?<!`)" + re.escape(text.split("\n")[0])
                    behind = _behind(lines, at, end, sought)
                    col = behind[1] - len(text.split("\n")[0]) + 1 if behind else 1
                    at = behind or at
                    yield Tag(text, at[0], col, part)
            elif part is not token and part.nesting:
                yield part


def _behind(
    lines: Sequence[str], at: tuple[int, int], end: int, sought: str
) -> tuple[int, int] | None:
    """Return the place behind the first of what is *sought* from *at* to the line *end*."""
    pattern = re.compile(sought)
    for line in range(at[0], max(end, at[0] + 1)):
        match = pattern.search(lines[line] if line < len(lines) else "", at[1] * (line == at[0]))
        if match:
            return line, match.end()
    return None


def misplaced(found: Iterable[Tag | Token]) -> Iterator[tuple[Tag, str]]:
    """Yield every tag that a browser would mend, and what must be true of it instead.

    *found* is what `tags` yields of blocks that stay together on a page.
    """
    opened: list[Tag | Token] = []  # the last is the innermost
    for item in found:
        # A block of HTML ends what is in its line; one of Markdown has a token that does.
        while opened and _is_left(opened[-1], item):
            yield from _left_open(opened, "block")
        if isinstance(item, Tag) and item.nesting < 0:
            yield from _close(opened, item)
        elif item.nesting > 0:
            if isinstance(item, Tag) and item.name in _BLOCKS and _is_in_a_line(opened, item):
                yield item, "must not stand in the middle of a line"
            opened.append(item)
        elif isinstance(item, Token):
            while opened and isinstance(opened[-1], Tag):
                yield from _left_open(opened, "block")
            opened.pop()
    while opened:
        yield from _left_open(opened, "section")


def _left_open(opened: list[Tag | Token], where: str) -> Iterator[tuple[Tag, str]]:
    """Take away the innermost, and yield it where it is a tag."""
    tag = opened.pop()
    if isinstance(tag, Tag):
        yield tag, f"must be closed in the same {where}"


def _is_left(inner: Tag | Token, item: Tag | Token) -> bool:
    """Return whether *inner*, of a line, is still open in a block of HTML that *item* isn't in."""
    if not isinstance(inner, Tag) or inner.name in _BLOCKS or inner.token.type != "html_block":
        return False
    return not isinstance(item, Tag) or item.token is not inner.token


def _is_in_a_line(opened: Sequence[Tag | Token], tag: Tag) -> bool:
    inner = opened[-1] if opened else None
    return tag.token.type == "html_inline" or (isinstance(inner, Tag) and inner.name not in _BLOCKS)


def _close(opened: list[Tag | Token], closing: Tag) -> Iterator[tuple[Tag, str]]:
    crossed: list[Tag] = []
    for inner in reversed(opened):
        if isinstance(inner, Token):  # what Markdown opened can't be left by a tag
            break
        if inner.name == closing.name:
            yield from ((tag, "must be closed before what it stands in") for tag in crossed)
            del opened[-len(crossed) - 1 :]
            return
        crossed.append(inner)
    yield closing, "must be opened in the same block"
