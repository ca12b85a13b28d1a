"""The last word on a file that is to be written: what its reader would refuse becomes code.

Reading every file twice would take as long as all the rest. A document that `is_plain`
needs no second reading: none of its blocks holds what a reader could refuse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from bangdex.addresses import is_web_address
from bangdex.elements import needs_no_end
from bangdex.frontmatter import FENCE
from bangdex.importer.blocks import Document, top_level
from bangdex.importer.excess import excess, fence, is_excessive
from bangdex.importer.model import PlannedFile
from bangdex.importer.unseen import has_unseen, seen
from bangdex.markdown import parser, without_comments
from bangdex.model import Source
from bangdex.parse import Parsed, parse

_ROUNDS = 20
_UNSEEN = "BDX053"
_EXCESS = "BDX054"
_SECTION = "h2"
_DEEP = 30  # well below what the reader takes
_MANY = 2000  # pieces of one paragraph; whether they nest is for the reader to say


def is_plain(document: Document, mark: str) -> bool:
    """Return whether *document* holds nothing that a reader may refuse.

    No HTML, no address, no nesting, not too much of anything.

    *mark* is what the placeholders of addresses start with.
    """
    tokens = [token for block in document.blocks for token in block.tokens]
    depth = 0
    for token in tokens:
        depth = max(depth + token.nesting, 0)
        if depth > _DEEP or not _is_plain_token(token, mark):
            return False
    return not is_excessive(tokens)


def _is_plain_token(token: Token, mark: str) -> bool:
    if token.type == "html_block":
        return needs_no_end(without_comments(token.content))
    if token.type in {"fence", "code_block"}:
        return not has_unseen(token.content)
    children = token.children or ()
    return len(children) <= _MANY and all(_is_plain_child(child, mark) for child in children)


def _is_plain_child(child: Token, mark: str) -> bool:
    if child.type == "html_inline":
        return needs_no_end(child.content) or child.content.startswith("<!--")
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
        cleaned = _without_unseen(text, parsed)
        if cleaned != text:
            text = cleaned
            continue
        bad = _bad_lines(parsed, known)
        if not bad:
            return file if text == file.text else replace(file, text=text)
        is_too_much = any(problem.code == _EXCESS for problem in parsed.problems)
        fenced = _fenced(text, None if is_too_much else bad)
        if fenced == text:
            break
        text = fenced
    return replace(file, text=_sections_fenced("\n".join(map(seen, file.text.split("\n")))))


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


def _fenced(text: str, bad: Collection[int] | None) -> str:
    """Return *text* with the top-level blocks that the lines *bad* are in as code.

    None stands for those of which there is too much.
    """
    lines, body = _cut(text)
    tokens = parser().parse("\n".join(lines[body:]))
    if bad is None:
        bad = {line + body + 1 for line in excess(tokens)}
    for start, end in reversed([*_blocks(tokens)]):
        if any(start + body < line <= end + body for line in bad):
            lines[start + body : end + body] = _as_code(lines[start + body : end + body])
    return "\n".join(lines)


def _sections_fenced(text: str) -> str:
    """Return *text* with all that stands below each heading of a section as code."""
    lines, body = _cut(text)
    tokens = parser().parse("\n".join(lines[body:]))
    depth = 0
    heads = [0]
    for token in tokens:
        if depth == 0 and token.type == "heading_open" and token.tag == _SECTION and token.map:
            heads += token.map
        depth += token.nesting
    heads.append(len(lines) - body)
    for start, end in reversed([*zip(heads[::2], heads[1::2], strict=True)]):
        if any(line.strip() for line in lines[start + body : end + body]):
            lines[start + body : end + body] = _as_code(lines[start + body : end + body])
    return "\n".join(lines)


def _cut(text: str) -> tuple[list[str], int]:
    """Return the lines of a file, and how many of them are front matter."""
    lines = text.split("\n")
    return lines, next(n for n, line in enumerate(lines) if n and line == FENCE) + 1


def _as_code(lines: list[str]) -> list[str]:
    """Return *lines* as a block of code that is no error text: it is Markdown."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    ticks = fence(lines)
    return [f"{ticks}markdown", *lines, ticks, ""]


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where the top-level blocks start and end that may be put into a fence."""
    for block in top_level(tokens):
        if block[0].map is not None and block[0].type != "heading_open":
            yield block[0].map[0], block[0].map[1]
