"""Lines that tell a site generator something: notes become GitHub's alerts, the rest is taken out.

What MkDocs, Hugo, Docusaurus, DocFX, GitBook and Jekyll write around text, each in its
own way. Fences are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangdex.importer.page import Line, Page
from bangdex.vocabulary import NOTE_KINDS

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
_QUOTED = re.compile(
    r"^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)>([ \t]*)\[!([A-Za-z][\w-]*)\][ \t]*(.*)$"
)
_QUOTE_DIRECTIVE = re.compile(r"^[ \t]*(?:>[ \t]*)+\[![A-Za-z][\w-]*[^\]]*=[^\]]*\]\s*$")
_ALONE = re.compile(
    r"^[ \t]*(?::::+[ \t]*[\w-]*(?![^\n]*:::[ \t]*$)[^\n]*|:::[\w-]+-end:::|:::+"
    r"|\{:[^{}\n]*\}|\{\.[\w-][^{}\n]*\}|\[TOC\]|\[\[_TOC_\]\])[ \t]*$"
)
_TAB = re.compile(r"^[ \t]*#{1,6}[ \t]*\[([^\[\]]+)\]\(#tab/[^)]*\)\s*$")


def plain_directives(page: Page) -> None:
    """Take what only a site generator reads out of *page*; notes become alerts."""
    page.lines = _plain(page.lines, page)


def _plain(lines: Sequence[Line], page: Page) -> list[Line]:
    out: list[Line] = []
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        found = _FENCE.match(line.text)
        if fence or found:
            if not fence and found:
                fence = found[1]
            elif found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
            out.append(line)
            continue
        inner = _container(lines, at - 1)
        if inner is not None:
            kind, title, indent, body, at, closing = inner
            if closing is not None:
                page.drop(closing, DIRECTIVE)
            out += _alert(kind, title, indent, line, _plain(body, page))
            continue
        tab = _TAB.match(line.text)
        quoted = _QUOTED.match(line.text)
        if tab:
            out.append(Line(f"**{tab[1]}**", line.origins))
        elif _ALONE.match(line.text) or _QUOTE_DIRECTIVE.match(line.text):
            page.drop(line, DIRECTIVE)
            out.append(Line(""))
        elif quoted:
            out += _quoted(quoted, line, out)
        else:
            out.append(line)
    return out


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


_Container = tuple[str, str, str, list[Line], int, Line | None]


def _container(lines: Sequence[Line], at: int) -> _Container | None:
    """Return what starts in line *at*: kind, title, indent, body, the line after, its end."""
    text = lines[at].text
    if found := _INDENTED.match(text):
        kind = _kind(found[2]) or "note"
        end, body = _indented(lines, at + 1, len(found[1].expandtabs(4)))
        return kind, found[3] or "", found[1], body, end, None
    if (found := _COLONS.match(text)) and (kind_ := _kind(found[2])):
        for end in range(at + 1, len(lines)):
            if _COLONS_END.match(lines[end].text):
                return kind_, found[3], found[1], list(lines[at + 1 : end]), end + 1, lines[end]
    if (found := _PAIR.match(text)) and (kind_ := _kind(found[2], found[3])):
        closing = re.compile(
            rf"^[ \t]*(?:\{{\{{[<%]|\{{%)[ \t]*(?:/[ \t]*|end){re.escape(found[2])}\b"
        )
        for end in range(at + 1, len(lines)):
            if closing.match(lines[end].text):
                title = re.search(r'title\s*=\s*"([^"]*)"', found[3])
                body = list(lines[at + 1 : end])
                return kind_, title[1] if title else "", found[1], body, end + 1, lines[end]
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
