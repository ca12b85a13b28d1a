"""Which block of a document belongs to which issue, and which to the product's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bangdex.importer.blocks import Block, BlockKind
from bangdex.importer.labels import read_labels
from bangdex.importer.phrases import NUMBERED_ISSUE
from bangdex.vocabulary import Aside, SectionKind, section_role

_ACTIONS = {SectionKind.TEST, SectionKind.FIX}
NOTHING_BELOW = "a heading with nothing below it"  # why it is in no file


# Sections below a heading that make it an issue.
_TELLING: tuple[AbstractSet[SectionKind | Aside], ...] = (
    {SectionKind.SYMPTOM},
    {SectionKind.TEST, SectionKind.FIX},
    {Aside.CAUSE, SectionKind.FIX},
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it; the whole document is a part without one."""

    heading: Block | None
    blocks: tuple[Block, ...]  # up to the next heading
    parts: tuple[Part, ...]

    @property
    def key(self) -> int:
        """The line that no other part starts on."""
        return self.heading.start if self.heading else -1

    @property
    def level(self) -> int:
        """How deep the heading is; 0 for the whole document."""
        return self.heading.level if self.heading else 0

    @property
    def section(self) -> SectionKind | Aside | None:
        """The section that the heading names, unless it names an issue that has sections."""
        is_section = self.heading is not None and not _is_numbered(self)
        role = section_role(self.heading.text) if self.heading and is_section else None
        kind = role.part if role else None
        if kind is SectionKind.SYMPTOM and self.kinds & _ACTIONS:
            return None  # "Problem" above "Symptom" and "Solution"
        parts = self.walk() if isinstance(kind, Aside) else ()
        if any(part.tells and SectionKind.FIX in part.kinds for part in parts):
            return None  # "Error messages" above some that have a cause and a fix
        return None if any(_is_named_issue(part) for part in self.walk()) else kind

    @property
    def tells(self) -> bool:
        """Whether the sections right below its heading make it an issue."""
        kinds = self.kinds
        return any(together <= kinds for together in _TELLING)

    @property
    def kinds(self) -> AbstractSet[SectionKind | Aside]:
        """The sections right below its heading."""
        return {part.section for part in self.parts if part.section is not None}

    def walk(self) -> Iterator[Part]:
        """Yield the parts below this one, in order."""
        for part in self.parts:
            yield part
            yield from part.walk()

    def all_blocks(self) -> Iterator[Block]:
        """Yield every block, headings included, in order."""
        if self.heading:
            yield self.heading
        yield from self.blocks
        for part in self.parts:
            yield from part.all_blocks()


@dataclass(slots=True)
class Outline:
    """A document taken apart."""

    title: Block | None = None  # the heading that names the product
    product: list[Block] = field(default_factory=list)  # what belongs to no issue
    issues: list[list[Block]] = field(default_factory=list)  # each with its heading, if any
    # Headings that have nothing to stand above: with the reason
    idle: list[tuple[Block, str]] = field(default_factory=list)

    @property
    def loose(self) -> list[Block]:
        """What is in no issue, in order, with the document's title."""
        titled = [self.title, *self.product] if self.title else self.product
        return sorted(titled, key=lambda block: block.start)


def outline(blocks: Sequence[Block]) -> Outline:
    """Return *blocks*, all of them, parted into issues and what belongs to the product.

    An issue is a heading that is numbered as one (``Issue (3)``), or has keywords or
    causes right below it, or stands above a symptom section, a test and a fix, or a cause
    and a fix.
    """
    found = Outline()
    root = tree(blocks)
    _part(root, found, {issue.key for issue in _issues(root)})
    return found


def tree(blocks: Sequence[Block]) -> Part:
    """Return the document of *blocks* as the part that all others stand below."""
    return _tree(None, list(blocks))


def _tree(heading: Block | None, below: list[Block]) -> Part:
    at = next((i for i, b in enumerate(below) if b.kind is BlockKind.HEADING), len(below))
    own, rest = below[:at], below[at:]
    parts: list[Part] = []
    while rest:
        level = rest[0].level
        end = next(
            (
                i
                for i, b in enumerate(rest)
                if i and b.kind is BlockKind.HEADING and b.level <= level
            ),
            len(rest),
        )
        parts.append(_tree(rest[0], rest[1:end]))
        rest = rest[end:]
    return Part(heading, tuple(own), tuple(parts))


def _is_numbered(part: Part) -> bool:
    return part.heading is not None and NUMBERED_ISSUE.fullmatch(part.heading.text) is not None


def _is_named_issue(part: Part) -> bool:
    return _is_numbered(part) or any(read_labels(block) is not None for block in part.blocks)


def _issues(part: Part) -> list[Part]:
    """Return the parts below *part*, itself included, that are issues of their own."""
    kinds = part.kinds
    inner = [issue for p in part.parts if p.section is None for issue in _issues(p)]
    named = [issue for issue in inner if _is_named_issue(issue)]
    if _is_numbered(part) or (_is_named_issue(part) and not named):
        return [part, *named]
    if {SectionKind.SYMPTOM, SectionKind.FIX} <= kinds:
        # What is numbered below it tells cases of this one apart, unless it is told as an issue.
        return [part, *(issue for issue in named if issue.kinds)]
    if SectionKind.SYMPTOM in kinds:
        inner = [issue for issue in inner if issue.kinds or not _is_numbered(issue)]
    if inner:
        return inner
    return [part] if part.tells else []


def _part(part: Part, found: Outline, issues: AbstractSet[int]) -> bool:
    """Add *part* to *found*; return whether it came to anything."""
    if part.key in issues:
        return _issue(part, found, issues)
    at = len(found.product)
    is_title = part.level == 1 and found.title is None
    if is_title:
        found.title = part.heading
    elif part.heading:
        found.product.append(part.heading)
    own = len(found.product)
    found.product += part.blocks
    has_issues = [_part(p, found, issues) for p in part.parts]
    has_text = any(block.shows for block in found.product[own:])
    if part.heading is None or has_text or (is_title and any(has_issues)):
        return has_text or any(has_issues)
    if is_title:
        found.title = None
    else:
        del found.product[at]
    reason = "a heading with only issues below it" if any(has_issues) else NOTHING_BELOW
    found.idle.append((part.heading, reason))
    return any(has_issues)


def _issue(part: Part, found: Outline, issues: AbstractSet[int]) -> bool:
    own = list(_own_blocks(part, issues))
    is_real = any(b.shows for b in own if b is not part.heading)
    if is_real:
        found.issues.append(own)
    else:
        found.product += [b for b in own if b is not part.heading]
        if part.heading:
            found.idle.append((part.heading, NOTHING_BELOW))
    below = [_issue(issue, found, issues) for issue in _direct(part, issues)]
    return is_real or any(below)


def _own_blocks(part: Part, issues: AbstractSet[int]) -> Iterator[Block]:
    if part.heading:
        yield part.heading
    yield from part.blocks
    for below in part.parts:
        if below.key not in issues:
            yield from _own_blocks(below, issues)


def _direct(part: Part, issues: AbstractSet[int]) -> Iterator[Part]:
    for below in part.parts:
        if below.key in issues:
            yield below
        else:
            yield from _direct(below, issues)
