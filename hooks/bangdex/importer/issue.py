"""One issue of a document as a file of the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from bangdex.frontmatter import Value
from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.draft import A_RULE, Draft, escape
from bangdex.importer.head import Head
from bangdex.importer.keywords import propose_keywords
from bangdex.importer.labels import is_text, read_labels
from bangdex.importer.phrases import (
    CALLOUT,
    LABELLED,
    NO_SOLUTION,
    NUMBERED_ISSUE,
    STUB,
    TEMPORARY,
)
from bangdex.importer.sections import (
    Section,
    Sections,
    section_heading,
    stretches,
    write_sections,
)
from bangdex.importer.title import first_sentence, names_a_section, plain_title
from bangdex.markdown import parser, plain_text
from bangdex.model import Status
from bangdex.vocabulary import Aside, SectionKind, section_role

_PARAGRAPH = 3  # tokens: it opens, what it says, it closes
_CODE = frozenset({"fence", "code_block"})
_FENCED = re.compile(r"```|~~~")
_CODE_OR_INDENTED = re.compile(r"```|~~~|^(?: {4}|\t)", re.MULTILINE)
MAX_TITLE = 200  # characters; what is no title stays in the text as well


@dataclass(slots=True)
class IssueDraft:
    """What is known of an issue before it has its id."""

    heading: Block | None
    body: Draft  # labels and sections
    number: int | None = None  # that its heading gives it
    title: str = ""  # empty where nothing in the document serves
    is_titled: bool = False  # whether its heading says more than a number
    status: Status = Status.OPEN
    versions: str = ""
    causes: list[str] = field(default_factory=list)
    keywords: list[tuple[str, ...]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # keys of front matter that are in it
    errors: tuple[str, ...] = ()  # blocks of the symptom with code in them, as Markdown
    tests: tuple[str, ...] = ()  # blocks of the test section below its heading

    def front(self) -> dict[str, Value]:
        """Return the front matter beside id, title and source."""
        said: dict[str, Value] = {
            "causes": [*self.causes],
            "keywords": [[*spellings] for spellings in self.keywords],
            "status": self.status.value,
            "versions": self.versions,
        }
        return {name: value for name, value in said.items() if value or name == "keywords"}


def draft_issue(
    document: Document, blocks: Sequence[Block], head: Head | None = None, stem: str = ""
) -> IssueDraft:
    """Return the issue that *blocks* are; its heading, where there is one, comes first.

    *head* is the document's front matter and *stem* what its file is called, where the
    document is this issue alone.
    """
    heading = _title_of(blocks)
    issue = IssueDraft(heading, Draft(document))
    rest = _read_labels(issue, [block for block in blocks if block is not heading])
    rest = _read_versions(issue, rest)
    levels = [block.level for block in rest if block.kind is BlockKind.HEADING]
    above = heading.level if heading else min(levels, default=1) - 1
    found = write_sections(document, stretches(rest, above), issue.versions)
    issue.versions = found.versions
    _name(issue, found, head, stem)
    issue.status = _status(found.sections.get(SectionKind.FIX))
    _take_head(issue, head)
    if not issue.causes:
        issue.causes = list(found.causes)
    _propose(issue, found, head, stem)
    _note_gist(issue, found)
    if SectionKind.SYMPTOM not in found.sections:
        # Every issue must have one; the title is all that is known of what is seen.
        title = issue.title or (heading.text if heading else "")
        name = section_heading(document, SectionKind.SYMPTOM)
        described = head.description if head else ""
        described = described if all(map(is_text, _inline_tokens(described))) else ""
        said = described or title or name
        issue.used |= {"description"} if described else set()
        issue.body.blocks += [f"## {name}", escape(said)]
    for section in found.sections.values():
        issue.body.join(section.draft)
    issue.body.join(found.rest)
    return issue


def _title_of(blocks: Sequence[Block]) -> Block | None:
    """Return the heading that names the issue: the first thing that is seen of it."""
    first = next((block for block in blocks if block.shows), None)
    if first is None or first.kind is not BlockKind.HEADING:
        return None
    if NUMBERED_ISSUE.fullmatch(first.text):
        return first
    others = [b.level for b in blocks if b.kind is BlockKind.HEADING and b is not first]
    if others and first.level < min(others):
        return first
    is_section = section_role(first.text) is not None
    return None if is_section or (others and first.level > 1) else first


def _name(issue: IssueDraft, found: Sections, head: Head | None, stem: str) -> None:
    heading = issue.heading
    name = ""
    if heading:
        match = NUMBERED_ISSUE.fullmatch(heading.text)
        name = match[5] if match else "" if names_a_section(heading.text) else heading.text
        issue.number = next((int(n) for n in match.groups()[:4] if n), None) if match else None
    symptom = found.sections.get(SectionKind.SYMPTOM)
    seen = _first_text(symptom.source) if symptom else ""
    labels = [*(spellings[0] for spellings in issue.keywords), *issue.causes, ""]
    name = plain_title(name).strip(" :：")
    issue.is_titled = bool(re.search(r"\w", name))
    given = plain_title(head.title) if head else ""
    called = stem if " " in stem.strip() else ""  # a wiki's page has its title as its name
    if not issue.is_titled and given:
        issue.used.add(head.title_key if head else "")
    name = name if issue.is_titled else given or called
    name = name if len(name) <= MAX_TITLE else first_sentence(name)
    issue.title = name or first_sentence(seen) or labels[0]


def _take_head(issue: IssueDraft, head: Head | None) -> None:
    if head and head.versions and not issue.versions:
        issue.versions = head.versions
        issue.used.add(head.versions_key)


def _propose(issue: IssueDraft, found: Sections, head: Head | None, stem: str) -> None:
    if issue.keywords:
        return
    symptom = found.sections.get(SectionKind.SYMPTOM)
    tokens = [token for block in symptom.source for token in block.tokens] if symptom else []
    spans = [c.content for t in tokens for c in t.children or () if c.type == "code_inline"]
    fences = [token.content for token in tokens if token.type in _CODE]
    titles = [issue.title, plain_title(head.title)] if head else [issue.title]
    proposed = propose_keywords(
        " ".join(filter(None, titles)),
        head.tags if head else (),
        [*spans, *fences],
        plain_text(tokens),
        stem,
    )
    issue.keywords = [(keyword,) for keyword in proposed]
    if head:
        issue.used |= {tag for tag in head.tags if tag in proposed}


def _note_gist(issue: IssueDraft, found: Sections) -> None:
    symptom, test = found.sections.get(SectionKind.SYMPTOM), found.sections.get(SectionKind.TEST)
    blocks = symptom.draft.blocks[1:] if symptom else []
    is_indented = symptom is not None and any(
        token.type == "code_block" for block in symptom.source for token in block.tokens
    )
    code = _CODE_OR_INDENTED if is_indented else _FENCED
    issue.errors = tuple(block for block in blocks if code.search(block))
    issue.tests = tuple(test.draft.blocks[1:]) if test else ()


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


def _read_versions(issue: IssueDraft, blocks: Sequence[Block]) -> list[Block]:
    """Take the versions from lines such as ``_Applies to:_ 1.2`` before the first section."""
    rest: list[Block] = []
    said: list[str] = []
    is_top = True
    for block in blocks:
        is_top = is_top and block.kind is not BlockKind.HEADING
        inline = block.tokens[1] if len(block.tokens) == _PARAGRAPH else None
        is_paragraph = inline is not None and inline.type == "inline"
        if not is_top or not is_paragraph or inline is None or not is_text(inline):
            rest.append(block)
            continue
        at = block.start
        for line in range(block.start, block.end):
            versions = _labelled_versions(issue.body.document.lines[line])
            if versions:
                said.append(versions)
                issue.body.place(line, line + 1)
                rest += _part(block, at, line)
                at = line + 1
        rest += [block] if at == block.start else _part(block, at, block.end)
    issue.versions = "; ".join(said)
    return rest


def _labelled_versions(line: str) -> str:
    found = LABELLED.match(line.strip())
    role = section_role(found[1]) if found else None
    if found is None or role is None or role.part is not Aside.VERSIONS:
        return ""
    text = plain_text(_inline_tokens(found[2]))
    return " ".join(text.split()).rstrip("\\ ")


def _inline_tokens(markdown: str) -> Sequence[Token]:
    return parser().parseInline(markdown)


def _part(block: Block, start: int, end: int) -> list[Block]:
    return [replace(block, start=start, end=end)] if start < end else []


def _first_text(blocks: Sequence[Block]) -> str:
    """Return the first prose among *blocks*, or else the first line of code."""
    tokens = [token for block in blocks for token in block.tokens]
    prose = (plain_text([token]) for token in tokens if token.type == "inline")
    code = (token.content for token in tokens if token.type in _CODE)
    texts = (CALLOUT.sub("", text).strip() for text in (*prose, *code))
    return next((text for text in texts if text), "")


def _status(fix: Section | None) -> Status:
    if fix is None:
        return Status.OPEN
    text = plain_text(token for block in fix.source for token in block.tokens)
    if STUB.fullmatch(text):
        return Status.OPEN
    if NO_SOLUTION.search(text):
        return Status.WORKAROUND if TEMPORARY.search(text) else Status.OPEN
    return Status.WORKAROUND if TEMPORARY.search(fix.draft.blocks[0]) else Status.SOLVED
