"""Error texts of other people's documents that stand in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.draft import Draft
from bangdex.importer.excess import fence
from bangdex.importer.labels import read_labels
from bangdex.importer.phrases import CALLOUT
from bangdex.importer.unseen import seen
from bangdex.markdown import BREAKS, plain_text

_QUOTE_OF_PARAGRAPHS = frozenset(
    "blockquote_open blockquote_close paragraph_open paragraph_close inline".split()
)
_TEXT = frozenset("text text_special code_inline em_open em_close strong_open strong_close".split())
_SAYING = frozenset({"inline", "fence", "code_block"})
_BR = re.compile(r"<br\s*/?>", re.IGNORECASE)


def last_sentence(block: Block) -> str:
    """Return the last paragraph of *block*; a heading as what stands below it reads it.

    Nothing where code follows the paragraph: it is said of that.
    """
    if block.kind is BlockKind.HEADING:
        return f"{block.text}:"
    said = [token.type for token in block.tokens if token.type in _SAYING]
    if said[-1:] != ["inline"]:
        return ""
    inlines = [token for token in block.tokens if token.type == "inline"]
    return plain_text(inlines[-1:])


def copy_quote(draft: Draft, block: Block) -> bool:
    """Add a quote that a sentence announces as an error text, and return whether it is one."""
    if CALLOUT.match(plain_text(block.tokens)) or read_labels(block) is not None:
        return False
    said: dict[int, str] = {}  # by 0-based line
    for token in block.tokens:
        if token.type == "inline" and token.map is not None:
            lines = list(_lines(token.children or ()))
            # A code span may hold a line break; then lines can't be told apart.
            if None in lines or len(lines) != token.map[1] - token.map[0]:
                return False
            said |= {token.map[0] + n: line for n, line in enumerate(lines) if line is not None}
        elif token.type not in _QUOTE_OF_PARAGRAPHS:
            return False
    texts = [seen(said.get(at, "")).strip() for at in range(block.start, block.end)]
    while texts and not texts[-1]:
        texts.pop()
    if not texts:
        return False
    ticks = fence(texts)
    draft.blocks.append("\n".join([ticks, *texts, ticks]))
    for at in range(block.start, block.end):
        if said.get(at, "").strip():
            draft.place(at, at + 1)
        else:
            draft.leave(at, at + 1, "an empty line of a quote")
    return True


def _lines(children: Iterable[Token]) -> Iterator[str | None]:
    """Yield the lines of a paragraph as text; None for one that holds more than text."""
    text: str | None = ""
    for child in children:
        if child.type in BREAKS:
            yield text
            text = ""
        elif child.type == "html_inline" and _BR.fullmatch(child.content) and text is not None:
            text += "\n"
        elif child.type in _TEXT and text is not None:
            text += child.content
        else:
            text = None
    yield text
