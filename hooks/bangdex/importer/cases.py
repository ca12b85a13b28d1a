"""Several issues told one after the other below one heading: symptom, fix, symptom, fix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bangdex.importer.blocks import Block
from bangdex.importer.draft import escape
from bangdex.importer.edits import DEEPEST, Edits, as_heading, deeper, heading
from bangdex.importer.outline import Part, tree
from bangdex.importer.page import Page
from bangdex.importer.title import MAX_QUESTION, first_sentence, names_a_section, plain_title
from bangdex.markdown import plain_text
from bangdex.vocabulary import SectionKind

_SEVERAL = 2
_OWN = {SectionKind.SYMPTOM, SectionKind.FIX}  # sections of what is an issue by itself


def part_cases(page: Page, blocks: Sequence[Block]) -> Edits:
    """Return the edits that give each of several issues below one heading a heading of its own."""
    edits: Edits = {}
    root = tree(blocks)
    for part in (root, *root.walk()):
        cases = _cases(part)
        titles = [_title(case[0]) for case in cases]
        is_parted = len(cases) >= _SEVERAL and all(titles)
        if not is_parted or any(p.level >= DEEPEST for case in cases for p in case):
            continue
        for case, title in zip(cases, titles, strict=True):
            edits |= deeper(page, (block for below in case for block in below.all_blocks()))
            first = case[0].heading
            if first is not None:
                named = as_heading(page, first, first.level + 1)
                edits[first.start] = (first.end, [*heading(first.level, escape(title)), *named])
    return edits


def _cases(part: Part) -> list[list[Part]]:
    """Return the parts right below *part*, as issues; nothing where one has no fix."""
    cases: list[list[Part]] = []
    is_within = False
    for below in part.parts:
        starts = below.section is SectionKind.SYMPTOM
        if starts and (not cases or not is_within or _has_fix(cases[-1])):
            cases.append([])
            is_within = True
        is_within = is_within and not below.kinds & _OWN
        if is_within:
            cases[-1].append(below)
    return cases if all(map(_has_fix, cases)) else []


def _has_fix(case: Sequence[Part]) -> bool:
    return any(part.section is SectionKind.FIX for part in case)


def _title(part: Part) -> str:
    """Return what an issue is called that starts with the symptom *part*."""
    said = part.heading.text if part.heading else ""
    title = "" if names_a_section(said) else plain_title(said)
    sentences = (first_sentence(text, MAX_QUESTION) for text in _texts(part))
    return title or next((sentence for sentence in sentences if sentence), "")


def _texts(part: Part) -> Iterator[str]:
    for block in part.blocks:
        for token in block.tokens:
            if token.type == "inline":
                yield plain_text([token])
            elif token.type in {"fence", "code_block"}:
                yield token.content
