"""From a source to an issue, a shared page or a product; or to what is wrong with it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from pydantic import BaseModel

from bangdex import structure
from bangdex.frontmatter import (
    FrontMatter,
    IssueFrontMatter,
    Path,
    Place,
    ProductFrontMatter,
    SharedFrontMatter,
    split_front_matter,
    validate,
)
from bangdex.limits import LimitError, NestingError
from bangdex.markdown import (
    addresses,
    first_line,
    inline_of,
    inline_text,
    parse_markdown,
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
from bangdex.text import invisible, without_width
from bangdex.vocabulary import SECTION_NAMES, SectionKind, section_anchor, section_kind

WEB_SCHEMES = frozenset({"http", "https", "mailto"})
# Elements that are harmless when they carry no attribute.
_HARMLESS = re.compile(r"</?(?:br|kbd|sub|sup|details|summary)\s*/?>", re.IGNORECASE)
_SHARED = re.compile(r"[^/]+/(?:tests|fixes)/[^/]+\.md")
_TAG = re.compile(r"<[^>]*>?")

FM = TypeVar("FM", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a document that stays below the knowledge base."""

    href: str  # as written, without percent-encoding
    line: int  # 1-based
    col: int
    path: str  # cdi/quota.md; the document's own path for a place on the same page
    anchor: str
    shows: bool = False  # whether it is a picture, shown in place


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one source is, with the links that are to be held against all other sources."""

    source: Source
    item: Issue | Shared | Product | None
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    places: Mapping[Path, Place] = field(default_factory=dict)  # of the front matter's values


def resolve_link(href: str, source: str) -> tuple[str, str] | None:
    """Return the path below the knowledge base that *href* leads to from *source*, and its anchor.

    None for an address on the web, and for what is no address at all. The path is ``..``
    or starts with ``../`` or ``/`` where it leaves the knowledge base. Both are NFC, as
    the names of sources are; a Mac percent-encodes them decomposed.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # http://[
        return None
    if parts.scheme or parts.netloc:
        return None
    path = source
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    return unicodedata.normalize("NFC", path), unicodedata.normalize("NFC", unquote(parts.fragment))


def is_web_address(href: str) -> bool:
    """Return whether *href* is an address of http, https or mailto that a page may link to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in WEB_SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def is_harmless(html: str) -> bool:
    """Return whether raw *html* is only elements without attributes from the short list."""
    return all(_HARMLESS.fullmatch(tag) for tag in _TAG.findall(html))


def parse(source: Source) -> Parsed:
    """Return what *source* holds. Its path decides what it must be."""
    match source.path.split("/"):
        case [product, "index.md"]:
            make: Callable[[_Reading], Issue | Shared | Product | None] = partial(
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
        reading = _Reading(source, matter)
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


class _Reading:
    """One file while it is read: its blocks, and what is found on the way."""

    def __init__(self, source: Source, matter: FrontMatter) -> None:
        self.source = source
        self.matter = matter
        self.offset = matter.body_line
        self.lines = source.text.split("\n")
        self.problems = list(matter.problems)
        self.nodes = parse_markdown(matter.body)
        self.anchors: set[str] = set()
        self.links: list[Link] = []
        for node in self.nodes:
            self._look(node)
        for line, text in enumerate(self.lines[self.offset :], self.offset + 1):
            found = invisible(text)
            if found is not None:
                message = f"a document must not hold the invisible character {found.name}"
                self.report(line, "BDX053", message, found.at + 1)

    @property
    def slug(self) -> str:
        return self.source.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def linked(self) -> tuple[str, ...]:
        """The files it links to, each once."""
        return tuple(dict.fromkeys(link.path for link in self.links))

    def report(self, line: int, code: str, message: str, col: int = 1) -> None:
        """Add a problem; *line* is 1-based and counts from the top of the file."""
        self.problems.append(Problem(self.source.shown, max(line, 1), col, code, message))

    def front(self, model: type[FM]) -> FM | None:
        """Return the front matter as *model*, or None after reporting why not."""
        if self.matter.problems and not self.matter.data:
            return None
        front, problems = validate(self.matter, model, self.source.shown)
        self.problems += problems
        return front

    def resolve(self, href: str) -> str | None:
        """Return the path of the shared page that *href* leads to, or None."""
        found = resolve_link(href, self.source.path)
        if found is None:
            return None
        return found[0] if _SHARED.fullmatch(found[0]) else None

    def column(self, line: int, *texts: str) -> int:
        """Return the 1-based column at which the first of *texts* starts in a line, or 1."""
        columns = (self.lines[line - 1].find(text) + 1 for text in texts if text)
        return next(filter(None, columns), 1)

    def _look(self, node: SyntaxTreeNode) -> None:
        tokens = node.to_tokens()
        self._look_at_links(tokens)
        at = first_line(node)
        for token in tokens:
            at = token.map[0] if token.map else at
            end = token.map[1] if token.map else at + 1
            for part in (token, *(token.children or ())):
                if part.type in {"html_block", "html_inline"}:
                    self._html(part.content, at + self.offset + 1, end + self.offset)
                elif part.type in {"fence", "code_block", "code_inline"}:
                    self._code(part.content, at + self.offset + 1, end + self.offset)

    def _look_at_links(self, tokens: Sequence[Token]) -> None:
        for href, at, shows in addresses(tokens):
            line = at + self.offset + 1
            written = unquote(href)
            col = self.column(line, href, written, written.replace(" ", "%20"))
            found = resolve_link(href, self.source.path)
            if found is None:
                if not is_web_address(href):
                    self.report(
                        line, "BDX034", f"a link must be http, https or mailto: {href!r}", col
                    )
                elif shows:
                    message = f"a picture must lie in the knowledge base: {href!r}"
                    self.report(line, "BDX035", message, col)
            elif found[0] == ".." or found[0].startswith(("../", "/")):
                self.report(
                    line, "BDX032", f"a link must not leave the knowledge base: {written!r}", col
                )
            else:
                self.links.append(Link(written, line, col, *found, shows=shows))

    def _code(self, code: str, line: int, last: int) -> None:
        """Report what takes no room in a command or an error text, which can't be seen there."""
        for part in code.split("\n"):
            found = without_width(part)
            if found is not None:
                lines = enumerate(self.lines[line - 1 : last], line)
                at, col = next(
                    ((n, t.find(part)) for n, t in lines if part in t), (line, -found.at)
                )
                message = f"code must not hold the invisible character {found.name}"
                self.report(at, "BDX053", message, col + found.at + 1)
                return

    def _html(self, html: str, line: int, last: int) -> None:
        bad = next((tag for tag in _TAG.findall(html) if not _HARMLESS.fullmatch(tag)), None)
        if bad is None:
            return
        # Where it stands by itself: in backticks it is right.
        place = re.compile("(?<!`)" + re.escape(bad.split("\n")[0]))
        col = 1
        for at, text in enumerate(self.lines[line - 1 : last], line):
            if found := place.search(text):
                line, col = at, found.start() + 1
                break
        self.report(
            line,
            "BDX033",
            f"HTML must not stand in a document; put it into backticks: {bad!r}",
            col,
        )


def _product(reading: _Reading, slug: str) -> Product | None:
    front = reading.front(ProductFrontMatter)
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


def _shared(reading: _Reading, product: str, kind: SharedKind) -> Shared | None:
    front = reading.front(SharedFrontMatter)
    section = SectionKind.TEST if kind is SharedKind.TEST else SectionKind.FIX
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


def _issue(reading: _Reading, product: str) -> Issue | None:
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


def _sections(reading: _Reading) -> dict[SectionKind, _Part]:
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
    reading: _Reading, parts: dict[SectionKind, _Part], kind: SectionKind, code: str, unless: str
) -> None:
    if kind not in parts:
        names = SECTION_NAMES[kind]
        english = next(name for name in names if name.isascii())
        message = f"an issue must have a section '## {names[0]}' or '## {english}'{unless}"
        reading.report(reading.offset, code, message)
