"""From the text of one document to drafts of files: pure, and small enough to send around."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bangdex.authoring.form import canonical, header
from bangdex.authoring.scalars import scalar
from bangdex.frontmatter import Value
from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.clean import clean
from bangdex.importer.draft import A_RULE, Draft
from bangdex.importer.excess import TOO_LONG, is_too_long
from bangdex.importer.gist import NO_ISSUE, gist
from bangdex.importer.head import Head, is_tag_key, read_head
from bangdex.importer.issue import IssueDraft, draft_issue
from bangdex.importer.model import ReportEntry, SourceText
from bangdex.importer.outline import Outline
from bangdex.importer.page import Link, Page
from bangdex.importer.product import draft_product
from bangdex.importer.settle import is_plain
from bangdex.importer.unfold import read_outline
from bangdex.model import Issue, Status
from bangdex.text import lf

_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """A file that has no name yet, and, if it is an issue, no id."""

    title: str
    front: Mapping[str, Value]  # beside id, title and source
    body: str
    lines: tuple[int, ...]
    heading: tuple[int, ...] = ()  # the lines that name it
    is_whole: bool = False  # whether its document is nothing else
    number: int | None = None
    is_titled: bool = False
    is_page: bool = False  # the product's
    is_needed: bool = True  # a product's page with nothing on it isn't, where there is one
    is_draft: bool = False
    is_korean: bool = False
    gist: Issue = NO_ISSUE  # what warnings look at in an issue

    def text(self, id_: str, source: str) -> str:
        """Return the file."""
        if self.is_page:
            # Not a key of a product's page; a second import knows it by it.
            noted = f"# source: {scalar(source)}\n" if source else ""
            named = {"title": self.title}
        else:
            noted = ""
            named = {"id": id_, "title": self.title or id_, "source": source}
        lines = header(canonical({**named, **self.front}))
        return f"---\n{lines}{noted}---\n" + (f"{self.body}\n" if self.body else "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A place in a document that a link may name."""

    key: str  # `anchor_key` of it
    line: int
    text: str  # empty for a place that is no heading


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document as drafts."""

    source: str
    shown: str
    lines: tuple[str, ...]  # all of the file
    files: tuple[DraftedFile, ...]
    report: tuple[ReportEntry, ...]  # without the lines that name a file
    links: tuple[Link, ...] = ()
    mark: str = ""  # what the placeholders of links start with
    headings: tuple[Heading, ...] = ()
    address: str = ""  # where the document is on the web
    is_plain: bool = False  # whether no reader can refuse what is in it


def anchor_key(anchor: str) -> str:
    """Return the form in which two tools' anchors of one heading are the same."""
    return _WORD.sub("", anchor).casefold()


def draft_document(text: SourceText, product: str, *, is_only: bool) -> Drafted:
    """Return the drafts that a document becomes.

    What is in no issue becomes the product's page where the document *is_only*, the one
    that is imported; among others, an issue that is still to be sorted out.
    """
    lines = tuple(lf(text.text.removeprefix("\ufeff")).split("\n"))
    head = read_head(lines)
    page = clean(lines[head.lines :], head.lines + 1)
    stem = posixpath.splitext(posixpath.basename(text.source))[0]
    document, parts = read_outline(page, f"{stem} {head.title}")
    rest = Draft(document)
    is_index = not is_only and _is_index(text.source)
    if not parts.issues and not is_index and any(_says(block) for block in document.blocks):
        parts = Outline(issues=[list(document.blocks)])
    files: list[DraftedFile] = []
    used: set[str] = set()
    is_one = len(parts.issues) == 1
    for blocks in parts.issues:
        whole = is_one and not any(block.shows for block in parts.product)
        named = (head, stem) if is_one else (None, "")
        issue = draft_issue(document, blocks, *named)
        used |= issue.used
        rest.report += issue.body.report
        files.append(_drafted(document, issue, is_whole=whole))
    for heading, reason in parts.idle:
        rest.leave(heading.start, heading.end, reason)
    work = _Work(document, parts, rest, head, product, used)
    files += _page(work) if is_only or is_index else _rest(work)
    report = [*rest.report, *page.report, *_head_report(head, used)]
    if any(is_too_long(file.body) for file in files):
        files = []
        report = [ReportEntry(n, TOO_LONG) for n, line in enumerate(lines, 1) if line.strip()]
    return Drafted(
        source=text.source,
        shown=text.shown,
        lines=lines,
        files=tuple(files),
        report=tuple(ReportEntry(e.line, e.reason, lines[e.line - 1]) for e in sorted(report)),
        links=tuple(page.links),
        mark=page.mark,
        headings=tuple(_headings(document, page)),
        address=head.address,
        is_plain=is_plain(document, page.mark),
    )


def _drafted(document: Document, issue: IssueDraft, *, is_whole: bool) -> DraftedFile:
    heading = issue.heading
    origins = _origins(document, heading)
    return DraftedFile(
        title=issue.title,
        front=issue.front(),
        body=issue.body.markdown(),
        lines=tuple(sorted(issue.body.lines)),
        heading=origins,
        is_whole=is_whole,
        number=issue.number,
        is_titled=issue.is_titled,
        is_draft=issue.status is Status.OPEN,
        is_korean=document.is_korean,
        gist=gist(issue.title, issue.keywords, issue.errors, issue.tests),
    )


def _origins(document: Document, block: Block | None) -> tuple[int, ...]:
    if block is None:
        return ()
    return tuple(n for origins in document.origins[block.start : block.end] for n in origins)


def _says(block: Block) -> bool:
    return block.shows and block.kind is not BlockKind.HEADING


@dataclass(frozen=True, slots=True)
class _Work:
    """A document of which the issues are drafted."""

    document: Document
    parts: Outline
    rest: Draft  # what is in no file
    head: Head
    product: str
    used: set[str]  # keys of the front matter that are in a file


def _rest(work: _Work) -> list[DraftedFile]:
    """Return what stands in no issue as a draft of one that is still to be sorted out."""
    blocks: list[Block] = []
    for block in work.parts.product:
        if block.separates:
            work.rest.leave(block.start, block.end, A_RULE)
        else:
            blocks.append(block)
    titled = [work.parts.title, *blocks] if work.parts.title else blocks
    if not any(_says(block) for block in blocks):
        for block in titled:
            work.rest.leave(block.start, block.end, "names what only issues stand below")
        return []
    issue = draft_issue(work.document, titled, work.head)
    work.used.update(issue.used)
    work.rest.report += issue.body.report
    return [_drafted(work.document, issue, is_whole=True)]


def _page(work: _Work) -> list[DraftedFile]:
    """Return what stands in no issue as the product's page."""
    document, parts, head = work.document, work.parts, work.head
    is_free = bool(head.title) and head.title_key not in work.used  # no issue is called so
    name = head.title if is_free else work.product
    page = draft_product(document, parts.title, parts.product, name)
    work.rest.report += page.body.report
    if is_free and page.title == head.title:
        work.used.add(head.title_key)
    return [
        DraftedFile(
            title=page.title,
            front=page.front(),
            body=page.body.markdown(),
            lines=tuple(sorted(page.body.lines)),
            heading=_origins(document, parts.title),
            is_page=True,
            is_needed=not page.is_empty,
            is_korean=document.is_korean,
        )
    ]


def _is_index(source: str) -> bool:
    return source.lower() in {"_index.md", "index.md", "readme.md"}


def _head_report(head: Head, used: set[str]) -> Iterable[ReportEntry]:
    """Yield the lines of front matter with what became of each."""
    for line, key in head.keys:
        if not key:
            reason = "the fence of the front matter"
        elif key == head.title_key and key in used:
            reason = "became the title"
        elif key == head.title_key:
            reason = "a title, where the heading is another or the same"
        elif key == head.versions_key and key in used:
            reason = "became the key 'versions'"
        elif key == "description" and key in used:
            reason = "became what is seen"
        elif is_tag_key(key):
            reason = "became keywords, as far as there was room"
        else:
            reason = f"front matter that has no place in an issue: {key}"
        yield ReportEntry(line, reason)


def _headings(document: Document, page: Page) -> Iterable[Heading]:
    by_line: dict[int, str] = {}
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            for line in _origins(document, block)[:1]:
                by_line[line] = block.text
                yield Heading(anchor_key(block.text), line, block.text)
    for name, line in page.ids:
        yield Heading(anchor_key(name), line, by_line.get(line, ""))
