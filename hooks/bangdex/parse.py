"""From a source to an issue, a shared page or a product; or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from markdown_it.tree import SyntaxTreeNode

from bangdex import structure
from bangdex.frontmatter import (
    IssueFrontMatter,
    Path,
    Place,
    ProductFrontMatter,
    SharedFrontMatter,
    split_front_matter,
)
from bangdex.limits import LimitError, NestingError
from bangdex.markdown import (
    first_line,
    inline_of,
    inline_text,
)
from bangdex.model import (
    Issue,
    Keyword,
    Product,
    Section,
    Shared,
    SharedKind,
    Source,
    Status,
    Test,
)
from bangdex.period import parse_period
from bangdex.placeholders import Form
from bangdex.problems import Problem, did_you_mean
from bangdex.reading import Link, Reading
from bangdex.vocabulary import SECTION_NAMES, SectionKind, section_anchor, section_kind


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one source is, with the links that are to be held against all other sources."""

    source: Source
    item: Issue | Shared | Product | None
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    places: Mapping[Path, Place] = field(default_factory=dict)  # of the front matter's values


def parse(source: Source) -> Parsed:
    """Return what *source* holds. Its path decides what it must be."""
    match source.path.split("/"):
        case [product, "index.md"]:
            make: Callable[[Reading], Issue | Shared | Product | None] = partial(
                _product, slug=product
            )
        case [product, "tests" | "fixes" as folder, _]:
            make = partial(_shared, product=product, kind=SharedKind(folder))
        case [product, _]:
            make = partial(_issue, product=product)
        case _:
            message = (
                "a file must be <product>/index.md, <product>/<issue>.md, <product>/tests/<test>.md"
                f" or <product>/fixes/<fix>.md: {source.path!r}"
            )
            return Parsed(source, None, problems=(Problem(source.shown, 1, 1, "BDX044", message),))
    matter = split_front_matter(source.text, source.shown)
    if matter.problems and not matter.data and not matter.body.strip():
        return Parsed(source, None, problems=matter.problems)
    try:
        reading = Reading(source, matter)
    except LimitError as error:
        line = matter.body_line + error.line + 1
        code = "BDX052" if isinstance(error, NestingError) else "BDX054"
        too_much = Problem(source.shown, line, 1, code, f"a document must not {error}")
        return Parsed(source, None, problems=(*matter.problems, too_much))
    item = make(reading)
    return Parsed(
        source,
        item,
        tuple(reading.links),
        frozenset(reading.anchors),
        tuple(sorted(set(reading.problems))),
        matter.places,
    )


def _product(reading: Reading, slug: str) -> Product | None:
    front = reading.front(ProductFrontMatter)
    reading.hold_together(reading.nodes)
    tokens = structure.annotate(reading.nodes, None, reading.resolve)
    structure.set_anchors(tokens, reading.anchors)
    if front is None:
        return None
    return Product(
        slug=slug,
        path=reading.source.path,
        shown=reading.source.shown,
        title=front.title,
        short=front.short or front.title,
        summary=front.summary or "",
        language=front.language,
        body=structure.body(tokens, reading.offset + 1),
        links=reading.linked,
        placeholders={s: name for name, group in front.placeholders.items() for s in group},
        placeholder_forms=frozenset(map(Form, front.placeholder_forms)),
        review_after=parse_period(front.review_after or ""),
    )


def _shared(reading: Reading, product: str, kind: SharedKind) -> Shared | None:
    front = reading.front(SharedFrontMatter)
    section = SectionKind.TEST if kind is SharedKind.TEST else SectionKind.FIX
    reading.hold_together(reading.nodes)
    tokens = structure.annotate(reading.nodes, section, reading.resolve)
    structure.set_anchors(tokens, reading.anchors)
    if not tokens:
        reading.report(reading.offset, "BDX022", "a shared page must not be empty")
    if front is None:
        return None
    return Shared(
        kind=kind,
        product=product,
        slug=reading.slug,
        path=reading.source.path,
        shown=reading.source.shown,
        title=front.title,
        reviewed=front.reviewed or "",
        body=structure.body(tokens, reading.offset + 1),
        links=reading.linked,
        rule_outs=structure.rule_outs(tokens),
        redirects=front.redirect_from,
    )


def _issue(reading: Reading, product: str) -> Issue | None:
    front = reading.front(IssueFrontMatter)
    parts = _sections(reading)
    status = Status(front.status) if front is not None else Status.OPEN
    _require(reading, parts, SectionKind.SYMPTOM, "BDX020", "")
    if status is not Status.OPEN:
        _require(reading, parts, SectionKind.FIX, "BDX023", " unless its status is open")
    sections: dict[SectionKind, Section] = {}
    tests: tuple[Test, ...] = ()
    # All section ids first, so that no test or heading can take one.
    reading.anchors |= {section_anchor(kind, heading) for kind, (heading, _, _) in parts.items()}
    for kind, (heading, line, nodes) in parts.items():
        for group in structure.groups(nodes, kind):
            reading.hold_together(group)
        if kind is SectionKind.TEST:
            found, tokens = structure.split_tests(
                nodes, reading.resolve, reading.offset, reading.anchors
            )
            tests = tuple(found)
        else:
            tokens = structure.annotate(nodes, kind, reading.resolve)
        structure.set_anchors(tokens, reading.anchors)
        sections[kind] = Section(
            kind=kind,
            heading=heading,
            anchor=section_anchor(kind, heading),
            body=structure.body(tokens, line),
            line=line,
        )
    if front is None or SectionKind.SYMPTOM not in sections:
        return None
    symptom, fix = sections[SectionKind.SYMPTOM], sections.get(SectionKind.FIX)
    return Issue(
        id=front.id,
        product=product,
        slug=reading.slug,
        path=reading.source.path,
        shown=reading.source.shown,
        title=front.title,
        causes=front.causes,
        keywords=tuple(Keyword(tuple(dict.fromkeys(spellings))) for spellings in front.keywords),
        status=status,
        versions=front.versions or "",
        reviewed=front.reviewed or "",
        symptom=symptom,
        signatures=structure.signatures(symptom.body.tokens, reading.offset),
        tests=tests,
        test=sections.get(SectionKind.TEST),
        fix=fix,
        fixes=structure.shared_in(fix.body.tokens) if fix is not None else (),
        links=reading.linked,
        redirects=front.redirect_from,
        pins=front.pins,
    )


_Part = tuple[str, int, list[SyntaxTreeNode]]  # heading, 1-based line, blocks


def _sections(reading: Reading) -> dict[SectionKind, _Part]:
    """Return the sections of an issue, in their order; report what belongs to none."""
    found: dict[SectionKind, _Part] = {}
    current: list[SyntaxTreeNode] | None = None
    for node in reading.nodes:
        line = first_line(node) + reading.offset + 1
        if node.type == "heading" and node.tag in {"h1", "h2"}:
            heading = inline_text(inline_of(node).children or ())
            kind = section_kind(heading)
            current = []
            if kind is None:
                names = [name for group in SECTION_NAMES.values() for name in group]
                reading.report(
                    line,
                    "BDX024",
                    f"a section must be the symptom, the test or the fix: {heading!r}"
                    + did_you_mean(heading, names),
                    reading.column(line, heading),
                )
            elif kind in found:
                first = found[kind][1]
                message = f"a section must stand once: {heading!r} (first on line {first})"
                reading.report(line, "BDX021", message, reading.column(line, heading))
            else:
                found[kind] = (heading, line, current)
        elif current is None:
            reading.report(line, "BDX025", "text must not stand before the first section")
            current = []
        else:
            current.append(node)
    for heading, line, nodes in found.values():
        if not nodes:
            reading.report(line, "BDX022", f"a section must not be empty: {heading!r}")
    return dict(sorted(found.items(), key=lambda item: list(SectionKind).index(item[0])))


def _require(
    reading: Reading, parts: dict[SectionKind, _Part], kind: SectionKind, code: str, unless: str
) -> None:
    if kind not in parts:
        names = SECTION_NAMES[kind]
        english = next(name for name in names if name.isascii())
        message = f"an issue must have a section '## {names[0]}' or '## {english}'{unless}"
        reading.report(reading.offset, code, message)
