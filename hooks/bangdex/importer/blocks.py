"""A document as its top-level Markdown blocks, each with the source lines it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bangdex.markdown import inline_of, inline_text, parse_markdown, parser


class BlockKind(StrEnum):
    """What the importer tells apart; all other Markdown is copied as it is."""

    HEADING = "heading"
    RULE = "rule"
    QUOTE = "quote"
    UNSEEN = "unseen"  # definitions of link references, comments
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of source lines that is one block of Markdown."""

    kind: BlockKind
    start: int  # 0-based line
    end: int  # the line after its last
    tokens: tuple[Token, ...] = ()
    level: int = 0  # of a heading
    markdown: str = ""  # of a heading: what stands on it, with its markup
    text: str = ""  # of a heading: what a reader sees of it
    separates: bool = False  # of a rule: only a heading or nothing follows it

    @property
    def shows(self) -> bool:
        """Whether a reader misses something without it."""
        return self.kind is not BlockKind.UNSEEN and not self.separates


@dataclass(frozen=True, slots=True)
class Document:
    """What the importer reads."""

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]  # together they cover every line that isn't blank
    # Label of a link reference, as CommonMark compares labels -> the source that defines it
    definitions: Mapping[str, str]

    @property
    def is_korean(self) -> bool:
        """Whether there is any Hangul in it."""
        return any("가" <= char <= "힣" for line in self.lines for char in line)

    def source(self, block: Block) -> list[str]:
        """Return the lines of *block* without blank ones at its end."""
        lines = list(self.lines[block.start : block.end])
        while lines and not lines[-1].strip():
            lines.pop()
        return lines


def markdown_blocks(text: str) -> Document:
    """Return *text* cut into blocks where the Markdown parser cuts it.

    Lines that the parser gives to no block define link references.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    env: dict[str, Any] = {}
    nodes = SyntaxTreeNode(parser().parse(text, env)).children
    blocks: list[Block] = []
    at = 0
    for node in nodes:
        if node.map is None:
            continue
        start, end = node.map
        blocks += _uncovered(lines, at, start)
        if "".join(lines[start:end]).strip():  # a form feed alone is a paragraph to the parser
            blocks.append(_block(node, start, end))
        at = end
    blocks += _uncovered(lines, at, len(lines))
    return Document(lines, tuple(_mark_separators(blocks)), _definitions(env, lines))


def _block(node: SyntaxTreeNode, start: int, end: int) -> Block:
    tokens = tuple(node.to_tokens())
    if node.type == "heading":
        inline = inline_of(node)
        markdown = " ".join(line.strip() for line in inline.content.split("\n"))
        text = inline_text(inline.children or ()).strip()
        return Block(
            BlockKind.HEADING, start, end, tokens, int(node.tag[1:]), markdown=markdown, text=text
        )
    if node.type == "html_block" and not parse_markdown(node.content):
        return Block(BlockKind.UNSEEN, start, end, tokens)
    kinds = {"hr": BlockKind.RULE, "blockquote": BlockKind.QUOTE}
    return Block(kinds.get(node.type, BlockKind.OTHER), start, end, tokens)


def _uncovered(lines: tuple[str, ...], start: int, end: int) -> Iterator[Block]:
    first: int | None = None
    for at in range(start, end + 1):
        is_text = at < end and bool(lines[at].strip())
        if is_text and first is None:
            first = at
        elif not is_text and first is not None:
            yield Block(BlockKind.UNSEEN, first, at)
            first = None


def _mark_separators(blocks: list[Block]) -> list[Block]:
    marked: list[Block] = []
    ends = True  # whether only rules stand between here and a heading or the end
    for block in reversed(blocks):
        if block.kind is BlockKind.RULE:
            marked.append(replace(block, separates=ends))
        else:
            marked.append(block)
            ends = block.kind is BlockKind.HEADING
    return marked[::-1]


def _definitions(env: Mapping[str, Any], lines: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, reference in env.get("references", {}).items():
        start, end = reference["map"]
        # Inside a quote or list the definition's own markup starts at its bracket.
        source = "\n".join(lines[start:end])
        found[label] = source[max(source.find("["), 0) :].rstrip()
    return found
