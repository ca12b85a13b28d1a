"""Sections that are said in a line, and not in a heading.

===============================================  ====================================
``Problem: it is dark``, ``*Fix:* plug it in``     a label, with its text behind it
``Q: …``, ``**A1.** …``                            likewise
``CAUSE`` alone in a paragraph                     a label, with its text below it
``- **Cause**: no power``                          likewise, an item of a list
``- Dark`` above such items                        an issue, an item of a list
``<summary>Fix</summary>``                         a label, with its text hidden
===============================================  ====================================

They are sections where a symptom and a fix are among them: in a list, or anywhere in what
is in no issue yet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from bangdex.importer.blocks import Block
from bangdex.importer.draft import escape
from bangdex.importer.edits import (
    DEEPEST,
    SUMMARY,
    Edits,
    as_text,
    below_headings,
    ends_of_hidden,
    heading,
    origins,
)
from bangdex.importer.page import Line, Page
from bangdex.vocabulary import Aside, SectionKind, section_role

_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
# `Problem: …`, `**Problem:** …`, `__Problem__ : …`
_LABEL = re.compile(
    r"(\*\*|__|\*|_|)([^\W\d_][^:：*_\n|]{0,40}?)\s*(?:\1\s*[:：]|[:：]\s*\1)(?:\s+(.*)|$)"
)
# `Q: …`, `A1. …`, `**Q2. …**`, `**A:** …`
_QUESTION = re.compile(
    r"(\*\*|__|\*|_|)(Q|A|질문|답변|답)\s*\d{0,3}\s*[.:：)](?:\s*\1(?=\s))?\s+(\S.*)$"
)
_QUESTIONS = {"Q": "Question", "A": "Answer", "답": "답변"}
_BESIDE = frozenset({*SectionKind, Aside.CAUSE})  # headings that labels below them go on from
_LONGEST = 40  # characters of a name
_OUTER, _INNER = 1, 3  # levels of the items of a list, and of those of a list in one


@dataclass(frozen=True, slots=True)
class _Label:
    """A line that starts with the name of a section."""

    at: int  # place in the page
    end: int  # the line after it
    name: str
    part: SectionKind | Aside
    text: str  # behind the name
    is_summary: bool = False


def unfold_labels(page: Page, blocks: Sequence[Block]) -> Edits:
    """Return the edits that make headings of labels in *blocks*, which are in no issue."""
    edits: Edits = {}
    found: list[tuple[int, _Label]] = []
    named: set[SectionKind | Aside] = set()  # by headings that are there
    for head, below in below_headings(blocks):
        role = section_role(head.text) if head else None
        is_section = role is not None and role.is_name and role.part in _BESIDE
        named |= {role.part} if role is not None and is_section else set()
        level = min((head.level if head else 0) + (not is_section), DEEPEST)
        labels: list[_Label] = []
        for block in below:
            kind = block.tokens[0].type if block.tokens else ""
            if kind in {"bullet_list_open", "ordered_list_open"}:
                edits |= _list(page, block, level)
            elif kind == "paragraph_open":
                labels += _in_paragraph(page, block)
            elif kind == "html_block" and (label := _in_summary(block)):
                labels.append(label)
        # `Applies to: 1.2` above all of it is a line and not a section.
        said = labels if is_section else [*dropwhile(_goes_on, labels)]
        found += ((level, label) for label in said)
    if found and _are_issue(named | {label.part for _, label in found}):
        for level, label in found:
            edits[label.at] = (label.end, _section(label, page.lines[label.at : label.end], level))
        if any(label.is_summary for _, label in found):
            edits |= ends_of_hidden(page, blocks)
    return edits


def _goes_on(label: _Label) -> bool:
    return label.text != "" and label.part not in _BESIDE


def _in_paragraph(page: Page, block: Block) -> Iterator[_Label]:
    lines = range(block.start, block.end)
    for at in lines:
        text = page.lines[at].text.strip()
        role = section_role(text) if len(lines) == 1 and len(text) <= _LONGEST else None
        if label := _label(at, text):
            yield label
        elif role is not None and role.is_name:
            yield _Label(at, at + 1, text, role.part, "")


def _in_summary(block: Block) -> _Label | None:
    """Return the label that the summary of something hidden is."""
    found = SUMMARY.fullmatch(block.tokens[0].content)
    role = section_role(found[1]) if found else None
    if found is None or role is None or not role.is_name:
        return None
    return _Label(block.start, block.end, found[1], role.part, "", is_summary=True)


def _label(at: int, text: str) -> _Label | None:
    if asked := _QUESTION.match(text):
        said = asked[3].strip()
        if asked[1] and said.endswith(asked[1]) and said.count(asked[1]) == 1:
            said = said.removesuffix(asked[1]).strip()
        name = _QUESTIONS.get(asked[2], asked[2])
    elif named := _LABEL.match(text):
        name, said = named[2], (named[3] or "").strip()
    else:
        return None
    role = section_role(name)
    return _Label(at, at + 1, name, role.part, said) if role is not None and role.is_name else None


def _are_issue(parts: Collection[SectionKind | Aside]) -> bool:
    return {SectionKind.SYMPTOM, SectionKind.FIX} <= {*parts}


def _section(label: _Label, lines: Sequence[Line], level: int) -> list[Line]:
    if not label.text:
        return heading(level, escape(label.name), origins(lines))
    return [*heading(level, escape(label.name)), Line(as_text(label.text), origins(lines))]


def _list(page: Page, block: Block, level: int) -> Edits:
    """Return the edits that make sections of the items of a list, or issues, or none."""
    items = [*_items(block, _OUTER)]
    labels = _item_labels(page, items)
    if _are_issue([label.part for label in labels.values()]):
        return _unfolded(page, items, labels, level)
    edits: Edits = {}
    inner = [*_items(block, _INNER)]
    for start, end in items if level < DEEPEST else ():
        below = [item for item in inner if start < item[0] < end]
        within = _item_labels(page, below)
        parts = {label.part for label in within.values()}
        title = _ITEM.sub("", page.lines[start].text, count=1).strip()
        above = range(start + 1, below[0][0] if below else end)
        is_bare = not any(page.lines[at].text.strip() for at in above)
        if SectionKind.FIX in parts and len(parts) > 1 and start not in labels and is_bare:
            edits[start] = (
                start + 1,
                heading(level, title.strip("*_ "), page.lines[start].origins),
            )
            edits |= _unfolded(page, below, within, level + 1)
    return edits if len(edits) and {start for start, _ in items} <= set(edits) else {}


def _items(block: Block, depth: int) -> Iterator[tuple[int, int]]:
    for token in block.tokens:
        if token.type == "list_item_open" and token.level == depth and token.map:
            yield token.map[0], token.map[1]


def _item_labels(page: Page, items: Iterable[tuple[int, int]]) -> dict[int, _Label]:
    found: dict[int, _Label] = {}
    for start, _ in items:
        text = page.lines[start].text
        marker = _ITEM.match(text)
        label = _label(start, text[marker.end() :].strip()) if marker else None
        if label is not None:
            found[start] = label
    return found


def _unfolded(
    page: Page, items: Iterable[tuple[int, int]], labels: Mapping[int, _Label], level: int
) -> Edits:
    """Return the edits that make sections of those *items* that have labels."""
    edits: Edits = {}
    for start, end in items:
        label = labels.get(start)
        if label is not None:
            marker = _ITEM.match(page.lines[start].text)
            width = marker.end() if marker else 0
            rest = [_dedented(line, width) for line in page.lines[start + 1 : end]]
            edits[start] = (end, [*_section(label, page.lines[start : start + 1], level), *rest])
    return edits


def _dedented(line: Line, width: int) -> Line:
    text = line.text.expandtabs(4)
    indent = min(len(text) - len(text.lstrip()), width)
    return Line(text[indent:], line.origins)
