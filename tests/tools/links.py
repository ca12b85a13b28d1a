"""The engine's own check of a built site, a question at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bangdex.publish import output
from bangdex.publish.markup import Markup as HtmlPage
from bangdex.publish.output import read_site

__all__ = ["HtmlPage", "dead_links", "read_site", "repeated_ids"]


def dead_links(site: Path) -> Iterator[str]:
    """Yield a line for every link, asset or anchor of *site* that isn't there."""
    return output.dead_links(site, read_site(site))


def repeated_ids(site: Path) -> Iterator[str]:
    """Yield a line for every element id that stands more than once on its page."""
    return output.repeated_ids(read_site(site))
