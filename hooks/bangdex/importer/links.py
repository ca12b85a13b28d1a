"""Where the links of imported documents lead, now that their files have other names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from markdown_it.token import Token

from bangdex.addresses import is_web_address
from bangdex.frontmatter import FENCE
from bangdex.importer.drafting import Drafted, anchor_key
from bangdex.importer.model import DeadLink, PlannedPicture
from bangdex.importer.page import Link
from bangdex.importer.tags import code_span
from bangdex.load import IMAGES
from bangdex.markdown import parser, plain_text
from bangdex.text import slugify, unique_slug
from bangdex.vocabulary import SectionKind, section_anchor, section_kind, section_role

_ENDINGS = ("", ".md", "/index.md", "/_index.md", "/README.md", ".markdown")
_PAGE = re.compile(r"(?:/|\.html?|\.aspx)$", re.IGNORECASE)
_LOOK_BACK = 4000  # characters: no text of a link is longer


@dataclass(slots=True)
class Target:
    """A file of the import that a link may lead to."""

    path: str  # below the knowledge base
    lines: frozenset[int]  # of its document
    text: str
    anchors: frozenset[str] | None = None  # once someone has asked


@dataclass(slots=True)
class Mender:
    """All that is known of the places that links may lead to."""

    documents: Mapping[str, Drafted]  # by source
    targets: Mapping[str, list[Target]]  # by source
    exists: Callable[[str], bool]  # of a path below the knowledge base
    picture: Callable[[str, str], Path | None]  # source and address -> the file
    roots: Mapping[str, str] = field(default_factory=dict)  # by source
    base_url: str = ""
    pictures: dict[str, PlannedPicture] = field(default_factory=dict)  # by path
    _folded: dict[str, str] = field(default_factory=dict)
    _stems: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the documents by their names in lower case."""
        for source in self.documents:
            self._folded.setdefault(source.lower(), source)
            stem = posixpath.splitext(posixpath.basename(source))[0].lower()
            self._stems.setdefault(stem, []).append(source)

    def mend(self, text: str, document: Drafted, path: str) -> tuple[str, list[DeadLink]]:
        """Return the file *text* at *path* with its addresses in place, and what is dead."""
        if document.mark not in text:
            return text, []
        pattern = re.compile(rf"{re.escape(document.mark)}-(\d+)-")
        dead: list[DeadLink] = []
        at = 0
        while (found := pattern.search(text, at)) is not None:
            link = document.links[int(found[1])]
            before, after = text[: found.start()], text[found.end() :]
            start, shows, kind = _construct(before, after)
            if kind == "text":
                text, at = before + link.written + after, found.start() + len(link.written)
                continue
            address = self.address(link, document, path, shows=shows)
            if address is not None and (not shows or not is_web_address(address)):
                if re.search(r"[\s()<>]", address) and not before.endswith("<"):
                    address = f"<{address}>"
                text, at = before + address + after, found.start() + len(address)
                continue
            if address is None:
                dead.append(_dead(link, document, path))
            if kind == "definition":
                text = before[:start] + "\\" + before[start:] + code_span(link.href) + after
                at = len(before)
                continue
            words, after = _as_words(before[start + shows :], after, link.href)
            new = str(words)
            is_inside = before[:start].endswith("[") and after.startswith("](")  # another link
            if address is not None and not is_inside:  # a picture on the web
                new = f"[{words.said or code_span(link.href)}]({address})"
            text, at = before[:start] + new + after, start + len(new)
        return text, dead

    def address(self, link: Link, document: Drafted, path: str, *, shows: bool) -> str | None:
        """Return what to write in the file *path* for where *link* leads, or None."""
        href = link.href
        try:
            parts = urlsplit(href)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return href if is_web_address(href) else None
        if shows:
            return self._show(href, document, path) or self._on_the_web(href, document)
        for source in self._candidates(unquote(parts.path), document.source):
            found = self._place(source, unquote(parts.fragment), document, path)
            if found is not None:
                return found
        if parts.path and not parts.path.startswith("/"):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
            if self.exists(there):
                return href
        return self._on_the_web(href, document)

    def _show(self, href: str, document: Drafted, path: str) -> str | None:
        """Return the address of a picture, which is copied along."""
        origin = self.picture(document.source, href)
        if origin is None or origin.suffix.lower() not in IMAGES:
            return None
        product = path.split("/", maxsplit=1)[0]
        stem = slugify(posixpath.splitext(posixpath.basename(path))[0])
        name = slugify(origin.stem) or "picture"
        number = 1
        while True:
            tail = "" if number == 1 else f"-{number}"
            target = f"{product}/images/{stem}-{name[:60]}{tail}{origin.suffix.lower()}"
            other = self.pictures.setdefault(target, PlannedPicture(target, origin))
            if other.origin == origin:
                return quote(posixpath.relpath(target, posixpath.dirname(path)), safe="/")
            number += 1

    def _on_the_web(self, href: str, document: Drafted) -> str | None:
        base = document.address or (
            urljoin(self.base_url.rstrip("/") + "/", quote(document.source))
            if self.base_url
            else ""
        )
        found = urljoin(base, href) if base else ""
        is_plain = not re.search(r"[\s()<>\\]", found)
        return found if is_web_address(found) and is_plain and not href.startswith("#") else None

    def _candidates(self, path: str, source: str) -> Iterator[str]:
        """Yield the documents that an address may mean, the likeliest first."""
        if not path:
            yield source
            return
        folder = posixpath.dirname(source)
        root = re.escape(self.roots.get(source, ""))
        # A page of Hugo or MkDocs is a folder on the web: `../other` is its neighbour.
        froms = [""] if path.startswith("/") else [folder, posixpath.splitext(source)[0]]
        bare = _PAGE.sub("", path.lstrip("/"))
        for start in froms:
            for name in dict.fromkeys((path.lstrip("/"), bare)):
                for ending in _ENDINGS:
                    found = posixpath.normpath(posixpath.join(start, name + ending))
                    known = self._folded.get(found.lower())
                    if known is None:
                        # Out of the folder and in again, which may have had another name.
                        inside = re.sub(rf"^(?:(?:\.\./)+[^/.]+|{root})/", "", found)
                        known = self._folded.get(inside.lower())
                    if known is not None:
                        yield known
        # A wiki calls a page by its name alone, with spaces or hyphens, wherever it is.
        named = self._stems.get(path.lower()) or self._stems.get(path.lower().replace(" ", "-"), [])
        if len(named) == 1:
            yield named[0]

    def _place(self, source: str, anchor: str, document: Drafted, path: str) -> str | None:
        """Return the address of a place in a document that is imported as well."""
        targets = self.targets.get(source, [])
        if not targets:
            return None
        key = anchor_key(anchor)
        there = self.documents[source]
        heading = next((h for h in there.headings if key and h.key == key), None)
        is_same = source == document.source
        if heading is None:
            target = next((t for t in targets if is_same and t.path == path), targets[0])
            if anchor and is_same:
                return None  # nothing on this page is called so
        else:
            target = next((t for t in targets if heading.line in t.lines), targets[0])
        place = self._anchor(target, heading.text) if heading else ""
        if target.path == path:
            return f"#{place}" if place else _relative(path, path)
        return _relative(target.path, path) + (f"#{place}" if place else "")

    def _anchor(self, target: Target, heading: str) -> str:
        if target.anchors is None:
            is_page = target.path.endswith("/index.md")
            target.anchors = frozenset(_anchors(target.text, is_page=is_page))
        role = section_role(heading)
        names = [unique_slug(heading, set()) if slugify(heading) else ""]
        if role is not None and role.is_name and isinstance(role.part, SectionKind):
            names += [section_anchor(role.part, heading), section_anchor(role.part, "가")]
        return next((name for name in names if name and name in target.anchors), "")


def _anchors(text: str, *, is_page: bool) -> Iterator[str]:
    """Yield the anchors of the headings in a file that is to be written.

    Reading it in full would take several times as long, and many are asked for. Headings in a
    test section are tests, and called otherwise; a product's page has no sections.
    """
    tokens: list[Token] = []
    md = parser()
    md.block.parse(text.partition(f"\n{FENCE}\n")[2], md, {}, tokens)
    kind: SectionKind | None = None
    depth = 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and depth == 0:
            name = plain_text(md.parseInline(tokens[at + 1].content))
            if token.tag in {"h1", "h2"} and not is_page:
                kind = section_kind(name)
                if kind is not None:
                    yield section_anchor(kind, name)
            elif kind is not SectionKind.TEST:
                yield unique_slug(name, set())
        depth += token.nesting


def _relative(target: str, path: str) -> str:
    return quote(posixpath.relpath(target, posixpath.dirname(path)), safe="/")


def _construct(before: str, after: str) -> tuple[int, bool, str]:
    """Return where the link around an address starts, whether it shows a picture, and its kind.

    Its kind is ``link``, ``definition`` or, where it is none, ``text``.
    """
    line = before[before.rfind("\n") + 1 :]
    if re.fullmatch(r"[ \t>]*\[[^\[\]]+\]:[ \t]*<?", line):
        return len(before) - len(line) + line.index("["), False, "definition"
    opener = re.search(r"\]\(<?$", before)
    if opener is None or re.match(r"[>]?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)", after) is None:
        return 0, False, "text"
    depth = 0
    for i in range(opener.start() - 1, max(opener.start() - _LOOK_BACK, -1), -1):
        char = before[i]
        if char in "[]" and before[i - 1 : i] == "\\" and before[i - 2 : i - 1] != "\\":
            continue
        if char == "]":
            depth += 1
        elif char == "[":
            if not depth:
                shows = before[i - 1 : i] == "!" and before[i - 2 : i - 1] != "\\"
                return i - shows, shows, "link"
            depth -= 1
    return 0, False, "text"


@dataclass(frozen=True, slots=True)
class _Words:
    """A link without its address, which stands behind it as code."""

    said: str
    href: str
    title: str

    def __str__(self) -> str:
        """Return it as Markdown."""
        code = f"{code_span(self.href) or '``'}{self.title}"
        return code if self.said.strip("`") in {"", self.href} else f"{self.said} ({code})"


def _as_words(opening: str, after: str, href: str) -> tuple[_Words, str]:
    """Return the link that *opening* starts as words, and what stands behind it."""
    end = re.match(r">?(?:\s+(\"[^\"]*\"|'[^']*'))?\)", after)
    title = f", {end[1][1:-1]}" if end and end[1] else ""
    said = opening[1 : opening.rindex("](")].strip()
    return _Words(said, href, title), after[end.end() :] if end else after


def _dead(link: Link, document: Drafted, path: str) -> DeadLink:
    line = document.lines[link.line - 1]
    col = next((c for c in (line.find(link.written), line.find(link.href)) if c >= 0), 0)
    return DeadLink(link.line, col + 1, link.href, path)
