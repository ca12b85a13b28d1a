"""From the texts of documents to the plan of their import: pure, the same for the same texts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from bangdex.catalog import natural
from bangdex.importer.accept import Item, accepting, warnings_of
from bangdex.importer.drafting import Drafted, DraftedFile, draft_document
from bangdex.importer.links import Mender, Target
from bangdex.importer.model import (
    DeadLink,
    DocumentReport,
    Existing,
    ImportPlan,
    PlannedFile,
    ReportEntry,
    SourceText,
)
from bangdex.importer.settle import settle
from bangdex.importer.title import MAX_STEM, file_slug, source_slug
from bangdex.model import Issue, Source
from bangdex.parse import parse

_WORTH_PROCESSES = 200  # documents; starting them takes about a second
_CHUNK = 25
T = TypeVar("T")
R = TypeVar("R")


def plan_import(
    text: str,
    *,
    shown: str,
    product: str,
    exists: Callable[[str], bool] = lambda _: False,
) -> ImportPlan:
    """Return the plan for one document; see `plan_documents`."""
    return plan_documents([SourceText(shown, shown, text)], product=product, exists=exists)


def plan_documents(  # noqa: PLR0913  (all but the first have a default)
    texts: Sequence[SourceText],
    *,
    product: str,
    existing: Sequence[Existing] = (),
    exists: Callable[[str], bool] = lambda _: False,
    there: Callable[[], Iterable[Item]] = tuple,
    picture: Callable[[str, str], Path | None] = lambda _source, _href: None,
    base_url: str = "",
    processes: int = 1,
) -> ImportPlan:
    """Return the files that documents become, and what is in none of them.

    *product* is the folder of the files, *existing* what it holds already. *exists* tells
    of a path below the knowledge base whether a file is there: links may lead to it, and
    a product's page of which the documents know no more than the title isn't planned
    again. *there* returns what the knowledge base holds, which a new issue may be warned of
    beside. *picture* returns the file that an address in a source shows. *base_url* is
    where the documents' folder is on the web: what a link leads to and isn't imported is
    linked there. Large imports are spread over *processes*.

    Every line that isn't blank is either in the ``lines`` of exactly one file or in the
    report of its document.
    """
    draft = partial(draft_document, product=product, is_only=len(texts) == 1)
    drafted = spread_out(draft, texts, processes)
    named = _named(drafted, product, existing, exists)
    documents = {document.source: document for document in drafted}
    roots = {text.source: text.root for text in texts}
    mender = Mender(documents, _targets(named), exists, picture, roots, base_url)
    dead: dict[str, list[DeadLink]] = {}
    files: list[PlannedFile] = []
    for item in named:
        text, links = mender.mend(item.file.text, item.document, item.file.path)
        files.append(replace(item.file, text=text))
        dead.setdefault(item.document.source, []).extend(links)
    paths = frozenset(
        (*(item.path for item in existing), *mender.pictures, *(file.path for file in files))
    )
    settled = _settled(named, files, paths, processes)
    files = _accepting(named, files, settled, exists, there)
    of: dict[str, list[_Named]] = {}
    for item in named:
        of.setdefault(item.document.source, []).append(item)
    reports = [_report(d, of.get(d.source, []), dead.get(d.source, []), product) for d in drafted]
    return ImportPlan(
        files=tuple(sorted(files, key=lambda file: file.path)),
        documents=tuple(reports),
        pictures=tuple(picture for _, picture in sorted(mender.pictures.items())),
    )


def spread_out(function: Callable[[T], R], items: Sequence[T], processes: int) -> list[R]:
    """Return *function* of each item, in order, computed by several processes where it pays."""
    if processes < 2 or len(items) < _WORTH_PROCESSES:  # noqa: PLR2004
        return [function(item) for item in items]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(function, items, chunksize=_CHUNK))


def _settled(
    named: Sequence[_Named],
    files: Sequence[PlannedFile],
    known: frozenset[str],
    processes: int,
) -> list[PlannedFile]:
    """Return *files* with what a reader would refuse in fences."""
    doubtful = [n for n, item in enumerate(named) if not item.document.is_plain]
    settled = spread_out(partial(settle, known=known), [files[n] for n in doubtful], processes)
    return [*({**dict(enumerate(files)), **dict(zip(doubtful, settled, strict=True))}).values()]


def _accepting(
    named: Sequence[_Named],
    files: Sequence[PlannedFile],
    settled: Sequence[PlannedFile],
    exists: Callable[[str], bool],
    there: Callable[[], Iterable[Item]],
) -> list[PlannedFile]:
    """Return the *settled* files, those that are new with the warnings that they accept."""
    new = [
        _gist(item, file, is_settled=file is not before)
        for item, before, file in zip(named, files, settled, strict=True)
        if file.id and not exists(file.path)
    ]
    found = warnings_of(new, there()) if new else {}
    return [
        accepting(file, found.get(file.path, ()), is_korean=item.draft.is_korean)
        for item, file in zip(named, settled, strict=True)
    ]


def _gist(item: _Named, file: PlannedFile, *, is_settled: bool) -> Issue:
    """Return what warnings look at in *file*, which differs from its draft if it *is_settled*."""
    read = parse(Source(file.path, file.path, file.text)).item if is_settled else None
    known = read if isinstance(read, Issue) else item.draft.gist
    product = file.path.partition("/")[0]
    return replace(known, id=file.id, product=product, path=file.path, shown=file.path)


@dataclass(frozen=True, slots=True)
class _Named:
    """A draft that has its name."""

    document: Drafted
    draft: DraftedFile
    file: PlannedFile


def _named(
    drafted: Sequence[Drafted],
    product: str,
    existing: Sequence[Existing],
    exists: Callable[[str], bool],
) -> list[_Named]:
    """Return every file with its path and id: those it has already, or the next that are free."""
    page = f"{product}/index.md"
    names = _Names(product, existing, is_one=len(drafted) == 1)
    for document in drafted:
        names.reserve(document)
    named: list[_Named] = []
    for document in drafted:
        known = _known(document, [e for e in names.by_source.get(document.source, ()) if e.id])
        has_issues = any(not draft.is_page for draft in document.files)
        for draft in document.files:
            if not draft.is_page:
                path, id_ = names.name(document, draft, known.get(id(draft)))
                named.append(_Named(document, draft, _planned(document, draft, path, id_)))
            elif draft.is_needed or (has_issues and not exists(page)):
                source = document.source if draft.is_needed else ""
                named.append(_Named(document, draft, _page(document, draft, page, source)))
    if named and not exists(page) and all(item.file.path != page for item in named):
        language = "ko" if any(item.draft.is_korean for item in named) else "en"
        blank = DraftedFile(product, {"language": language}, "", (), is_page=True)
        named.append(_Named(named[0].document, blank, _page(named[0].document, blank, page, "")))
    return named


def _known(document: Drafted, there: Sequence[Existing]) -> dict[int, Existing]:
    """Return which of the files that came from *document* before each draft of it is.

    As many as before are the same, in their order; otherwise those of the same title.
    """
    drafts = [draft for draft in document.files if not draft.is_page]
    if len(drafts) == len(there):
        return {id(draft): file for draft, file in zip(drafts, there, strict=True)}
    titled = {file.title: file for file in reversed(there)}
    found: dict[int, Existing] = {}
    for draft in drafts:
        file = titled.pop(draft.title, None)
        if file is not None:
            found[id(draft)] = file
    return found


class _Names:
    """Paths and ids of a product: which are taken, and the next ones."""

    def __init__(self, product: str, existing: Sequence[Existing], *, is_one: bool) -> None:
        self.product = product
        self.is_one = is_one
        self.by_source: dict[str, list[Existing]] = {}
        for file in sorted(existing, key=lambda file: natural(file.id)):
            if file.source:
                self.by_source.setdefault(file.source, []).append(file)
        self.paths = {file.path.casefold() for file in existing}
        self.given: dict[int, DraftedFile] = {}
        self.last = max((self._number(file.id) for file in existing), default=0)

    def _number(self, id_: str) -> int:
        number = id_.casefold().removeprefix(f"{self.product.casefold()}-")
        return int(number) if number.isdecimal() and len(number) < 10 else 0  # noqa: PLR2004

    def reserve(self, document: Drafted) -> None:
        """Note the numbers that the one document itself gives its issues."""
        for draft in document.files if self.is_one else ():
            if draft.number is not None:
                self.given.setdefault(draft.number, draft)
        self.last = max([self.last, *self.given])

    def name(
        self, document: Drafted, draft: DraftedFile, known: Existing | None
    ) -> tuple[str, str]:
        """Return path and id of an issue."""
        if known is not None:
            return known.path, known.id
        number = draft.number
        if number is None or self.given.get(number) is not draft:
            self.last += 1
            number = self.last
        id_ = f"{self.product}-{number}"
        return self._path(document, draft, id_), id_

    def _path(self, document: Drafted, draft: DraftedFile, id_: str) -> str:
        stem, folder = _stem(document.source)
        is_named = not self.is_one and draft.is_whole
        slug = source_slug(stem, id_) if is_named else file_slug(draft.title, id_)
        if slug == id_ and not self.is_one:  # nothing in its title serves
            slug = source_slug(f"{stem[:MAX_STEM]}-{id_.rpartition('-')[2]}", id_)
        number = id_.rpartition("-")[2]
        choices = [slug]
        if is_named and folder:
            choices.append(source_slug(f"{folder}-{slug}", id_))
        choices += [f"{slug}-{number}", id_]
        free = (c for c in choices if f"{self.product}/{c}.md".casefold() not in self.paths)
        path = f"{self.product}/{next(free, id_)}.md"
        self.paths.add(path.casefold())
        return path


def _stem(source: str) -> tuple[str, str]:
    """Return the name of a document without its ending, and that of its folder."""
    folder, name = posixpath.split(source)
    stem = posixpath.splitext(name)[0]
    above = posixpath.basename(folder)
    if stem.lower() in {"_index", "index", "readme"} and above:
        return above, posixpath.basename(posixpath.dirname(folder))
    return stem.lstrip("_"), above


def _planned(document: Drafted, draft: DraftedFile, path: str, id_: str) -> PlannedFile:
    text = draft.text(id_, document.source)
    return PlannedFile(
        path, text, draft.lines, id_, document.source, document.shown, is_draft=draft.is_draft
    )


def _page(document: Drafted, draft: DraftedFile, path: str, source: str) -> PlannedFile:
    return PlannedFile(path, draft.text("", source), draft.lines, "", source, document.shown)


def _targets(named: Iterable[_Named]) -> Mapping[str, list[Target]]:
    found: dict[str, list[Target]] = {}
    for item in named:
        if not item.file.source:
            continue
        lines = frozenset((*item.draft.lines, *item.draft.heading))
        target = Target(item.file.path, lines, item.file.text)
        found.setdefault(item.document.source, []).append(target)
    return found


def _report(
    document: Drafted, named: Sequence[_Named], dead: Sequence[DeadLink], product: str
) -> DocumentReport:
    lines = document.lines
    entries = list(document.report)
    titled: set[int] = set()
    for item in named:
        file, draft = item.file, item.draft
        became = f"became the title of {file.path}"
        if file.id:
            id_ = f"id {file.id}"
            became = f"became the {id_} and the title of {file.path}"
            became = became if draft.is_titled else f"became the {id_} of {file.path}"
        entries += (ReportEntry(n, became, lines[n - 1]) for n in draft.heading if n not in titled)
        titled |= set(draft.heading)
    page = next((d for d in document.files if d.is_page), None)
    if page is not None:
        reason = f"a title, which {product}/index.md has already"
        entries += (ReportEntry(n, reason, lines[n - 1]) for n in page.heading if n not in titled)
    return DocumentReport(
        shown=document.shown,
        lines=sum(1 for line in lines if line.strip()),
        report=tuple(sorted(entries)),
        links=tuple(sorted(dead)),
    )
