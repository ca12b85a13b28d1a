"""Stretches of a page that are written anew once it is known what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.page import NOTHING_SHOWN, Line, Page

DEEPEST = 6  # level of a heading

# Line where a stretch starts -> the line after it, and what stands there instead.
Edits = dict[int, tuple[int, list[Line]]]


def apply(page: Page, edits: Mapping[int, tuple[int, Sequence[Line]]]) -> None:
    """Write the stretches of *page* that *edits* name anew; they don't overlap."""
    for start, (end, lines) in sorted(edits.items(), reverse=True):
        page.lines[start:end] = lines


def heading(level: int, text: str, origins: Iterable[int] = ()) -> list[Line]:
    """Return a heading between blank lines; *text* is Markdown."""
    return [Line(""), Line(f"{'#' * level} {text}", tuple(origins)), Line("")]


def deeper(page: Page, blocks: Iterable[Block]) -> Edits:
    """Return the edits that make the headings among *blocks* one level deeper."""
    return {
        block.start: (block.end, as_heading(page, block, min(block.level + 1, DEEPEST)))
        for block in blocks
        if block.kind is BlockKind.HEADING
    }


def as_heading(page: Page, block: Block, level: int, markdown: str | None = None) -> list[Line]:
    """Return the heading *block* at *level*, or with other text."""
    text = block.markdown if markdown is None else markdown
    return heading(level, text, origins(page.lines[block.start : block.end]))


def origins(lines: Iterable[Line]) -> tuple[int, ...]:
    """Return the lines of the file that are in any of *lines*."""
    return tuple(n for line in lines for n in line.origins)


def placed(texts: Sequence[str], of: Iterable[int]) -> list[Line]:
    """Return *texts* as lines, the first with something in it made *of* these lines."""
    first = next((n for n, text in enumerate(texts) if text.strip()), -1)
    return [Line(text, tuple(of) if n == first else ()) for n, text in enumerate(texts)]


def below_headings(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, Sequence[Block]]]:
    """Yield each heading with what stands below it, up to the next one; none for the first."""
    starts = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    for start, end in zip([-1, *starts], [*starts, len(blocks)], strict=True):
        yield (blocks[start] if start >= 0 else None), blocks[start + 1 : end]


# What is hidden until a reader asks for it; the group is what shows.
SUMMARY = re.compile(r"<details>\s*<summary>\s*([^<>]+?)\s*</summary>\s*", re.IGNORECASE)
_DETAILS_END = re.compile(r"</details>\s*", re.IGNORECASE)


def ends_of_hidden(page: Page, blocks: Iterable[Block]) -> Edits:
    """Return the edits that leave out what ends something hidden, where its start is gone."""
    edits: Edits = {}
    for block in blocks:
        first = block.tokens[0] if block.tokens else None
        if first and first.type == "html_block" and _DETAILS_END.fullmatch(first.content):
            for line in page.lines[block.start : block.end]:
                page.drop(line, NOTHING_SHOWN)
            edits[block.start] = (block.end, [])
    return edits


_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
# What starts a block of another kind where a line starts with it.
_STARTS_BLOCK = re.compile(r"#{1,6}(?=\s|$)|>|`{3}|~{3}|[=-]{2,}\s*$|\[[^\[\]]+\]:")


def as_text(text: str) -> str:
    """Return what stood inside a line as a line of its own that is text as well."""
    return f"\\{text}" if _STARTS_BLOCK.match(text) else text


def paragraphs(cell: str) -> list[str]:
    """Return what stands in a cell of a table as lines of Markdown; breaks part paragraphs."""
    out: list[str] = []
    for part in _BREAK.split(cell.strip()):
        out += [f"- {part[1:].strip()}" if part.startswith("•") else as_text(part), ""]
    return out
