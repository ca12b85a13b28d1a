"""The one Markdown parser: what decides the structure of a document is what renders it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bangdex.addresses import is_web_address
from bangdex.limits import MAX_NESTING, hold_to_limits, hold_to_nesting
from bangdex.vocabulary import NOTE_KINDS

BREAKS = frozenset({"softbreak", "hardbreak"})  # tokens that end a line of a paragraph

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# A bare address; a longer one stays text, so that looking for its end takes no time.
_ADDRESS = re.compile(r"https?://[^\W_][^\s<>\[\]`\\]{0,2000}+(?![^\s<>\[\]`\\])", re.IGNORECASE)
_SCHEME = re.compile(r"(?<![a-z0-9.+-])https?\Z", re.IGNORECASE)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's names)
        # What it would turn down is left as text, without a word; we report it by place.
        return True


def _bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's)
    """Make a link of ``https://…`` in a text, as GitHub does: without the punctuation after it.

    markdown-it's own rule, for which linkify-it looks, takes minutes for a long line of
    addresses, and makes links of more than ``http(s)://``.
    """
    scheme = _SCHEME.search(state.src[max(0, state.pos - 6) : state.pos])
    if state.linkLevel > 0 or scheme is None or not state.src.startswith("://", state.pos):
        return False
    found = _ADDRESS.match(state.src, state.pos - len(scheme[0]), state.posMax)
    if found is None:
        return False
    url = _without_punctuation(found[0])
    if not is_web_address(url):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(url)}
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos += len(url) - len(scheme[0])
    return True


def _without_punctuation(url: str) -> str:
    """Return *url* without what ends the sentence or closes the bracket around it."""
    while True:
        url = url.rstrip("?!.,:;*_~'\"")
        if not url.endswith(")") or url.count(")") <= url.count("("):
            return url
        url = url[:-1]


@cache
def parser(*, is_limited: bool = False) -> MarkdownIt:
    """Return the parser for everything under ``kb/``: CommonMark with GitHub's additions.

    Raw HTML and addresses of any scheme are recognised, so that they can be refused by
    place; bare addresses become links only with their ``http(s)://``, or every
    ``cdi.kubevirt.io`` would be one. One that *is_limited* raises a LimitError for a text
    that is too much; an old document of many issues may be.
    """
    # Blocks deeper than its maxNesting are dropped silently; ours must strike first.
    md = _Parser("commonmark", {"maxNesting": MAX_NESTING + 60})
    md.enable(["table", "strikethrough"])
    md.inline.ruler.after("text", "bare_address", _bare_address)
    if is_limited:
        hold_to_limits(md)
    return md


def parse_markdown(text: str) -> list[SyntaxTreeNode]:
    """Return the top-level blocks of *text*, each a tree with 0-based line ranges.

    HTML comments are left out.

    Raises:
        LimitError: *text* nests too deeply, or is too much.
    """
    tokens = list(_without_comments(parser(is_limited=True).parse(text)))
    hold_to_nesting(tokens)
    return list(SyntaxTreeNode(tokens).children)


def _without_comments(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "html_block":
            token.content = without_comments(token.content)
            if not token.content.strip():
                continue
        elif token.children is not None:
            token.children = [t for t in token.children if not _is_comment(t)]
        yield token


def without_comments(html: str) -> str:
    """Return raw *html* without its comments."""
    return _COMMENT.sub("", html)


def _is_comment(token: Token) -> bool:
    return token.type == "html_inline" and token.content.startswith("<!--")


def inline_text(children: Iterable[Token]) -> str:
    """Return what a reader sees of inline Markdown, without its markup."""
    parts: list[str] = []
    for token in children:
        if token.type in BREAKS:
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


_NOTE = re.compile(rf"\[!({'|'.join(NOTE_KINDS)})\]", re.IGNORECASE)


def note_kind(quote: SyntaxTreeNode) -> str | None:
    """Return the kind of a quote that is one of GitHub's alerts, ``> [!NOTE]``, or None."""
    first = quote.children[0] if quote.type == "blockquote" and quote.children else None
    if first is None or first.type != "paragraph":
        return None
    children = inline_of(first).children or []
    found = _NOTE.fullmatch(children[0].content.strip()) if children else None
    ends = len(children) == 1 or (len(children) > 1 and children[1].type in BREAKS)
    return found[1].lower() if found and ends and children[0].type == "text" else None


def below_marker(paragraph: SyntaxTreeNode) -> Token | None:
    """Return the text of an alert's first paragraph below its ``[!NOTE]``, or None without any."""
    inline = inline_of(paragraph)
    rest = (inline.children or [])[2:]
    if not rest:
        return None
    content = inline.content.partition("\n")[2]
    lines = [inline.map[0] + 1, inline.map[1]] if inline.map else None
    return Token("inline", "", 0, children=rest, content=content, map=lines, block=True)


def links(tokens: Iterable[Token]) -> list[tuple[str, int]]:
    """Return the addresses that *tokens* link to or show, each with its 0-based line."""
    return [(href, line) for href, line, _ in addresses(tokens)]


def addresses(tokens: Iterable[Token]) -> list[tuple[str, int, bool]]:
    """Return the addresses in *tokens*: each with its 0-based line, and whether a picture's."""
    found: list[tuple[str, int, bool]] = []
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        for child in token.children or ():
            if child.type == "link_open":
                found.append((str(child.attrs["href"]), line, False))
            elif child.type == "image":
                found.append((str(child.attrs["src"]), line, True))
            elif child.type in BREAKS:
                line += 1
    return found
