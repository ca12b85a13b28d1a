"""Blocks of HTML as Markdown: paragraphs, lists, simple tables, pictures and code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from bangdex.importer.excess import fence
from bangdex.importer.inline import plain_inline
from bangdex.importer.page import NOTHING_SHOWN, Line, Page
from bangdex.importer.tables import Table
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
_NO_HEADING = re.compile(r"^(?:#{1,6}(?=\s|$)|[=-]+(?=\s*$))")  # text in HTML is none
_FENCE_WORTHY = 3  # tags that nobody knows: together they are a configuration, not words


def plain_html(lines: Sequence[Line], page: Page) -> list[Line]:
    """Return the lines of a block of HTML as Markdown."""
    prefix = _PREFIX.match(lines[0].text)
    start = prefix[0] if prefix else ""
    below = re.sub(r"[^>]", " ", start)
    depth = start.count(">")
    texts = [lines[0].text[len(start) :], *(_unquoted(line.text, depth) for line in lines[1:])]
    names = [tag_name(tag) for tag in _PIECE.findall("\n".join(texts)) if tag_name(tag)]
    is_source = not set(names) & KNOWN and len(names) >= _FENCE_WORTHY
    if is_source or set(names) & _SOURCE:
        out = _fenced(texts, lines, "xml" if is_source else "html")
    else:
        out = _Writer(texts, lines, page).result()
    return [
        Line(
            (start if n == 0 else below) + line.text if line.text else below.rstrip(), line.origins
        )
        for n, line in enumerate(out)
    ]


def _unquoted(text: str, depth: int) -> str:
    for _ in range(depth):
        text = re.sub(r"^[ \t]*> ?", "", text)
    return text


def _fenced(texts: Sequence[str], lines: Sequence[Line], language: str) -> list[Line]:
    ticks = fence(texts)
    inner = [Line(text, line.origins) for text, line in zip(texts, lines, strict=True)]
    return [Line(f"{ticks}{language}"), *inner, Line(ticks)]


class _Writer:
    """A walk over the tags of a block, writing lines of Markdown."""

    def __init__(self, texts: Sequence[str], lines: Sequence[Line], page: Page) -> None:
        self.source = "\n".join(texts)
        self.lines = lines
        self.page = page
        self.done: list[tuple[str, int]] = []  # a line, and that of the source it starts on
        self.at = 0  # the line of the source
        self.is_heading = False
        self.now = ""
        self.lead = ""  # what stands before the text of the line: the marker of a list
        self.lists: list[str] = []  # the marker of each list that is open
        self.table: Table | None = None
        self.is_summary = False

    def result(self) -> list[Line]:
        at = 0
        while (match := _PIECE.search(self.source, at)) is not None:
            self.text(at, match.start())
            at = self.piece(match)
        self.text(at, len(self.source))
        self.end_table()
        self.end_line()
        return self.lined_up()

    def lined_up(self) -> list[Line]:
        """Return what was written, each line with the origins of those it is made from."""
        done = self.done
        while done and not done[-1][0]:
            done.pop()
        while done and not done[0][0]:
            del done[0]
        shown = [n for n, (text, _) in enumerate(done) if text]
        if not shown:
            for line in self.lines:
                self.page.drop(line, NOTHING_SHOWN)
            return []
        origins: dict[int, list[int]] = {n: [] for n in shown}
        at = 0
        for number, line in enumerate(self.lines):
            while at + 1 < len(shown) and done[shown[at + 1]][1] <= number:
                at += 1
            origins[shown[at]] += line.origins
        return [Line(text, tuple(origins.get(n, ()))) for n, (text, _) in enumerate(done)]

    def write(self, *texts: str) -> None:
        self.done += ((text, self.at) for text in texts)

    # -- text --------------------------------------------------------------------

    def line_of(self, start: int) -> Callable[[int], int]:
        def line(at: int) -> int:
            n = self.source.count("\n", 0, start + at)
            found = next((line.origins for line in self.lines[n:] if line.origins), (1,))
            return found[0]

        return line

    def text(self, start: int, end: int) -> None:
        said = plain_inline(self.source[start:end], self.page, self.line_of(start))
        if not self.now.strip():
            blank = len(said) - len(said.lstrip())
            self.at = self.source.count("\n", 0, start) + said.count("\n", 0, blank)
        if self.table is not None:
            self.table.say(re.sub(r"\s*\n\s*", " ", said))
            return
        first, *others = said.split("\n")
        self.now += first
        for other in others:
            self.end_line()
            self.at += 1
            self.now = other.lstrip()

    def end_line(self) -> None:
        text = self.now.strip()
        self.now = ""
        if text:
            text = text if self.is_heading else _NO_HEADING.sub(r"\\\g<0>", text)
            self.write(self.lead + text)
            self.lead = " " * len(self.lead)
        self.is_heading = False

    def gap(self) -> None:
        self.end_line()
        if self.done and self.done[-1][0]:
            self.write("")

    # -- tags --------------------------------------------------------------------

    def piece(self, match: re.Match[str]) -> int:  # noqa: C901, PLR0912  (a branch a kind of tag)
        tag, name, closing = match[0], tag_name(match[0]), is_closing(match[0])
        if self.table is not None:
            return self.in_table(match, self.table)
        if self.is_summary and name != "summary":
            return match.end()  # a reader sees no markup there
        if name == "table" and not closing:
            self.gap()
            self.table = Table()
        elif name == "pre" and not closing:
            return self.pre(match)
        elif name in LISTS:
            self.list_(name, closing=closing)
        elif name in {"li", "dt", "dd"}:
            self.item(closing=closing)
        elif name in HEADINGS:
            self.gap()
            self.now = "" if closing else "#" * int(name[1]) + " "
            self.is_heading = not closing
        elif name == "hr":
            self.gap()
            self.write("***", "")
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
            self.lead = " " * sum(len(marker) + 1 for marker in self.lists)
            if not self.lists:
                self.gap()
            return
        if self.lists:
            self.end_line()
        else:
            self.gap()
        self.lists.append("1." if name == "ol" else "-")

    def item(self, *, closing: bool) -> None:
        self.end_line()
        if closing:
            return
        depth = sum(len(marker) + 1 for marker in self.lists[:-1])
        self.lead = f"{' ' * depth}{self.lists[-1] if self.lists else '-'} "

    def disclosure(self, name: str, *, closing: bool) -> None:
        if name == "summary":
            self.is_summary = not closing
            self.now = self.now.rstrip() + "</summary>" if closing else f"{self.now}<summary>"
            if closing:
                self.end_line()
                self.write("")
            return
        self.gap()
        if closing:
            self.write("</details>", "")
        else:
            self.now = "<details>"

    def pre(self, match: re.Match[str]) -> int:
        code, end = self.preformatted(match)
        self.gap()
        ticks = fence([code])
        self.at = self.source.count("\n", 0, match.start())
        self.write(ticks)
        for line in code.split("\n"):
            self.write(line)
            self.at += 1
        self.write(ticks, "")
        return end

    def preformatted(self, match: re.Match[str]) -> tuple[str, int]:
        """Return what stands between the tags, and where it ends."""
        found = re.compile(r"</pre\s*>", re.IGNORECASE).search(self.source, match.end())
        end = found.start() if found else len(self.source)
        code = html.unescape(re.sub(TAG, "", self.source[match.end() : end])).strip("\n")
        return code, found.end() if found else end

    # -- tables ------------------------------------------------------------------

    def in_table(self, match: re.Match[str], table: Table) -> int:
        name, closing = tag_name(match[0]), is_closing(match[0])
        if name in {"table", "tr", "td", "th"}:
            table.take(name, attributes(match[0]), closing=closing)
            if not table.depth:
                self.end_table()
        elif name == "pre":
            code, end = self.preformatted(match)
            spans = (code_span(line.strip()) for line in code.split("\n") if line.strip())
            table.say("<br>".join(spans))
            return end
        elif table.is_in_cell:
            return self.inline(match)
        return match.end()

    def end_table(self) -> None:
        if self.table is not None:
            lines = self.table.markdown()
            self.table = None
            if lines:
                self.write(*lines, "")
