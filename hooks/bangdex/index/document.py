"""What the search knows of one issue."""

from __future__ import annotations

from dataclasses import dataclass

from bangdex.model import Keyword, Status


@dataclass(frozen=True, slots=True)
class Document:
    """One issue as the index sees it: what a hit shows, and the text it is found by.

    Shared tests and fixes that the issue brings in are part of its texts.
    """

    id: str
    url: str  # from the site's root: cdi/quota.html
    path: str  # the file, as the author names it: kb/cdi/quota.md
    title: str
    product: str  # slug
    product_name: str  # short, as shown
    status: Status
    keywords: tuple[Keyword, ...]
    causes: tuple[str, ...]
    error_text: str
    symptom: str  # without the error texts
    test: str
    fix: str
    # element ids of the three sections on its page
    symptom_anchor: str
    test_anchor: str
    fix_anchor: str
