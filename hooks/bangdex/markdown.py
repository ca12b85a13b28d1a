"""The one Markdown parser: what decides the structure of a document is what renders it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode


@cache
def parser() -> MarkdownIt:
    """Return the parser for everything under ``kb/``: CommonMark with GitHub's additions.

    Raw HTML is recognised, so that it can be refused by place; bare addresses become
    links only with their ``http(s)://``, or every ``cdi.kubevirt.io`` would be one.
    """
    md = MarkdownIt("commonmark", {"linkify": True, "maxNesting": 100})
    md.enable(["table", "strikethrough", "linkify"])
    if md.linkify is not None:  # it is: the package is required
        md.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    return md


def parse_markdown(text: str) -> list[SyntaxTreeNode]:
    """Return the top-level blocks of *text*, each a tree with 0-based line ranges."""
    return list(SyntaxTreeNode(parser().parse(text)).children)


def inline_text(children: Iterable[Token]) -> str:
    """Return what a reader sees of inline Markdown, without its markup."""
    parts: list[str] = []
    for token in children:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(inline_text(token.children or ()))
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)


def plain_text(tokens: Iterable[Token]) -> str:
    """Return what a reader sees of *tokens*, one block a line."""
    lines: list[str] = []
    for token in tokens:
        if token.type == "html_block":
            continue
        text = inline_text(token.children) if token.children is not None else token.content
        if text.strip():
            lines.append(text.strip())
    return "\n".join(lines)


def first_line(node: SyntaxTreeNode) -> int:
    """Return the 0-based line on which *node* starts."""
    return node.map[0] if node.map else 0


def inline_of(paragraph: SyntaxTreeNode) -> Token:
    """Return the inline token of a paragraph or heading."""
    (token,) = paragraph.children[0].to_tokens()[:1]
    return token


def _visible(children: Sequence[Token]) -> list[Token]:
    return [t for t in children if not (t.type == "text" and not t.content.strip())]


def sole_code(inline: Token) -> str | None:
    """Return the code of a paragraph that is one code span and nothing else, or None."""
    visible = _visible(inline.children or ())
    return visible[0].content if len(visible) == 1 and visible[0].type == "code_inline" else None


def sole_link(inline: Token) -> str | None:
    """Return the address of a paragraph that is one link and nothing else, or None."""
    visible = _visible(inline.children or ())
    if not visible or visible[0].type != "link_open" or visible[-1].type != "link_close":
        return None
    if any(t.type == "link_open" for t in visible[1:]):
        return None
    return str(visible[0].attrs["href"])


def links(tokens: Iterable[Token]) -> list[tuple[str, int]]:
    """Return the addresses that *tokens* link to or show, each with its 0-based line."""
    found: list[tuple[str, int]] = []
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            if child.type == "link_open":
                found.append((str(child.attrs["href"]), line))
            elif child.type == "image":
                found.append((str(child.attrs["src"]), line))
            elif child.type in {"softbreak", "hardbreak"}:
                line += 1
    return found
