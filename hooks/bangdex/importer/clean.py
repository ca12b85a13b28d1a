"""From other people's Markdown to what the reader takes; every line keeps where it is from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from bangdex.elements import is_harmless
from bangdex.importer.directives import plain_directives
from bangdex.importer.excess import fence_excess
from bangdex.importer.headings import plain_headings
from bangdex.importer.inline import HEADING_ID, plain_inline
from bangdex.importer.markup import plain_html
from bangdex.importer.page import Line, Page, new_page, spread
from bangdex.markdown import parser
from bangdex.text import invisible
from bangdex.vocabulary import Aside, SectionKind, section_role

# What is in no plain document; one without any of it is taken as it is.
_FOREIGN = re.compile(r"[<{\[]|:::|!!!|\?\?\?|^[*_]|^[^\n]*>[ \t]*\*\*", re.MULTILINE)
_DEFINITION = re.compile(r"^([ \t>]*\[[^\[\]]+\]:[ \t]*)(?:<([^<>]*)>|(\S+))(.*)$")
_SPANNING = re.compile(r"<(/?)(table|ul|ol|dl)\b", re.IGNORECASE)  # blank lines, too
# `**Cause**`, `*Cause:* text`, `<u>Cause</u>:`
_MARKS = r"(?:[*_]|<u>|<b>|<strong>|<em>|<i>|</u>|</b>|</strong>|</em>|</i>)"
_LABEL = re.compile(
    rf"^{_MARKS}+\s*([^\s*_<>:：](?:[^*_<>]*[^\s*_<>:：])?)\s*"
    rf"(?:[:：]\s*{_MARKS}+|{_MARKS}+(?:\s*[:：]|\s*$))"
    r"\s*(.*)$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
INVISIBLE = "only characters that nobody sees"


def clean(texts: Sequence[str], first: int = 1) -> Page:
    """Return the lines of a document as Markdown that the reader takes.

    *first* is the number in its file of the first line. What is left out is in the
    page's report.
    """
    page = new_page(texts, first)
    page.lines = [_seen(line, page) for line in page.lines]
    fence_excess(page)
    plain_headings(page)
    if not _FOREIGN.search("\n".join(texts)):
        return page
    plain_directives(page)
    page.lines = _plain_blocks(page)
    return page


def _seen(line: Line, page: Page) -> Line:
    if invisible(line.text) is None:
        return line
    text = "".join(char for char in line.text if invisible(char) is None)
    if line.origins and not text.strip():
        page.drop(line, INVISIBLE)
        return Line("")
    return Line(text, line.origins)


def _plain_blocks(page: Page) -> list[Line]:
    out: list[Line] = []
    lines = page.lines
    closings = _closings(lines)
    at = level = 0
    for start, end, kind in _regions(lines):
        if start < at:
            continue
        out += (_definition(line, page) for line in lines[at:start])
        at = _end_of(closings, start, end) if kind == "html" else end
        region = lines[start:at]
        if kind == "html":
            out += _html(region, page, out)
        elif kind.startswith("h"):
            level = int(kind[1])
            out += _heading(region, page)
        else:
            out += _label(region, page, level + 1) or _inline(region, page)
    out += (_definition(line, page) for line in lines[at:])
    return out


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of *lines* that hold text or HTML, in order; code is in none.

    Each with its first line, the line after its last, and what it is: ``html``, ``h2``
    or ``inline``.
    """
    found: list[tuple[int, int, str]] = []
    table: tuple[int, int] | None = None
    last = tag = ""
    for token in _block_tokens("\n".join(line.text for line in lines)):
        if token.type == "table_open" and token.map:
            table = (token.map[0], token.map[1])
            found += ((n, n + 1, "inline") for n in range(*table))
        elif token.type == "table_close":
            table = None
        elif token.map and table is None:
            start, end = token.map
            if token.type == "inline":
                found.append((start, end, tag if last == "heading_open" else "inline"))
            elif token.type == "html_block":
                found.append((start, end, "html"))
            elif token.type in {"fence", "code_block"}:
                found.append((start, end, "code"))
        last, tag = token.type, token.tag
    yield from (region for region in found if region[2] != "code")


def _block_tokens(text: str) -> list[Token]:
    md = parser()
    tokens: list[Token] = []
    md.block.parse(text, md, {}, tokens)
    return tokens


def _closings(lines: Sequence[Line]) -> dict[str, list[tuple[int, int]]]:
    """Return for each kind of table and list where one opens and where it closes, if it does.

    None spans a fence. Sorted by where it opens; one that never closes ends before it starts.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    opened: dict[str, list[int]] = {}  # by kind: places in `found` of those that are open
    for at, line in enumerate(lines):
        if "```" in line.text:
            opened.clear()
        for tag in _SPANNING.finditer(line.text):
            name = tag[2].lower()
            if not tag[1]:
                spans = found.setdefault(name, [])
                opened.setdefault(name, []).append(len(spans))
                spans.append((at, -1))
            elif open_ := opened.get(name):
                place = open_.pop()
                found[name][place] = (found[name][place][0], at)
    return found


def _end_of(closings: Mapping[str, Sequence[tuple[int, int]]], start: int, end: int) -> int:
    """Return where a block of HTML ends: with the tables and lists that it opens, once closed."""
    inside = [
        close
        for spans in closings.values()
        for _, close in spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]
    ]
    return max(end, *(close + 1 for close in inside)) if inside and min(inside) >= 0 else end


def _html(region: list[Line], page: Page, before: Sequence[Line]) -> list[Line]:
    text = _COMMENT.sub("", "\n".join(line.text for line in region))
    whole = "\n".join(line.text for line in region)
    if whole.rfind("<!--") > whole.rfind("-->"):  # left open to the document's end
        region.append(Line("-->"))
    if is_harmless(text):
        return region
    while region and not region[-1].text.strip():
        region.pop()
    gap = [Line("")] if before and before[-1].text.strip(" >\t") else []
    return [*gap, *plain_html(region, page), Line("")]


def _heading(region: list[Line], page: Page) -> list[Line]:
    first, *others = region
    found = HEADING_ID.search(first.text)
    if found is not None:
        page.ids += ((found[1], n) for n in first.origins)
        first = Line(HEADING_ID.sub("", first.text), first.origins)
    return _inline([first, *others], page)


def _label(region: list[Line], page: Page, level: int) -> list[Line]:
    """Return a paragraph that names a section in bold, italic or underlined as a heading.

    Empty where it doesn't. What stands behind the name is the section's first text.
    """
    first, *others = region
    found = _LABEL.match(first.text)
    role = section_role(found[1]) if found else None
    if found is None or role is None or not role.is_name:
        return []
    said = found[2].strip()
    if not _opens_section(role.part) and (said or role.part is not Aside.BEFORE):
        return []
    heading = Line(f"{'#' * min(level, 6)} {found[1].strip()}", () if said else first.origins)
    rest = [Line(said, first.origins), *others] if said else others
    return [Line(""), heading, *([Line(""), *_inline(rest, page)] if rest else [])]


def _opens_section(part: SectionKind | Aside) -> bool:
    return isinstance(part, SectionKind) or part is Aside.CAUSE


def _inline(region: list[Line], page: Page) -> list[Line]:
    text = "\n".join(line.text for line in region)
    if not _FOREIGN.search(text):
        return spread(text.split("\n"), region, page)

    def line_of(at: int) -> int:
        n = text.count("\n", 0, at)
        return next((line.origins[0] for line in region[n:] if line.origins), 1)

    return spread(plain_inline(text, page, line_of).split("\n"), region, page)


def _definition(line: Line, page: Page) -> Line:
    """Return a line between blocks; the address in a definition of a link is looked at."""
    found = _DEFINITION.match(line.text) if "]:" in line.text else None
    if found is None or not line.origins:
        return line
    written = found[2] or found[3] or ""
    address = page.address(written, line.origins[0])
    if address == written:
        return line
    return Line(f"{found[1]}{address}{found[4]}", line.origins)
