"""What a document says of its product in general, as the product's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bangdex.frontmatter import Value
from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.draft import A_RULE, Draft
from bangdex.importer.labels import is_text
from bangdex.importer.phrases import CALLOUT
from bangdex.markdown import plain_text


@dataclass(slots=True)
class ProductDraft:
    """A product's page before it is known whether it is needed."""

    title: str
    summary: str
    language: str
    body: Draft

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the document is on it but a title."""
        return not self.summary and not self.body.blocks

    def front(self) -> dict[str, Value]:
        """Return the front matter beside the title."""
        summary: dict[str, Value] = {"summary": self.summary} if self.summary else {}
        return {"language": self.language, **summary}


def draft_product(
    document: Document, title: Block | None, blocks: Sequence[Block], name: str
) -> ProductDraft:
    """Return the page of what stands in no issue; *name* serves where there is no *title*."""
    draft = Draft(document)
    language = "ko" if document.is_korean else "en"
    page = ProductDraft(title.text if title and title.text else name, "", language, draft)
    rest = list(blocks)
    first = next((block for block in rest if title and block.start >= title.end), None)
    if first is not None:
        page.summary = _summary(first)
        if page.summary:
            _place_quote(draft, first)
            rest.remove(first)
    levels = [block.level for block in rest if block.kind is BlockKind.HEADING]
    lift = 2 - min(levels, default=2)
    for block in rest:
        if block.separates:
            draft.leave(block.start, block.end, A_RULE)
        else:
            draft.copy(block, block.level + lift)
    return page


def _summary(block: Block) -> str:
    """Return the text of a quote of one paragraph that loses nothing without its markup."""
    paragraphs = [token for token in block.tokens if token.type == "inline"]
    is_plain = block.kind is BlockKind.QUOTE and len(block.tokens) == 5  # noqa: PLR2004  one paragraph
    if not is_plain or not all(is_text(token) for token in paragraphs):
        return ""
    text = " ".join(plain_text(paragraphs).split())
    return "" if CALLOUT.match(text) else text


def _place_quote(draft: Draft, block: Block) -> None:
    paragraph = next(token for token in block.tokens if token.type == "inline")
    start, end = paragraph.map or (block.start, block.end)
    draft.leave(block.start, start, "an empty line of a quote")
    draft.place(start, end)
    draft.leave(end, block.end, "an empty line of a quote")
