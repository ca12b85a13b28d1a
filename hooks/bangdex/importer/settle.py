"""The last word on a file that is to be written: what its reader would refuse becomes code.

Reading every file twice would take as long as all the rest. A document that `is_plain`
needs no second reading: none of its blocks holds what a reader could refuse.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it.token import Token

from bangdex.frontmatter import FENCE
from bangdex.importer.blocks import Document
from bangdex.importer.model import PlannedFile
from bangdex.importer.unseen import has_unseen, seen
from bangdex.markdown import parser
from bangdex.model import Source
from bangdex.parse import Parsed, is_harmless, is_web_address, parse

_ROUNDS = 20
_UNSEEN = "BDX053"
_DEEP = 30  # well below what the reader takes
_MANY = 2000  # pieces of one paragraph; whether they nest is for the reader to say
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def is_plain(document: Document, mark: str) -> bool:
    """Return whether *document* holds no HTML, address or nesting that a reader may refuse.

    *mark* is what the placeholders of addresses start with.
    """
    depth = 0
    for block in document.blocks:
        for token in block.tokens:
            depth = max(depth + token.nesting, 0)
            if depth > _DEEP or not _is_plain_token(token, mark):
                return False
    return True


def _is_plain_token(token: Token, mark: str) -> bool:
    if token.type == "html_block":
        return is_harmless(_COMMENT.sub("", token.content))
    if token.type in {"fence", "code_block"}:
        return not has_unseen(token.content)
    children = token.children or ()
    return len(children) <= _MANY and all(_is_plain_child(child, mark) for child in children)


def _is_plain_child(child: Token, mark: str) -> bool:
    if child.type == "html_inline":
        return is_harmless(child.content) or child.content.startswith("<!--")
    if child.type == "code_inline":
        return not has_unseen(child.content)
    if child.type in {"link_open", "image"}:
        shows = child.type == "image"
        href = str(child.attrs["src" if shows else "href"])
        return href.startswith(f"{mark}-") or (not shows and is_web_address(href))
    return True


def settle(file: PlannedFile, known: frozenset[str] = frozenset()) -> PlannedFile:
    """Return *file* with each block in a fence that the reader would refuse as Markdown.

    *known* are the paths that a link may lead to.
    """
    text = file.text
    for _ in range(_ROUNDS):
        parsed = parse(Source(file.path, file.path, text))
        seen = _without_unseen(text, parsed)
        if seen != text:
            text = seen
            continue
        bad = sorted(_bad_lines(parsed, known))
        if not bad:
            return file if text == file.text else replace(file, text=text)
        text = _fenced(text, bad)
    return replace(file, text=text)


def _without_unseen(text: str, parsed: Parsed) -> str:
    """Return *text* without the unseen characters of the lines that must not hold any."""
    lines = text.split("\n")
    for problem in parsed.problems:
        if problem.code == _UNSEEN:
            lines[problem.line - 1] = seen(lines[problem.line - 1])
    return "\n".join(lines)


def _bad_lines(parsed: Parsed, known: frozenset[str]) -> set[int]:
    """Return the lines, 1-based, with something that makes a build fail."""
    dead = {link.line for link in parsed.links if link.path not in known}
    return dead | {problem.line for problem in parsed.problems if not problem.warning}


def _fenced(text: str, bad: list[int]) -> str:
    """Return *text* with the top-level blocks that the lines *bad* are in as code."""
    lines = text.split("\n")
    body = next(n for n, line in enumerate(lines) if n and line == FENCE) + 1
    blocks = _blocks(lines[body:])
    for start, end in sorted(blocks, reverse=True):
        if any(start + body < line <= end + body for line in bad):
            inner = lines[start + body : end + body]
            while inner and not inner[-1].strip():
                inner.pop()
            ticks = "`" * max(3, max(line.count("`") for line in inner) + 1)
            lines[start + body : end + body] = [f"{ticks}text", *inner, ticks, ""]
    return "\n".join(lines)


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    md = parser()
    tokens = md.parse("\n".join(lines))
    depth = 0
    found: list[tuple[int, int]] = []
    for token in tokens:
        is_block = depth == 0 and token.map is not None and token.nesting >= 0
        if is_block and token.type != "heading_open" and token.map is not None:
            found.append((token.map[0], token.map[1]))
        depth += token.nesting
    return found
