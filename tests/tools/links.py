"""Reads a built site as files and says which of its links lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes that hold an address, by element.
ADDRESSES = {
    "a": "href",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "src",
}


@dataclass
class HtmlPage(HTMLParser):
    """The links and element ids of one page."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids[str(found["id"])] += 1
        address = found.get(ADDRESSES.get(tag, ""))
        if address is not None:
            self.links.append(address)


def read_site(site: Path) -> dict[str, HtmlPage]:
    """Return every page of *site* by its path; 404.html, whose links are a server's, is left out."""
    pages: dict[str, HtmlPage] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name != "404.html":
            pages[name] = HtmlPage()
            pages[name].feed(path.read_text("utf-8"))
    return pages


def dead_links(site: Path) -> Iterator[str]:
    """Yield a line for every link, asset or anchor of *site* that isn't there."""
    pages = read_site(site)
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            if not target.is_file():
                yield f"{name}: {link} is not there"
                continue
            below = target.resolve().relative_to(site.resolve()).as_posix()
            anchor = unquote(parts.fragment)
            if anchor and below in pages and anchor not in pages[below].ids:
                yield f"{name}: {link} names no place"


def repeated_ids(site: Path) -> Iterator[str]:
    """Yield a line for every element id that stands more than once on its page."""
    for name, page in read_site(site).items():
        for identity, count in page.ids.items():
            if count > 1:
                yield f"{name}: #{identity} stands {count} times"
