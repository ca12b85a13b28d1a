"""The articles of the corpora, as documents of the index.

Each collection is a knowledge base of its own. An article's sections are found by their names
(``bangdex.vocabulary``); what stands before the first of them belongs to the symptom, what stands
under a name that says nothing of the three goes with the section before it.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bangdex.index import Document
from bangdex.knowledge import read_knowledge
from bangdex.model import Status
from bangdex.site import index_documents
from bangdex.vocabulary import Aside, SectionKind, section_role

REPOSITORY = Path(__file__).resolve().parent.parent
# Where a collection's articles are below corpora/. One is kept as an archive.
COLLECTIONS = {
    "ms": ("ms-support-articles.zip",),
    "ko": ("adobe-commerce-kb-ko",),
    "rb": ("prometheus-operator-runbooks", "longhorn-kb", "rook-troubleshooting"),
}
OWN = "kb"  # the collection that is this repository's own knowledge base, a small one
PRODUCT_DEPTH = 3  # folders of a path that make an article's product
TITLE_LEVEL = 1

_HEADER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_HEADER_TITLE = re.compile(r"^title: *(['\"]?)(.*?)\1 *$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_QUOTED = re.compile(r"\s*>\s?(.*)")
_CALLOUT = re.compile(r"\s*>?\s*\[![A-Z]+\]")
_SHORT_CODE = re.compile(r"\{\{[<%].*?[%>]\}\}|<!--.*?-->|<[^<>\s][^<>]*>", re.DOTALL)
_PICTURE = re.compile(r"!\[([^]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
_MARKUP = re.compile(
    r"\*\*|__|`|&nbsp;|\\(?=[!-/:-@\[-`{-~])|^[ \t]*\|?[-:| ]+\|[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a corpus."""

    path: str  # from corpora/, the archive unpacked
    markdown: str
    document: Document


def shared_folder() -> Path:
    """Return the folder that corpora and cases are in, whether or not it is there."""
    return Path(os.environ.get("BANGDEX_SHARED") or REPOSITORY.parent / "shared")


def articles(shared: Path, collection: str) -> list[Article]:
    """Return the articles of a collection, sorted by path."""
    found = []
    for name in COLLECTIONS[collection]:
        place = shared / "corpora" / name
        files = _zipped(place) if place.suffix == ".zip" else _plain(place)
        for path, text in sorted(files):
            if path.rpartition("/")[2] not in {"README.md", "LICENSE.md", "TOC.md", "_index.md"}:
                found.append(Article(path, text, _document(path, text, len(found))))
    return found


def own_articles() -> list[Article]:
    """Return the issues of this repository's own knowledge base."""
    found = []
    for document in index_documents(read_knowledge(REPOSITORY / OWN).catalog):
        file = Path(document.path)
        path = file.relative_to(REPOSITORY).as_posix()
        text = file.read_text(encoding="utf-8")
        found.append(Article(path, text, replace(document, path=path)))
    return found


def _zipped(place: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            if name.endswith(".md"):
                yield f"{place.stem}/{name}", archive.read(name).decode("utf-8-sig", "replace")


def _plain(place: Path) -> Iterator[tuple[str, str]]:
    for path in place.rglob("*.md"):
        shown = f"{place.name}/{path.relative_to(place).as_posix()}"
        yield shown, path.read_text(encoding="utf-8-sig", errors="replace")


def _document(path: str, text: str, number: int) -> Document:
    text = text.replace("\r\n", "\n")
    header = _HEADER.match(text)
    body = text[header.end() :] if header else text
    named = _HEADER_TITLE.search(header[1]) if header else None
    parts: dict[SectionKind, list[str]] = {kind: [] for kind in SectionKind}
    errors: list[str] = []
    first = ""
    where = SectionKind.SYMPTOM
    for line, kind in _lines(body):
        heading = _HEADING.match(line) if kind == "text" else None
        if heading and len(heading[1]) == TITLE_LEVEL and not first:
            first = _plain_text(heading[2])
        elif heading and (role := section_role(_plain_text(heading[2]))):
            where = _PLACES.get(role.part, where)
            if not role.is_name:
                parts[where].append(heading[2])
        elif kind == "error" and where is SectionKind.SYMPTOM:
            errors.append(line)
        elif line.strip():
            parts[where].append(heading[2] if heading else line)
    slug = path.rpartition("/")[2].removesuffix(".md")
    given = named[2] if named else ""
    title = first or given or slug
    if given != title:
        parts[SectionKind.SYMPTOM].insert(0, given)
    folder = path.rpartition("/")[0].split("/")
    product = folder[:PRODUCT_DEPTH][-1]
    return Document(
        id=f"{product}-{number}",
        url=f"{product}/{slug}.html",
        path=path,
        title=title,
        product=product,
        product_name=product,
        status=Status.SOLVED,
        keywords=(),
        causes=(),
        error_text=_plain_text("\n".join(errors)),
        symptom=_plain_text("\n".join(parts[SectionKind.SYMPTOM])),
        test=_plain_text("\n".join(parts[SectionKind.TEST])),
        fix=_plain_text("\n".join(parts[SectionKind.FIX])),
        symptom_anchor="symptom",
        test_anchor="test",
        fix_anchor="fix",
    )


_PLACES = {
    **{kind: kind for kind in SectionKind},
    Aside.BEFORE: SectionKind.SYMPTOM,
    Aside.VERSIONS: SectionKind.SYMPTOM,
    Aside.CAUSE: SectionKind.SYMPTOM,
    Aside.AFTER: SectionKind.FIX,
}


def _lines(body: str) -> Iterator[tuple[str, str]]:
    """Yield each line with what it is: ``text``, ``code``, or ``error`` in a quotation or fence."""
    fence = ""
    language = ""
    callout = False
    for line in body.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            else:
                yield (
                    line,
                    "error" if language in {"", "output", "text", "console", "log"} else "code",
                )
        elif opening:
            fence = opening[1]
            language = line.strip().strip("`~").strip().lower()
        elif quoted := _QUOTED.match(line):
            callout = callout or bool(_CALLOUT.match(line))
            if not _CALLOUT.match(line):
                yield quoted[1], "text" if callout else "error"
        else:
            callout = False
            yield line, "text"


def _plain_text(text: str) -> str:
    text = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))
    return _MARKUP.sub("", _SHORT_CODE.sub(" ", text))
