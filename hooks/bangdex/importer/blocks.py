"""A document as its top-level Markdown blocks, each with the source lines it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from markdown_it.token import Token

from bangdex.importer.page import Page
from bangdex.markdown import inline_text, parser, without_comments

_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


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
    origins: tuple[tuple[int, ...], ...]  # of each line: the lines of the file that are in it
    blocks: tuple[Block, ...]  # together they cover every line that isn't blank
    # Label of a link reference, as CommonMark compares labels -> the source that defines it
    definitions: Mapping[str, str]
    is_korean: bool = False

    def source(self, block: Block) -> list[str]:
        """Return the lines of *block* without blank ones at its end."""
        lines = list(self.lines[block.start : block.end])
        while lines and not lines[-1].strip():
            lines.pop()
        return lines


def markdown_blocks(page: Page) -> Document:
    """Return *page* cut into blocks where the Markdown parser cuts it.

    Lines that the parser gives to no block define link references.
    """
    lines = tuple(line.text for line in page.lines)
    text = "\n".join(lines)
    env: dict[str, Any] = {}
    blocks: list[Block] = []
    at = 0
    for tokens in top_level(parser().parse(text, env)):
        if tokens[0].map is None:
            continue
        start, end = tokens[0].map
        blocks += _uncovered(lines, at, start)
        if "".join(lines[start:end]).strip():  # a form feed alone is a paragraph to the parser
            blocks.append(_block(tokens, start, end))
        at = end
    blocks += _uncovered(lines, at, len(lines))
    origins = tuple(line.origins for line in page.lines)
    return Document(
        lines,
        origins,
        tuple(_mark_separators(blocks)),
        _definitions(env, lines),
        is_korean=_is_korean(text),
    )


def _is_korean(text: str) -> bool:
    """Return whether Hangul is more than a quotation in *text*: commands are Latin everywhere."""
    return len(_HANGUL.findall(text)) * 20 > len(_LATIN.findall(text))


def top_level(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens of each block that is in no other."""
    start = depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tuple(tokens[start : at + 1])
            start = at + 1


def _block(tokens: tuple[Token, ...], start: int, end: int) -> Block:
    first = tokens[0]
    if first.type == "heading_open":
        inline = tokens[1]
        markdown = " ".join(line.strip() for line in inline.content.split("\n"))
        text = inline_text(inline.children or ()).strip()
        level = int(first.tag[1:])
        return Block(BlockKind.HEADING, start, end, tokens, level, markdown=markdown, text=text)
    if first.type == "html_block" and not without_comments(first.content).strip():
        return Block(BlockKind.UNSEEN, start, end, tokens)
    kinds = {"hr": BlockKind.RULE, "blockquote_open": BlockKind.QUOTE}
    return Block(kinds.get(first.type, BlockKind.OTHER), start, end, tokens)


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
