"""A document on its way to Markdown that the reader takes: its lines, and where each is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.common.utils import unescapeAll

from bangdex.addresses import is_web_address
from bangdex.importer.model import ReportEntry

_PLACEHOLDER = "bangdex-link"
NOTHING_SHOWN = "markup that shows nothing"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and the lines of the file that are in it."""

    text: str
    origins: tuple[int, ...] = ()  # 1-based


@dataclass(frozen=True, slots=True)
class Link:
    """An address that leads somewhere only from where its document was."""

    href: str  # as a browser takes it
    written: str  # as the document has it
    line: int  # of the file, 1-based


@dataclass(slots=True)
class Page:
    """A document while it is made plain; what is taken out of it goes into the report.

    An address that must be looked at again once all files have their names is a
    placeholder meanwhile: links are found where the text is scanned, and mended in
    the finished files.
    """

    lines: list[Line]
    report: list[ReportEntry] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ids: list[tuple[str, int]] = field(default_factory=list)  # of places in it, with their lines
    mark: str = _PLACEHOLDER

    def drop(self, line: Line, reason: str) -> None:
        """Report the origins of *line*, which is left out."""
        self.report += (ReportEntry(n, reason) for n in line.origins)

    def address(self, written: str, line: int, *, shows: bool = False) -> str:
        """Return what stands for an address until it is known where it leads."""
        href = unescapeAll(written).strip()
        if not shows and is_web_address(href):
            return written
        self.links.append(Link(href, written, line))
        return f"{self.mark}-{len(self.links) - 1}-"

    def placeholder(self) -> re.Pattern[str]:
        """Return the pattern of what `address` returns; its group is the number of the link."""
        return re.compile(rf"{re.escape(self.mark)}-(\d+)-")


def new_page(texts: Sequence[str], first: int) -> Page:
    """Return *texts* as a page; *first* is the 1-based number of the first line."""
    page = Page([])
    while any(page.mark in text for text in texts):
        page.mark += "x"
    page.lines = [Line(text, (n,) if text.strip() else ()) for n, text in enumerate(texts, first)]
    return page


def spread(texts: Iterable[str], lines: Sequence[Line], page: Page) -> list[Line]:
    """Return *texts*, which *lines* became, each with the origins of its own where they match.

    What shows nothing any more is in the page's report.
    """
    texts = list(texts)
    if not any(text.strip() for text in texts):
        for line in lines:
            page.drop(line, NOTHING_SHOWN)
        return [Line("") for _ in texts]
    if len(texts) == len(lines):
        out = [Line(text, line.origins) for text, line in zip(texts, lines, strict=True)]
        for n, line in enumerate(out):
            if line.origins and not line.text.strip():
                page.drop(line, NOTHING_SHOWN)
                out[n] = Line("")
        return out
    origins = tuple(n for line in lines for n in line.origins)
    first = next(n for n, text in enumerate(texts) if text.strip())
    return [Line(text, origins if n == first else ()) for n, text in enumerate(texts)]
