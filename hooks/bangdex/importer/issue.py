"""One issue of a document as a file of the knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.draft import A_RULE, Draft, escape
from bangdex.importer.labels import read_labels
from bangdex.importer.phrases import CALLOUT, NO_SOLUTION, NUMBERED_ISSUE, TEMPORARY
from bangdex.importer.title import first_sentence
from bangdex.importer.yaml_text import yaml_list, yaml_text
from bangdex.markdown import plain_text
from bangdex.model import Status
from bangdex.vocabulary import SECTION_NAMES, SectionKind, section_kind

_LOWEST = 3  # a heading inside a section of an issue


@dataclass(slots=True)
class IssueDraft:
    """What is known of an issue before it has its id."""

    heading: Block | None
    body: Draft  # labels and sections
    number: int | None = None  # that its heading gives it
    title: str = ""  # empty where nothing in the document serves
    is_titled: bool = False  # whether its heading says more than a number
    status: Status = Status.OPEN
    causes: list[str] = field(default_factory=list)
    keywords: list[tuple[str, ...]] = field(default_factory=list)

    def text(self, id_: str) -> str:
        """Return the file."""
        lines = ["---", f"id: {yaml_text(id_)}", f"title: {yaml_text(self.title or id_)}"]
        if self.causes:
            lines.append(f"causes: {yaml_list(self.causes)}")
        lines.append("keywords:" if self.keywords else "keywords: []")
        for spellings in self.keywords:
            is_one = len(spellings) == 1
            lines.append(f"  - {yaml_text(spellings[0]) if is_one else yaml_list(spellings)}")
        lines += [f"status: {self.status}", "---"]
        return "\n".join([*lines, self.body.markdown(), ""])


@dataclass(slots=True)
class _Section:
    heading: Draft
    body: Draft
    source: list[Block] = field(default_factory=list)


def draft_issue(document: Document, blocks: Sequence[Block]) -> IssueDraft:
    """Return the issue that *blocks* are; its heading, where there is one, comes first."""
    heading = blocks[0] if blocks and blocks[0].kind is BlockKind.HEADING else None
    issue = IssueDraft(heading, Draft(document))
    rest = _read_labels(issue, blocks[1:] if heading else blocks)
    sections, unseen = _sections(issue, rest, heading.level if heading else 0)
    name = ""
    if heading:
        match = NUMBERED_ISSUE.fullmatch(heading.text)
        name = match[5] if match else heading.text
        issue.number = next((int(n) for n in match.groups()[:4] if n), None) if match else None
    symptom = sections.get(SectionKind.SYMPTOM)
    seen = _first_text(symptom.source) if symptom else ""
    labels = [*(spellings[0] for spellings in issue.keywords), *issue.causes, ""]
    issue.is_titled = bool(first_sentence(name))
    issue.title = first_sentence(name) or first_sentence(seen) or labels[0]
    issue.status = _status(sections.get(SectionKind.FIX))
    if symptom is None:
        # Every issue must have one; the title is all that is known of what is seen.
        title = issue.title or (heading.text if heading else "")
        symptom = _symptom(document)
        symptom.body.blocks.append(escape(title or SECTION_NAMES[SectionKind.SYMPTOM][0]))
        sections = {SectionKind.SYMPTOM: symptom, **sections}
    for section in sections.values():
        issue.body.join(section.heading)
        issue.body.join(section.body)
    issue.body.join(unseen)
    return issue


def _read_labels(issue: IssueDraft, blocks: Sequence[Block]) -> list[Block]:
    """Take causes and keywords from the quotes before the first heading; return the rest."""
    rest: list[Block] = []
    draft = issue.body
    is_top = True
    for block in blocks:
        is_top = is_top and block.kind is not BlockKind.HEADING
        labels = read_labels(block) if is_top else None
        if block.separates:
            draft.leave(block.start, block.end, A_RULE)
        elif labels is None:
            rest.append(block)
        else:
            by_line = {label.line: label for label in labels}
            for at in range(block.start, block.end):
                label = by_line.get(at)
                if label is None:
                    draft.leave(at, at + 1, "an empty line of a quote")
                elif not label.causes and not label.spellings:
                    draft.leave(at, at + 1, "names no cause")
                else:
                    _add_label(issue, label.causes, label.spellings)
                    draft.place(at, at + 1)
    return rest


def _add_label(issue: IssueDraft, causes: Sequence[str], spellings: Sequence[str]) -> None:
    issue.causes += dict.fromkeys(cause for cause in causes if cause not in issue.causes)
    known = {spelling for keyword in issue.keywords for spelling in keyword}
    new = tuple(dict.fromkeys(spelling for spelling in spellings if spelling not in known))
    if new:
        issue.keywords.append(new)


def _sections(
    issue: IssueDraft, blocks: Sequence[Block], issue_level: int
) -> tuple[dict[SectionKind, _Section], Draft]:
    """Return the sections that show something, and what is unseen in the others.

    What stands before the first is part of the symptom. A section that comes again is
    part of the first of its kind, and its place among the others is that of the last:
    whatever ended the document, an open fence for instance, still ends the file.
    """
    document = issue.body.document
    preamble = _symptom(document)
    sections: dict[SectionKind, _Section] = {}
    current, level = preamble, 0
    for block in blocks:
        kind = section_kind(block.text) if block.kind is BlockKind.HEADING else None
        if kind is not None and (not level or block.level <= level):
            level = block.level
            again = sections.pop(kind, None)
            current = again or _Section(Draft(document), Draft(document))
            sections[kind] = current
            if again is None:
                current.heading.copy(block, 2)
                continue
        depth = block.level - (level or issue_level)
        current.body.copy(block, max(_LOWEST, 2 + depth))
        if block.shows:
            current.source.append(block)
    symptom = sections.get(SectionKind.SYMPTOM)
    if symptom is not None:
        preamble.body.join(symptom.body)
        symptom.body = preamble.body
        symptom.source = preamble.source + symptom.source
    else:
        sections = {SectionKind.SYMPTOM: preamble, **sections}
    return _without_empty(sections, issue)


def _without_empty(
    sections: dict[SectionKind, _Section], issue: IssueDraft
) -> tuple[dict[SectionKind, _Section], Draft]:
    unseen = Draft(issue.body.document)
    kept: dict[SectionKind, _Section] = {}
    for kind, section in sections.items():
        if section.source:
            kept[kind] = section
            continue
        issue.body.report += section.heading.report
        for line in section.heading.lines:
            issue.body.leave(line - 1, line, "the heading of a section with nothing in it")
        unseen.join(section.body)
    return kept, unseen


def _symptom(document: Document) -> _Section:
    """Return an empty symptom section, named in the document's language."""
    kind = SectionKind.SYMPTOM
    name = SECTION_NAMES[kind][0] if document.is_korean else kind.value.capitalize()
    return _Section(Draft(document, [f"## {name}"]), Draft(document))


def _first_text(blocks: Sequence[Block]) -> str:
    """Return the first prose among *blocks*, or else the first line of code."""
    tokens = [token for block in blocks for token in block.tokens]
    prose = (plain_text([token]) for token in tokens if token.type == "inline")
    code = (token.content for token in tokens if token.type in {"fence", "code_block"})
    texts = (CALLOUT.sub("", text).strip() for text in (*prose, *code))
    return next((text for text in texts if text), "")


def _status(fix: _Section | None) -> Status:
    if fix is None:
        return Status.OPEN
    text = plain_text(token for block in fix.source for token in block.tokens)
    if NO_SOLUTION.search(text):
        return Status.WORKAROUND if TEMPORARY.search(text) else Status.OPEN
    return Status.WORKAROUND if TEMPORARY.search(fix.heading.blocks[0]) else Status.SOLVED
