"""Tests whose first sentence goes on in the next line: the first line is what a test is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangdex.importer.blocks import Block
from bangdex.importer.draft import Draft

_ENDS = re.compile(r"(?:[.!?:;。：][*_`)\"'”]*|\\|  |<br\s*/?>)$", re.IGNORECASE)
_OUTER = 1  # level of the items of a list that is in no other


def unwrap_titles(draft: Draft, block: Block) -> None:
    """Put the first sentence of each item of *block*, the last that was added, on one line."""
    lines = draft.blocks[-1].split("\n")
    for start, stop in reversed([*_first_paragraphs(block)]):
        end = min(stop, len(lines))  # a form feed is a line of the item, but of no block
        last = next((at for at in range(start, end) if _ENDS.search(lines[at])), end - 1)
        sentence = [lines[start].rstrip(), *(line.strip() for line in lines[start + 1 : last + 1])]
        lines[start : last + 1] = [" ".join(sentence)]
    draft.blocks[-1] = "\n".join(lines)


def _first_paragraphs(block: Block) -> Iterator[tuple[int, int]]:
    """Yield where the first paragraph of each item starts and ends, in lines of *block*."""
    is_first = False
    for token in block.tokens:
        if token.type == "list_item_open":
            is_first = token.level == _OUTER
        elif token.type == "inline":
            if is_first and token.map:
                yield token.map[0] - block.start, token.map[1] - block.start
            is_first = False
        elif token.type != "paragraph_open":
            is_first = False
