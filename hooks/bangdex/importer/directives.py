"""Lines that tell a site generator something: notes become GitHub's alerts, the rest is taken out.

What MkDocs, Hugo, Docusaurus, DocFX, GitBook and Jekyll write around text, each in its
own way. Fences are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from bangdex.importer.excess import fence
from bangdex.importer.page import Line, Page
from bangdex.vocabulary import NOTE_KINDS, Aside, SectionKind, section_role

DIRECTIVE = "a directive for the site that it comes from"

_KINDS: dict[str, str] = {kind: kind for kind in NOTE_KINDS} | {
    "info": "note", "abstract": "note", "summary": "note", "seealso": "note", "example": "note",
    "quote": "note", "notice": "note", "hint": "tip", "success": "tip", "check": "tip",
    "question": "note", "attention": "warning", "warn": "warning", "danger": "caution",
    "error": "caution", "bug": "caution", "failure": "caution", "notes": "note", "tips": "tip",
    "primary": "note", "secondary": "note", "default": "note", "alert": "warning",
    "callout": "note", "admonition": "note", "important": "important",
}  # fmt: skip
_FENCE = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}|~{3,})(.*)$")
_INDENTED = re.compile(r'^([ \t]*)(?:!!!|\?\?\?\+?)[ \t]*([A-Za-z][\w-]*)[^"]*(?:"([^"]*)")?\s*$')
_COLONS = re.compile(r"^([ \t]*):::+[ \t]*\{?\.?([A-Za-z][\w-]*)\}?[ \t]*\[?(.*?)\]?\s*$")
_COLONS_END = re.compile(r"^[ \t]*:::+\s*$")
_PAIR = re.compile(
    r"^([ \t]*)(?:\{\{[<%]|\{%)[ \t]*([A-Za-z][\w-]*)\b([^{}]*?)(?:[%>]\}\}|%\})\s*$"
)
_HIGHLIGHT = re.compile(
    r"^(?:\{%-?|\{\{[<%])[ \t]*highlight[ \t]+\"?([\w+-]+)[^{}]*(?:%\}|[%>]\}\})\s*$"
)
_DRAWING = re.compile(r"^:::[ \t]*(mermaid)\s*$")
_PAIR_END = re.compile(r"^[ \t]*(?:\{\{[<%]|\{%)[ \t]*(?:/[ \t]*|end)([A-Za-z][\w-]*)\b")
_QUOTED = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)>([ \t]*)\[!([A-Za-z][\w-]*)\](?:[+-](?=\s|$))?"
    r"[ \t]*(.*)$"
)
_NOTED = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)>([ \t]*)\*\*([A-Za-z가-힣]+)\s*[:：]?\*\*"
    r"\s*[:：]?[ \t]*(.*)$"
)
_NOTED_KINDS: dict[str, str] = {kind: kind for kind in NOTE_KINDS} | {
    "참고": "note", "팁": "tip", "중요": "important", "경고": "warning", "주의": "caution",
}  # fmt: skip
_QUOTE = re.compile(r"^[ ]{0,3}> ?")
_QUOTE_DIRECTIVE = re.compile(r"^[ \t]*(?:>[ \t]*)+\[![A-Za-z][\w-]*[^\]]*=[^\]]*\]\s*$")
_ALONE = re.compile(
    r"^[ \t]*(?::::+[ \t]*[\w-]*(?![^\n]*:::[ \t]*$)[^\n]*|:::[\w-]+-end:::|:::+"
    r"|\{%-?[ \t]*(?:include|raw|endraw|comment|endcomment|assign|layout|toc)\b[^{}\n]*%\}"
    r"|\{:[^{}\n]*\}|\{\.[\w-][^{}\n]*\}|\[TOC\]|\[\[_TOC_\]\])[ \t]*$"
)
_TAB = re.compile(r"^[ \t]*#{1,6}[ \t]*\[([^\[\]]+)\]\(#tab/[^)]*\)\s*$")


def plain_directives(page: Page) -> None:
    """Take what only a site generator reads out of *page*; notes become alerts."""
    page.lines = _plain(page.lines, page)


def _plain(lines: Sequence[Line], page: Page) -> list[Line]:
    out: list[Line] = []
    ends = _ends(lines)
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        found = _FENCE.match(line.text)
        if fence or found:
            if not fence and found:
                fence = found[1]
            elif found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            out.append(line)
            at += 1
            continue
        made, at = _several(lines, at, ends, page) or (_one(line, out, page), at + 1)
        out += made
    return out


def _several(
    lines: Sequence[Line], at: int, ends: Mapping[str, Sequence[int]], page: Page
) -> tuple[list[Line], int] | None:
    """Return what the lines from *at* on are that belong together, and the line after them."""
    code = _code(lines, at, ends)
    if code is not None:
        return code, at + len(code)
    inner = _container(lines, at, ends)
    if inner is not None:
        kind, title, indent, body, after, closing = inner
        if closing is not None:
            page.drop(closing, DIRECTIVE)
        return _alert(kind, title, indent, lines[at], _plain(body, page)), after
    quoted = _QUOTED.match(lines[at].text)
    if quoted and not quoted[1] and _names_section(quoted[4]):
        return _section(quoted[4], lines, at + 1, page)
    return None


def _one(line: Line, before: Sequence[Line], page: Page) -> list[Line]:
    """Return what *line* is by itself."""
    if tab := _TAB.match(line.text):
        return [Line(f"**{tab[1]}**", line.origins)]
    if _ALONE.match(line.text) or _QUOTE_DIRECTIVE.match(line.text):
        page.drop(line, DIRECTIVE)
        return [Line("")]
    if quoted := _QUOTED.match(line.text):
        return _quoted(quoted, line, before)
    return _noted(line, before) or [line]


def _kind(name: str, said: str = "") -> str | None:
    """Return the kind of note that *name* is, or one of the words *said* of it."""
    if name.lower() not in _KINDS:
        return None
    words: list[str] = [*re.findall(r"[a-z]+", said.lower()), name.lower()]
    for word in words:
        if word in NOTE_KINDS:
            return word
        meant = _KINDS.get(word, "note")
        if meant != "note":
            return meant
    return "note"


def _code(lines: Sequence[Line], at: int, ends: Mapping[str, Sequence[int]]) -> list[Line] | None:
    """Return the fence that starts in line *at*, written as only some tools do."""
    found = _HIGHLIGHT.match(lines[at].text) or _DRAWING.match(lines[at].text)
    end = _end(ends, "highlight" if found and found.re is _HIGHLIGHT else ":::", at)
    if found is None or end is None:
        return None
    body = lines[at + 1 : end]
    ticks = fence(line.text for line in body)
    return [Line(f"{ticks}{found[1]}", lines[at].origins), *body, Line(ticks, lines[end].origins)]


_Container = tuple[str, str, str, list[Line], int, Line | None]


def _ends(lines: Sequence[Line]) -> Mapping[str, Sequence[int]]:
    """Return the lines that end a container, by its name; ``:::`` ends one of any."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if _COLONS_END.match(line.text):
            found.setdefault(":::", []).append(at)
        elif closing := _PAIR_END.match(line.text):
            found.setdefault(closing[1], []).append(at)
    return found


def _end(ends: Mapping[str, Sequence[int]], name: str, at: int) -> int | None:
    """Return the first line below *at* that ends a container called *name*."""
    there = ends.get(name, ())
    first = bisect_right(there, at)
    return there[first] if first < len(there) else None


def _container(
    lines: Sequence[Line], at: int, ends: Mapping[str, Sequence[int]]
) -> _Container | None:
    """Return what starts in line *at*: kind, title, indent, body, the line after, its end."""
    text = lines[at].text
    if found := _INDENTED.match(text):
        kind = _kind(found[2]) or "note"
        end, body = _indented(lines, at + 1, len(found[1].expandtabs(4)))
        return kind, found[3] or "", found[1], body, end, None
    if (found := _COLONS.match(text)) and (kind_ := _kind(found[2])):
        end_ = _end(ends, ":::", at)
        if end_ is not None:
            return kind_, found[3], found[1], list(lines[at + 1 : end_]), end_ + 1, lines[end_]
    if (found := _PAIR.match(text)) and (kind_ := _kind(found[2], found[3])):
        end_ = _end(ends, found[2], at)
        if end_ is not None:
            title = re.search(r'title\s*=\s*"([^"]*)"', found[3])
            body = list(lines[at + 1 : end_])
            return kind_, title[1] if title else "", found[1], body, end_ + 1, lines[end_]
    return None


def _indented(lines: Sequence[Line], start: int, indent: int) -> tuple[int, list[Line]]:
    end = start
    for at in range(start, len(lines)):
        text = lines[at].text.expandtabs(4)
        if text.strip() and len(text) - len(text.lstrip()) < indent + 2:
            break
        if text.strip():
            end = at + 1
    body = [Line(line.text.expandtabs(4), line.origins) for line in lines[start:end]]
    depths = [len(b.text) - len(b.text.lstrip()) for b in body if b.text.strip()]
    depth = min(depths, default=0)
    return end, [Line(b.text[depth:], b.origins) for b in body]


def _alert(kind: str, title: str, indent: str, first: Line, body: Sequence[Line]) -> list[Line]:
    out = [Line(""), Line(f"{indent}> [!{kind.upper()}]", first.origins)]
    if title.strip():
        out += [Line(f"{indent}> **{title.strip()}**"), Line(f"{indent}>")]
    out += [Line(f"{indent}> {b.text}".rstrip(), b.origins) for b in body]
    return [*out, Line("")]


def _quoted(found: re.Match[str], line: Line, before: Sequence[Line]) -> list[Line]:
    """Return an alert as GitHub reads it: its kind one of five, alone in its line."""
    lead, _, name, rest = found.groups()
    below = " " * len(lead)
    kind = _kind(name)
    out = [Line("")] if before and before[-1].text.lstrip().startswith(">") else []
    out.append(Line(f"{lead}> [!{(kind or 'note').upper()}]", line.origins))
    if kind is None:
        out += [Line(f"{below}> **{name}**"), Line(f"{below}>")]
    if rest.strip():
        out.append(Line(f"{below}> {rest}"))
    return out


def _names_section(text: str) -> bool:
    """Return whether *text* says no more than that a symptom, test, fix or cause follows."""
    role = section_role(text) if text.strip() else None
    is_own = role is not None and (isinstance(role.part, SectionKind) or role.part is Aside.CAUSE)
    return is_own and role is not None and role.is_name


def _section(name: str, lines: Sequence[Line], at: int, page: Page) -> tuple[list[Line], int]:
    """Return a note that is a whole section as one, and the line after it."""
    out = [Line(f"## {name.strip()}", lines[at - 1].origins), Line("")]
    while at < len(lines) and (found := _QUOTE.match(lines[at].text)):
        text = lines[at].text[found.end() :]
        if not text.strip():
            page.drop(lines[at], "an empty line of a quote")
        out.append(Line(text, lines[at].origins if text.strip() else ()))
        at += 1
    return [*out, Line("")], at


def _noted(line: Line, before: Sequence[Line]) -> list[Line]:
    """Return a quote that starts with ``**Note:**`` as an alert; nothing where it doesn't."""
    found = _NOTED.match(line.text)
    kind = _NOTED_KINDS.get(found[3].lower()) if found else None
    if found is None or kind is None or (before and before[-1].text.lstrip().startswith(">")):
        return []
    lead, _, _, rest = found.groups()
    said = [Line(f"{' ' * len(lead)}> {rest}")] if rest.strip() else []
    return [Line(f"{lead}> [!{kind.upper()}]", line.origins), *said]
