"""From the text of a document to the plan of its import: pure, the same for the same text."""

from __future__ import annotations

from collections.abc import Callable

from bangdex.importer.blocks import markdown_blocks
from bangdex.importer.draft import Draft
from bangdex.importer.issue import IssueDraft, draft_issue
from bangdex.importer.links import dead_links
from bangdex.importer.model import ImportPlan, PlannedFile
from bangdex.importer.outline import outline
from bangdex.importer.product import draft_product
from bangdex.importer.title import file_slug


def plan_import(
    text: str,
    *,
    shown: str,
    product: str,
    exists: Callable[[str], bool] = lambda _: False,
) -> ImportPlan:
    """Return the files that the document *text* becomes, and what is in none of them.

    *shown* is how reports name the document, *product* the folder of the files. *exists*
    tells of a path below the knowledge base whether a file is there: links may lead to
    it, and a product's page of which the document knows no more than the title isn't
    planned again.

    Every line that isn't blank is either in the ``lines`` of exactly one file or in the
    report.
    """
    document = markdown_blocks(text)
    parts = outline(document.blocks)
    rest = Draft(document)  # what is in no file
    files: list[PlannedFile] = []
    drafts = [draft_issue(document, blocks) for blocks in parts.issues]
    taken: set[str] = set()
    for draft, id_ in zip(drafts, _ids(drafts, product), strict=True):
        slug = file_slug(draft.title, id_)
        if slug in taken:
            slug = f"{slug}-{id_.rpartition('-')[2]}"
        taken.add(slug)
        path = f"{product}/{slug}.md"
        files.append(_planned(path, draft.text(id_), draft.body, id_))
        rest.report += draft.body.report
        if draft.heading:
            became = f"id {id_} and the title" if draft.is_titled else f"id {id_}"
            reason = f"became the {became} of {path}"
            rest.leave(draft.heading.start, draft.heading.end, reason)
    page = draft_product(document, parts.title, parts.product, product)
    page_path = f"{product}/index.md"
    rest.report += page.body.report
    for heading, reason in parts.idle:
        rest.leave(heading.start, heading.end, reason)
    is_needed = not page.is_empty or (bool(files) and not exists(page_path))
    if is_needed:
        files.append(_planned(page_path, page.text(), page.body))
    if parts.title:
        became = f"became the title of {page_path}"
        reason = became if is_needed else f"a title, which {page_path} has already"
        rest.leave(parts.title.start, parts.title.end, reason)
    files.sort(key=lambda file: file.path)
    return ImportPlan(
        shown=shown,
        files=tuple(files),
        report=tuple(sorted(rest.report)),
        links=tuple(sorted(dead_links(document, files, exists))),
    )


def _planned(path: str, text: str, draft: Draft, id_: str = "") -> PlannedFile:
    return PlannedFile(path, text, tuple(sorted(draft.lines)), id_)


def _ids(drafts: list[IssueDraft], product: str) -> list[str]:
    """Return an id for each issue: its own number, where no issue before it has that one."""
    numbers: dict[int, IssueDraft] = {}
    for draft in drafts:
        if draft.number is not None:
            numbers.setdefault(draft.number, draft)
    given = {id(draft): number for number, draft in numbers.items()}
    following = max(numbers, default=0)
    ids = []
    for draft in drafts:
        number = given.get(id(draft))
        if number is None:
            following += 1
            number = following
        ids.append(f"{product}-{number}")
    return ids
