"""The sections of one issue: which of the three each part of a document belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.draft import Draft
from bangdex.importer.errors import copy_quote, last_sentence
from bangdex.importer.fences import copy_other, copy_symptom
from bangdex.importer.labels import is_text
from bangdex.importer.phrases import STEP, TO_DO, announces_error
from bangdex.importer.wrapped import unwrap_titles
from bangdex.markdown import plain_text
from bangdex.vocabulary import (
    SECTION_NAMES,
    Aside,
    Role,
    SectionKind,
    section_kind,
    section_role,
)

NOTHING_IN_IT = "the heading of a section with nothing in it"  # why it is in no file
_LOWEST = 3  # a heading inside a section of an issue
_TO_DO = Role(SectionKind.FIX, is_name=False)  # of a heading that says what to do
_NUMBER = re.compile(r"^\d+(?:\.\d+)*(?:[.)]\s*|\s+)")
_MAX_VERSIONS = 200  # characters; more is an explanation, not a field
_MAX_CAUSE = 60
_MAX_CAUSES = 5
_TEXT_BLOCKS = frozenset(
    "paragraph_open paragraph_close bullet_list_open bullet_list_close list_item_open"
    " list_item_close inline".split()
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks under a heading that names a section, or before the first of those."""

    role: Role | None
    heading: Block | None
    blocks: tuple[Block, ...]
    level: int  # that the levels of headings in it are counted from

    @property
    def shows(self) -> bool:
        """Whether there is anything to read in it."""
        return any(block.shows for block in self.blocks)


@dataclass(slots=True)
class Section:
    """A section of an issue while it is written."""

    draft: Draft
    source: list[Block] = field(default_factory=list)  # what it says, in order


@dataclass(slots=True)
class Sections:
    """What an issue's blocks come to."""

    sections: dict[SectionKind, Section]  # those with something in them, in order
    rest: Draft  # what nobody sees, and what is in no section
    versions: str = ""
    causes: tuple[str, ...] = ()
    heading: dict[SectionKind, str] = field(default_factory=dict)


def stretches(blocks: Sequence[Block], issue_level: int) -> list[Stretch]:
    """Return *blocks* cut where sections start.

    A section starts at a heading that names one, at the level of the first or above. A
    deeper one that names the symptom, test or fix starts it where no heading of that
    level does: ``### Solution`` below ``## Issue``.
    """
    roles = [section_role(b.text) if b.kind is BlockKind.HEADING else None for b in blocks]
    on_top = {role.part for i in _starts(blocks, roles, frozenset()) if (role := roles[i])}
    starts = [*_starts(blocks, roles, frozenset(SectionKind) - on_top)]
    first = starts[0] if starts else len(blocks)
    found = [Stretch(None, None, tuple(blocks[:first]), issue_level)] if first else []
    for at, end in zip(starts, [*starts[1:], len(blocks)], strict=False):
        heading = blocks[at]
        found.append(Stretch(roles[at], heading, tuple(blocks[at + 1 : end]), heading.level))
    return found


def _starts(
    blocks: Sequence[Block],
    roles: Sequence[Role | None],
    anywhere: frozenset[SectionKind | Aside],
) -> Iterator[int]:
    level = 0
    for at, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        if role is None:
            continue
        if not level or block.level <= level:
            level = block.level
            yield at
        elif role.part in anywhere:
            yield at


def write_sections(document: Document, found: Sequence[Stretch], versions: str) -> Sections:
    """Return the symptom, the test and the fix that the stretches are parts of.

    What a person does comes first in the fix; its cause, and where to read on, follow. Where
    *versions* are known, those of a section stay text.
    """
    out = Sections({}, Draft(document), versions)
    found = _with_fix(found)
    has_fix = any(_kind(s) is SectionKind.FIX and s.shows for s in found)
    places: dict[SectionKind, list[Stretch]] = {kind: [] for kind in SectionKind}
    for stretch in found:
        part = stretch.role.part if stretch.role else None
        if part is Aside.CAUSE and not out.causes:
            out.causes = _causes(stretch)
        if stretch.heading is not None and not stretch.shows:
            _leave_empty(out.rest, stretch)
        elif part is Aside.VERSIONS and not out.versions and (said := _versions(stretch)):
            out.versions = said
            _place_versions(out.rest, stretch)
        elif isinstance(part, SectionKind):
            places[part].append(stretch)
        elif has_fix and part in {Aside.CAUSE, Aside.AFTER}:
            places[SectionKind.FIX].append(stretch)
        else:
            places[SectionKind.SYMPTOM].append(stretch)
    for kind, parts in places.items():
        if any(stretch.shows for stretch in parts):
            out.sections[kind] = _write(document, kind, parts, out)
        else:
            for stretch in parts:
                _copy_blocks(out.rest, stretch, 0)
    return out


def _with_fix(found: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return *found* with a fix where none is called so, and something is to be done.

    ``## Cause``, ``## Restart the pump``: what follows a cause says what to do. So does the
    first of several steps, below anything: ``## Step 1``.
    """
    if SectionKind.FIX in map(_kind, found):
        return found
    is_told = SectionKind.SYMPTOM in map(_kind, found)
    out: list[Stretch] = []
    for stretch in found:
        is_cause = is_told and stretch.role is not None and stretch.role.part is Aside.CAUSE
        for n, block in enumerate(stretch.blocks):
            if (is_cause and _acts(block, stretch)) or _steps(block):
                level = block.level if _steps(block) else stretch.level
                out.append(replace(stretch, blocks=stretch.blocks[:n]))
                out.append(Stretch(_TO_DO, block, stretch.blocks[n + 1 :], level))
                break
        else:
            out.append(stretch)
    return out


def _acts(block: Block, stretch: Stretch) -> bool:
    is_beside = block.kind is BlockKind.HEADING and block.level <= stretch.level
    return is_beside and TO_DO.match(block.text) is not None


def _steps(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and STEP.match(block.text) is not None


def section_heading(document: Document, kind: SectionKind) -> str:
    """Return how an issue in the document's language heads a section of *kind*."""
    return SECTION_NAMES[kind][0] if document.is_korean else kind.value.capitalize()


def _kind(stretch: Stretch) -> SectionKind | None:
    part = stretch.role.part if stretch.role else None
    return part if isinstance(part, SectionKind) else None


def _write(
    document: Document, kind: SectionKind, parts: Sequence[Stretch], out: Sections
) -> Section:
    section = Section(Draft(document))
    draft = section.draft
    own = [s for s in parts if s.role is None or _kind(s) is kind]
    is_told_in_order = len(own) > 1 and any(s.role and not s.role.is_name for s in own)
    if not is_told_in_order:
        parts = own + [stretch for stretch in parts if stretch not in own]
    first = next((s for s in parts if _kind(s) is kind and s.heading), None)
    leads = first is not None and all(
        s.role is None or s is first for s in parts[: parts.index(first) + 1]
    )
    head = first.heading if first is not None else None
    name = section_heading(document, kind)
    if first is not None and head is not None and leads and first.role and first.role.is_name:
        if section_kind(head.text) is kind:
            draft.copy(head, 2)
            name = head.text
        else:
            draft.blocks.append(f"## {name}")
            draft.leave(head.start, head.end, f"became the heading {name!r}")
    else:
        draft.blocks.append(f"## {name}")
        first = None
    out.heading[kind] = name
    for stretch in parts:
        if stretch.heading is not None and stretch is not first:
            draft.copy(_unnumbered(stretch.heading, stretch.role), _LOWEST)
            section.source.append(stretch.heading)
        deeper = 0 if stretch is first or stretch.heading is None else 1
        is_named = any(_kind(s) is kind for s in parts)
        _copy_blocks(draft, stretch, deeper, kind, is_named=is_named)
        section.source += (block for block in stretch.blocks if block.shows)
    return section


def _unnumbered(heading: Block, role: Role | None) -> Block:
    """Return *heading* without a number that says where it stood, where it names a section."""
    is_name = role is not None and role.is_name
    return (
        replace(heading, markdown=_NUMBER.sub("", heading.markdown, count=1))
        if is_name
        else heading
    )


def _copy_blocks(
    draft: Draft,
    stretch: Stretch,
    deeper: int,
    kind: SectionKind | None = None,
    *,
    is_named: bool = True,
) -> None:
    """Add the blocks of *stretch*, in a section of *kind*, with code as what it is there.

    *is_named* tells whether someone has said that it is a section of this kind.
    """
    is_seen = kind is SectionKind.SYMPTOM
    before = last_sentence(stretch.heading) if stretch.heading is not None else ""
    lift = 0  # below a heading that is beside the section's own, and becomes one inside it
    for block in stretch.blocks:
        if block.kind is BlockKind.HEADING:
            depth = block.level - stretch.level + deeper
            lift = 1 if block.level <= stretch.level else lift
            inner = lift if block.level > stretch.level else 0
            level = max(_LOWEST + (deeper if depth > deeper else 0), 2 + depth) + inner
            draft.copy(block, level)
        elif kind is None:
            draft.copy(block)
        elif not is_seen:
            copy_other(draft, block, before)
            if kind is SectionKind.TEST:
                unwrap_titles(draft, block)
        elif block.kind is not BlockKind.QUOTE or not announces_error(before):
            copy_symptom(draft, block, before, is_named=is_named)
        elif copy_quote(draft, block):
            continue  # and so may be what follows it
        else:
            draft.copy(block)
        before = last_sentence(block)


def _leave_empty(rest: Draft, stretch: Stretch) -> None:
    if stretch.heading is not None:
        rest.leave(stretch.heading.start, stretch.heading.end, NOTHING_IN_IT)
    _copy_blocks(rest, stretch, 0)


def _texts(stretch: Stretch) -> list[str]:
    """Return the paragraphs and items that *stretch* is, or nothing if it is anything else."""
    tokens = [token for block in stretch.blocks if block.shows for token in block.tokens]
    if any(token.type not in _TEXT_BLOCKS for token in tokens):
        return []
    inlines = [token for token in tokens if token.type == "inline"]
    if not all(is_text(token) for token in inlines):
        return []
    return [" ".join(plain_text([token]).split()) for token in inlines]


def _versions(stretch: Stretch) -> str:
    if any(not block.shows for block in stretch.blocks):
        return ""
    said = ", ".join(text.rstrip(" .,;") for text in _texts(stretch))
    return said if len(said) <= _MAX_VERSIONS else ""


def _place_versions(rest: Draft, stretch: Stretch) -> None:
    if stretch.heading is not None:
        rest.leave(stretch.heading.start, stretch.heading.end, "became the key 'versions'")
    for block in stretch.blocks:
        rest.place(block.start, block.end)


def _causes(stretch: Stretch) -> tuple[str, ...]:
    """Return what a section says the cause is, where it says it in a few words."""
    texts = [text.rstrip(" .。") for text in _texts(stretch)]
    if not texts or len(texts) > _MAX_CAUSES or any(len(text) > _MAX_CAUSE for text in texts):
        return ()
    return tuple(dict.fromkeys(text for text in texts if text))
