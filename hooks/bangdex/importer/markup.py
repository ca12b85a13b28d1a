"""Blocks of HTML as Markdown: paragraphs, lists, simple tables, pictures and code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bangdex.importer.inline import plain_inline
from bangdex.importer.page import Line, Page, spread
from bangdex.importer.tags import (
    BLOCKS,
    HEADINGS,
    KNOWN,
    LISTS,
    TAG,
    attributes,
    code_span,
    is_closing,
    tag_name,
)

_PIECE = re.compile(rf"<!--.*?-->|{TAG}|<[!?][^<>]*>", re.DOTALL)
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
# What a browser would run, load or ask for: kept as its source, in a fence.
_SOURCE = frozenset(
    "script style svg iframe form input button select textarea object embed video audio canvas"
    " math template".split()
)
_FENCE_WORTHY = 3  # tags that nobody knows: together they are a configuration, not words


def plain_html(lines: Sequence[Line], page: Page) -> list[Line]:
    """Return the lines of a block of HTML as Markdown."""
    prefix = _PREFIX.match(lines[0].text)
    start = prefix[0] if prefix else ""
    quoted = re.sub(r"[^>]", " ", start) if ">" in start else " " * len(start)
    below = re.sub(r"> ?", "> ", quoted) if ">" in start else quoted
    depth = start.count(">")
    texts = [lines[0].text[len(start) :], *(_unquoted(line.text, depth) for line in lines[1:])]
    names = [tag_name(tag) for tag in _PIECE.findall("\n".join(texts)) if tag_name(tag)]
    if not set(names) & KNOWN and len(names) >= _FENCE_WORTHY or set(names) & _SOURCE:
        out = _fenced(texts, lines)
    else:
        out = _Writer(texts, lines, page).result()
    return [
        Line((start if n == 0 else below) + line.text if line.text else below.rstrip(), line.origins)
        for n, line in enumerate(out)
    ]


def _unquoted(text: str, depth: int) -> str:
    for _ in range(depth):
        text = re.sub(r"^[ \t]*> ?", "", text)
    return text


def _fenced(texts: Sequence[str], lines: Sequence[Line]) -> list[Line]:
    found = re.findall("`{3,}", "\n".join(texts))
    fence = "`" * (max(map(len, found), default=2) + 1)
    inner = [Line(text, line.origins) for text, line in zip(texts, lines, strict=True)]
    return [Line(fence), *inner, Line(fence)]


@dataclass(slots=True)
class _Table:
    """A table while its cells are read."""

    rows: list[list[str]] = field(default_factory=list)
    depth: int = 1
    cell: list[str] | None = None  # of the cell that is open
    heads: bool = False


class _Writer:
    """A walk over the tags of a block, writing lines of Markdown."""

    def __init__(self, texts: Sequence[str], lines: Sequence[Line], page: Page) -> None:
        self.source = "\n".join(texts)
        self.lines = lines
        self.page = page
        self.done: list[str] = []
        self.now = ""
        self.lists: list[str] = []  # the marker of each list that is open
        self.table: _Table | None = None

    def result(self) -> list[Line]:
        at = 0
        while (match := _PIECE.search(self.source, at)) is not None:
            self.text(at, match.start())
            at = self.piece(match)
        self.text(at, len(self.source))
        self.end_table()
        self.end_line()
        while self.done and not self.done[-1]:
            self.done.pop()
        while self.done and not self.done[0]:
            del self.done[0]
        if not self.done:
            for line in self.lines:
                self.page.drop(line, "HTML that shows nothing")
        return spread(self.done, self.lines) if self.done else []

    # -- text --------------------------------------------------------------------

    def line_of(self, start: int) -> Callable[[int], int]:
        def line(at: int) -> int:
            n = self.source.count("\n", 0, start + at)
            found = next((line.origins for line in self.lines[n:] if line.origins), (1,))
            return found[0]

        return line

    def text(self, start: int, end: int) -> None:
        said = plain_inline(self.source[start:end], self.page, self.line_of(start))
        if self.table is not None:
            if self.table.cell is not None:
                self.table.cell.append(re.sub(r"\s*\n\s*", " ", said).replace("|", "\\|"))
            elif said.strip():
                self.table.rows.append([said.strip()])
            return
        first, *others = said.split("\n")
        self.now += first
        for other in others:
            self.end_line()
            self.now = other.lstrip()

    def end_line(self) -> None:
        text = self.now.strip()
        self.now = ""
        if text:
            text = re.sub(r"^(#{1,6} )", r"\\\1", text) if self.lists else text
            self.done.append(text)

    def gap(self) -> None:
        self.end_line()
        if self.done and self.done[-1]:
            self.done.append("")

    # -- tags --------------------------------------------------------------------

    def piece(self, match: re.Match[str]) -> int:
        tag, name, closing = match[0], tag_name(match[0]), is_closing(match[0])
        if self.table is not None:
            return self.in_table(match)
        if name == "table" and not closing:
            self.gap()
            self.table = _Table()
        elif name == "pre" and not closing:
            return self.pre(match)
        elif name in LISTS:
            self.list_(name, closing=closing)
        elif name in {"li", "dt", "dd"}:
            self.item(name, closing=closing)
        elif name in HEADINGS:
            self.gap()
            self.now = "" if closing else "#" * int(name[1]) + " "
        elif name == "hr":
            self.gap()
            self.done += ["***", ""]
        elif name in {"details", "summary"}:
            self.disclosure(name, closing=closing)
        elif name in BLOCKS | {"blockquote"}:
            if not self.lists:
                self.gap()
        else:
            return self.inline(match)
        if name in BLOCKS and "id" in attributes(tag):
            self.page.ids.append((attributes(tag)["id"], self.line_of(match.start())(0)))
        return match.end()

    def inline(self, match: re.Match[str]) -> int:
        """Take an element of text whole, up to where it ends."""
        name = tag_name(match[0])
        end = match.end()
        if name and not is_closing(match[0]) and name not in {"br", "img"}:
            found = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(self.source, end)
            between = self.source[end : found.start()] if found else ""
            if found and not set(map(tag_name, re.findall(TAG, between))) & (
                BLOCKS | LISTS | {"table", "li"}
            ):
                end = found.end()
        self.text(match.start(), end)
        return end

    def list_(self, name: str, *, closing: bool) -> None:
        if closing:
            self.end_line()
            if self.lists:
                self.lists.pop()
            if not self.lists:
                self.gap()
            return
        if self.lists:
            self.end_line()
        else:
            self.gap()
        self.lists.append("1." if name == "ol" else "-")

    def item(self, name: str, *, closing: bool) -> None:
        self.end_line()
        if closing:
            return
        marker = self.lists[-1] if self.lists else "-"
        depth = sum(len(m) + 1 for m in self.lists[:-1])
        self.now = ""
        self.done.append(" " * depth + marker)
        # What follows is written behind the marker.
        self.now = f"\0{self.done.pop()} " + ("**" if name == "dt" else "")
        if name == "dt":
            self.now = self.now.removesuffix("**")

    def disclosure(self, name: str, *, closing: bool) -> None:
        if name == "summary":
            self.now = self.now.rstrip() + "</summary>" if closing else f"{self.now}<summary>"
            if closing:
                self.end_line()
                self.done.append("")
            return
        self.gap()
        if closing:
            self.done += ["</details>", ""]
        else:
            self.now = "<details>"

    def pre(self, match: re.Match[str]) -> int:
        found = re.compile(r"</pre\s*>", re.IGNORECASE).search(self.source, match.end())
        end = found.start() if found else len(self.source)
        code = html.unescape(re.sub(TAG, "", self.source[match.end() : end])).strip("\n")
        self.gap()
        fence = "`" * (max(map(len, re.findall("`{3,}", code)), default=2) + 1)
        self.done += [fence, *code.split("\n"), fence, ""]
        return found.end() if found else end

    # -- tables ------------------------------------------------------------------

    def in_table(self, match: re.Match[str]) -> int:
        table = self.table
        name, closing = tag_name(match[0]), is_closing(match[0])
        if table is None:
            return match.end()
        if name == "table":
            table.depth += -1 if closing else 1
            if not table.depth:
                self.end_table()
        elif name == "tr" and table.depth == 1:
            self.end_cell()
            if not closing:
                table.rows.append([])
        elif name in {"td", "th"} and table.depth == 1:
            self.end_cell()
            if not closing:
                table.heads = table.heads or name == "th"
                table.cell = []
                self.span(attributes(match[0]))
        elif name in {"tr", "td", "th"}:
            if table.cell is not None and not closing:
                table.cell.append("<br>" if name == "tr" else " ")
        elif name == "pre":
            return self.pre_in_cell(match)
        elif table.cell is not None:
            return self.inline(match)
        return match.end()

    def span(self, values: dict[str, str]) -> None:
        """Leave the columns empty that a cell takes besides its own."""
        width = values.get("colspan", "1")
        if self.table is not None and self.table.rows and width.isdecimal():
            self.table.rows[-1] += [""] * (min(int(width), 50) - 1)

    def pre_in_cell(self, match: re.Match[str]) -> int:
        found = re.compile(r"</pre\s*>", re.IGNORECASE).search(self.source, match.end())
        end = found.start() if found else len(self.source)
        code = html.unescape(re.sub(TAG, "", self.source[match.end() : end])).strip()
        spans = [code_span(line.strip()) for line in code.split("\n") if line.strip()]
        if self.table is not None and self.table.cell is not None:
            self.table.cell.append("<br>".join(spans).replace("|", "\\|"))
        return found.end() if found else end

    def end_cell(self) -> None:
        table = self.table
        if table is None or table.cell is None:
            return
        said = re.sub(r"(?:\s*<br>\s*)+$|^(?:\s*<br>\s*)+", "", "".join(table.cell)).strip()
        table.cell = None
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        at = next((i for i, cell in enumerate(row) if cell == ""), len(row))
        row.insert(at, " ".join(said.split()) or " ")

    def end_table(self) -> None:
        if self.table is None:
            return
        self.end_cell()
        rows = [row for row in self.table.rows if any(cell.strip() for cell in row)]
        heads, self.table = self.table.heads, None
        if not rows:
            return
        width = max(map(len, rows))
        rows = [row + [""] * (width - len(row)) for row in rows]
        head = rows.pop(0) if heads else [""] * width
        table = [head, ["---"] * width, *rows]
        self.done += ["| " + " | ".join(row) + " |" for row in table]
        self.done.append("")
