"""Pages of questions and answers: each question is an issue, what stands below it the fix.

A question is a heading that says so, ``Q. …``; on a page that is called FAQ, also a heading
or a bold line that ends in a question mark, or a summary that hides its answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.draft import escape
from bangdex.importer.edits import (
    DEEPEST,
    SUMMARY,
    Edits,
    as_heading,
    as_text,
    deeper,
    ends_of_hidden,
    heading,
)
from bangdex.importer.page import Line, Page
from bangdex.markdown import plain_text
from bangdex.vocabulary import section_role

_FAQ = re.compile(
    r"(?:^|[\W_])faqs?(?:$|[\W_])|frequently asked|\bQ\s*&\s*A\b|자주\s*(?:묻는|하는)"
    r"|질문\s*과\s*(?:답|응답)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]\W*$|(?:요|니다|까)\W*$")
_LABELLED = re.compile(r"(?:\*\*|__)?(?:Q|질문)\s*\d{0,3}\s*[.:：)]\s*(?:\*\*|__)?\s*(?=\S)")
_ANSWERED = re.compile(r"(?:\*\*|__)?(?:A|답변|답)\s*\d{0,3}\s*[.:：)]\s*(?:\*\*|__)?\s*(?=\S)")
_BOLD = re.compile(r"(\*\*|__)([^\n]+?)\1\s*")
_NUMBER = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
_FEW = 2  # questions that are answered on a page of them
_NAMES = {True: ("질문", "답변"), False: ("Question", "Answer")}


@dataclass(frozen=True, slots=True)
class _Question:
    block: Block
    level: int
    markdown: str


def unfold_questions(page: Page, blocks: Sequence[Block], name: str, *, is_korean: bool) -> Edits:
    """Return the edits that make issues of the questions among *blocks*.

    *blocks* are all of the document that is in no issue; *name* is what it is called.
    """
    title = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    is_faq = _FAQ.search(f"{name} {title}") is not None
    questions = _questions(blocks, is_faq=is_faq)
    if len(questions) < _FEW:
        return {}
    edits: Edits = {}
    places = {block.start: n for n, block in enumerate(blocks)}
    starts = {question.block.start for question in questions}
    for question in questions:
        at = places[question.block.start] + 1
        below = blocks[at : _end(blocks, at, question.level, starts)]
        if any(block.shows for block in below):
            edits |= _issue(page, question, below, is_korean=is_korean)
    return edits


def _questions(blocks: Sequence[Block], *, is_faq: bool) -> list[_Question]:
    """Return the questions of a page that are beside each other, at the highest level."""
    found: list[_Question] = []
    level = 0
    for block in blocks:
        is_heading = block.kind is BlockKind.HEADING
        if is_heading and (_LABELLED.match(block.markdown) or (is_faq and _asks(block.text))):
            markdown = _LABELLED.sub("", block.markdown, count=1)
            found.append(_Question(block, block.level, markdown))
        elif is_faq and not is_heading and (said := _said(block)):
            found.append(_Question(block, level + 1, said))
        if is_heading and (not found or found[-1].block is not block):
            level = block.level
    top = min((question.level for question in found), default=0)
    return [question for question in found if question.level == top <= DEEPEST - 1]


def _asks(text: str) -> bool:
    return _ASKS.search(text) is not None and section_role(text) is None


def _said(block: Block) -> str:
    """Return the question that a bold line or a summary is, as Markdown."""
    first = block.tokens[0] if block.tokens else None
    if first is None:
        return ""
    if first.type == "html_block" and (summary := SUMMARY.fullmatch(first.content)):
        return escape(" ".join(summary[1].split()))
    content = block.tokens[1].content if first.type == "paragraph_open" else ""
    bold = _BOLD.fullmatch(content)
    asks = bold is not None and (_LABELLED.match(bold[2]) or _asks(plain_text(block.tokens)))
    return _LABELLED.sub("", bold[2], count=1).strip() if bold and asks else ""


def _end(blocks: Sequence[Block], at: int, level: int, starts: Collection[int]) -> int:
    """Return where the answer ends that starts at *at*: at a heading above, or a question."""
    for n in range(at, len(blocks)):
        is_above = blocks[n].kind is BlockKind.HEADING and blocks[n].level <= level
        if is_above or blocks[n].start in starts:
            return n
    return len(blocks)


def _issue(page: Page, question: _Question, below: Sequence[Block], *, is_korean: bool) -> Edits:
    level, block = question.level, question.block
    asked, answered = _NAMES[is_korean]
    said = [
        *as_heading(page, block, level, question.markdown),
        *heading(level + 1, asked),
        Line(as_text(_NUMBER.sub("", question.markdown))),
        *heading(level + 1, answered),
    ]
    edits = {block.start: (block.end, said), **deeper(page, below), **ends_of_hidden(page, below)}
    line = page.lines[below[0].start]
    if below[0].kind is BlockKind.OTHER and _ANSWERED.match(line.text):
        text = _ANSWERED.sub("", line.text, count=1)
        edits[below[0].start] = (below[0].start + 1, [Line(as_text(text), line.origins)])
    return edits
