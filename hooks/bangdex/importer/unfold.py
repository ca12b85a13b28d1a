"""Issues that are told in a shorter way than by headings: labels, tables, questions.

Only what is in no issue yet is looked at. It is written with headings, and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bangdex.importer.blocks import Block, BlockKind, Document, markdown_blocks
from bangdex.importer.cases import part_cases
from bangdex.importer.edits import Edits, apply
from bangdex.importer.faq import unfold_questions
from bangdex.importer.outline import Outline, outline
from bangdex.importer.page import Page
from bangdex.importer.rows import unfold_tables
from bangdex.importer.spoken import unfold_labels
from bangdex.vocabulary import SectionKind, section_role

_Step = Callable[[Page, Document, Outline], Edits]


def read_outline(page: Page, name: str) -> tuple[Document, Outline]:
    """Return *page* as a document and what is in it; *name* is what it is called.

    What is written with headings now is in the page.
    """

    def questions(page: Page, document: Document, parts: Outline) -> Edits:
        loose = _loose(document, parts)
        return unfold_questions(page, loose, name, is_korean=document.is_korean)

    document = markdown_blocks(page)
    parts = outline(document.blocks)
    # What labels make of a page may be one issue after the other.
    steps: tuple[tuple[_Step, ...], ...] = ((questions,), (_tables,), (_labels, _cases), (_cases,))
    for together in steps:
        lines, report = [*page.lines], [*page.report]
        written, found = document, parts
        for step in together:
            edits = step(page, written, found)
            if edits:
                apply(page, edits)
                written = markdown_blocks(page)
                found = outline(written.blocks)
        if _worth(found) > _worth(parts):
            document, parts = written, found
        else:  # it stands where it belongs to something else
            page.lines, page.report = lines, report
    return document, parts


def _tables(page: Page, document: Document, parts: Outline) -> Edits:
    return unfold_tables(page, _loose(document, parts), is_korean=document.is_korean)


def _labels(page: Page, document: Document, parts: Outline) -> Edits:
    """Return the edits for labels, which an issue without a fix may have it behind as well."""
    told = {block.start for issue in parts.issues if _has_fix(issue) for block in issue}
    return unfold_labels(page, [block for block in document.blocks if block.start not in told])


def _cases(page: Page, document: Document, _: Outline) -> Edits:
    return part_cases(page, document.blocks)


def _loose(document: Document, parts: Outline) -> Sequence[Block]:
    """Return what is in no issue; all of a document that has none."""
    return parts.loose if parts.issues else document.blocks


def _worth(parts: Outline) -> tuple[int, int]:
    """Return how many issues there are, and how many of them say what to do."""
    return len(parts.issues), sum(map(_has_fix, parts.issues))


def _has_fix(issue: Sequence[Block]) -> bool:
    roles = (section_role(b.text) for b in issue if b.kind is BlockKind.HEADING)
    return any(role is not None and role.part is SectionKind.FIX for role in roles)
