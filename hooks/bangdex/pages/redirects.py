"""What stands at the addresses that pages had before they were moved."""

from __future__ import annotations

from collections.abc import Iterator

from bangdex.addresses import page_url
from bangdex.model import Issue, OutFile, Shared
from bangdex.pages.page import Page, Site, build_page


def redirect_files(site: Site) -> Iterator[OutFile]:
    """Yield a page for every address that an issue or a shared page had; it leads to the new one.

    They are files of their own, not pages among the site's: nothing lists or finds them.
    """
    catalog = site.catalog
    moved: list[Issue | Shared] = [*catalog.issues, *catalog.shared.values()]
    for item in moved:
        for path in dict.fromkeys(item.redirects):
            page = build_page(site, Page(page_url(path), "redirect", item.title), target=item)
            yield OutFile(page.url, page.html.encode())
