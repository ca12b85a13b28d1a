"""One page of every kind that the site has."""

from __future__ import annotations

from pathlib import Path

from bangdex.knowledge import read_knowledge
from bangdex.pages import Site
from bangdex.site import site_pages
from bangdex.strings import Strings

KB = Path(__file__).resolve().parents[2] / "kb"


def one_of_each(site: Path) -> dict[str, str]:
    """Return the address of the fullest page of each kind; hand-written ones are ``docs``."""
    pages = site_pages(Site(read_knowledge(KB).catalog, Strings("ko"), "write-an-issue.html"))
    fullest = {page.kind: page.url for page in sorted(pages, key=lambda page: len(page.html))}
    guides = [path for path in site.glob("*.html") if path.name not in {"index.html", "404.html"}]
    longest = max(guides, key=lambda path: path.stat().st_size)
    return dict(sorted({**fullest, "docs": longest.name, "404": "404.html"}.items()))
