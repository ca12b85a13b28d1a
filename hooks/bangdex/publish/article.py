"""What a page of a built site says, rewritten so that it can stand beside all other pages."""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from bangdex.publish.markup import ADDRESSES

# How the theme writes what is needed of a page.
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*)</article>', re.DOTALL)
_NAVIGATION = re.compile(r'<nav class="md-nav md-nav--primary[^>]*>(.*?)</nav>\s*</div>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="[^"]*url=([^"]*)"')
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*)"')
_ICON = re.compile(r'<link rel="icon" href="([^"]*)"')

# Attributes that name ids, or a group of fields, of the page they are on.
_NAMES = frozenset(
    """
    aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage
    aria-flowto aria-labelledby aria-owns for form headers id list name
    """.split()
)
# What a page has for a server or for its theme alone: scripts, and the way to its source.
_LEFT_OUT = frozenset({"script"})
_BUTTON = "md-content__button"
# A browser that offers to fill in forms holds each against every label of the document: with a
# form on each of 1,000 pages that takes half a minute. None of ours sends anything.
_WRITTEN = {"form": "div"}
_SPACE = re.compile(r"\s+")
_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself."""

    title: str
    language: str
    sheets: tuple[str, ...]  # addresses, from the page
    icon: str
    leads_to: str  # where it sends its reader on; nothing for any other page


def head_of(html: str) -> Head:
    """Return what a page says of itself."""
    head = html.partition("<body")[0]
    return Head(
        title=_first(_TITLE, head).strip(),
        language=_first(_LANGUAGE, head),
        sheets=tuple(map(unescape, _SHEET.findall(head))),
        icon=_first(_ICON, head),
        leads_to=_first(_REFRESH, head),
    )


def article_of(html: str) -> str:
    """Return the content of a page, without what the theme draws around it."""
    match = _ARTICLE.search(html)
    return match[1] if match else ""


def navigation_of(html: str) -> list[tuple[str, str]]:
    """Return where a page's navigation leads and what it calls that, in order."""
    reader = _Navigation()
    reader.feed(_first(_NAVIGATION, html, as_is=True))
    return [(href, _SPACE.sub(" ", "".join(text)).strip()) for href, text in reader.links]


def identity(path: str, anchor: str = "") -> str:
    """Return the id that a page has among all, or a place on it."""
    return _SPACE.sub("-", path) + (f"#{anchor}" if anchor else "")


def resolve(page: str, address: str) -> tuple[str, str]:
    """Return the path and the anchor that *address*, found on *page*, leads to."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return whole, unquote(parts.fragment)


def data_address(path: Path) -> str:
    """Return a picture as an address that holds it; nothing where it is none, or not there."""
    kind = _TYPES.get(path.suffix.lower())
    if kind is None or not path.is_file():
        return ""
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


@dataclass(frozen=True, slots=True)
class Article:
    """The content of a page, for a document that holds all pages."""

    id: str
    title: str
    html: Markup
    ids: tuple[str, ...]  # every one in it, also the same once more
    leads_to: frozenset[str]  # ids of any page


def rewritten(
    html: str, page: str, title: str, pages: Mapping[str, str], picture: Callable[[str], str]
) -> Article:
    """Return the content of *page* with ids of its own, in-page links and pictures inside.

    *pages* says for every page of the site which one stands for it; *picture* gives the
    address that holds a picture. What leads to neither is left without its address.
    """
    rewriter = _Rewriter(page, pages, picture)
    rewriter.feed(html)
    rewriter.close()
    own = identity(page)
    content = Markup("".join(rewriter.out))  # noqa: S704 - the content of a page that was checked
    return Article(own, title, content, (own, *rewriter.ids), frozenset(rewriter.links))


@dataclass
class _Rewriter(HTMLParser):
    page: str
    pages: Mapping[str, str]
    picture: Callable[[str], str]
    out: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    left_out: str = ""  # the element that is being left out

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def updatepos(self, _from: int, to: int) -> int:
        """Count no lines: a quarter of the time, and nobody asks for them."""
        return to

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, ">")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open(tag, attrs, "/>")

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            self.left_out = "" if tag == self.left_out else self.left_out
        else:
            self.out.append(f"</{_WRITTEN.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._write(f"&#{name};")

    def _write(self, text: str) -> None:
        if not self.left_out:
            self.out.append(text)

    def _open(self, tag: str, attrs: list[tuple[str, str | None]], end: str) -> None:
        if self.left_out:
            return
        if tag in _LEFT_OUT or (tag == "a" and _BUTTON in (dict(attrs).get("class") or "")):
            self.left_out = tag
            return
        written = (
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in self._attributes(tag, attrs)
        )
        self.out.append(f"<{_WRITTEN.get(tag, tag)}{''.join(written)}{end}")

    def _attributes(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> Iterator[tuple[str, str | None]]:
        if tag == "form":
            yield "role", "form"
        for name, value in attrs:
            if not value:
                yield name, value
            elif name in _NAMES:
                names = [identity(self.page, part) for part in value.split()]
                if name == "id":
                    self.ids += names
                yield name, " ".join(names)
            elif name in {"href", "data-diagnose"}:
                address = self._link(value)
                if address:
                    yield name, address
            elif name == ADDRESSES.get(tag):
                address = self.picture(resolve(self.page, value)[0])
                if address:
                    yield name, address
            else:
                yield name, value

    def _link(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address
        path, anchor = resolve(self.page, address)
        stands_for = self.pages.get(path)
        if stands_for is None:
            return ""
        target = identity(stands_for, anchor if stands_for == path else "")
        self.links.append(target)
        return f"?{parts.query}#{target}" if parts.query else f"#{target}"


class _Navigation(HTMLParser):
    """Every link that has an address of this site."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, list[str]]] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and "md-nav__link" in (found.get("class") or ""):
            self.links.append((found.get("href") or "", []))
            self._is_open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.links[-1][1].append(data)


def _first(pattern: re.Pattern[str], text: str, *, as_is: bool = False) -> str:
    match = pattern.search(text)
    return (match[1] if as_is else unescape(match[1])) if match else ""
