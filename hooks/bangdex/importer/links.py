"""Links that lead nowhere once their document is taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from bangdex.importer.blocks import Document
from bangdex.importer.model import DeadLink, PlannedFile
from bangdex.markdown import links
from bangdex.model import Source
from bangdex.parse import parse, resolve_link


def dead_links(
    document: Document, files: Sequence[PlannedFile], exists: Callable[[str], bool]
) -> Iterator[DeadLink]:
    """Yield the links of *document* whose target is neither planned nor there.

    *exists* tells of a path below the knowledge base whether a file is there.
    """
    at_line = {line: file for file in files for line in file.lines}
    planned = {file.path: file for file in files}
    anchors: dict[str, frozenset[str]] = {}
    for block in document.blocks:
        cursor = (block.start, 0)
        for token in block.tokens:
            for href, near in links([token]):
                line, col = _find(document.lines, href, max(cursor, (near, 0)), block.end)
                cursor = (line, col + 1)
                file = at_line.get(line + 1)
                found = resolve_link(href, file.path) if file else None
                if file is None or found is None:
                    continue
                path, anchor = found
                is_there = path in planned or exists(path)
                if anchor and path in planned:
                    if path not in anchors:
                        anchors[path] = _anchors(planned[path])
                    is_there = anchor in anchors[path]
                if not is_there:
                    yield DeadLink(line + 1, col + 1, href, file.path)


def _anchors(file: PlannedFile) -> frozenset[str]:
    return parse(Source(file.path, file.path, file.text)).anchors


def _find(lines: Sequence[str], href: str, start: tuple[int, int], end: int) -> tuple[int, int]:
    """Return line and column, 0-based, of *href* at or after *start*; *start* if it isn't there."""
    first, after = start
    for at in range(first, end):
        for written in (href, unquote(href)):
            col = lines[at].find(written, after if at == first else 0)
            if col >= 0:
                return at, col
    return start
