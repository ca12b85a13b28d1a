"""What a knowledge base is once it is read: frozen values, no front matter, no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from markdown_it.token import Token

from bangdex.addresses import page_url
from bangdex.period import Period
from bangdex.placeholders import COMMAND_FORMS, Form, name_key
from bangdex.text import keyword_key
from bangdex.vocabulary import SectionKind


class Status(StrEnum):
    """How far an issue is understood."""

    SOLVED = "solved"
    WORKAROUND = "workaround"
    OPEN = "open"


class SharedKind(StrEnum):
    """What a page under ``tests/`` or ``fixes/`` holds; the value is the folder's name."""

    TEST = "tests"
    FIX = "fixes"


@dataclass(frozen=True, slots=True)
class Source:
    """One Markdown file of the knowledge base."""

    path: str  # below the knowledge base, posix: cdi/quota.md
    shown: str  # as the author names it: kb/cdi/quota.md
    text: str  # NFC, LF


@dataclass(frozen=True, slots=True)
class Keyword:
    """A name of something that is seen, with all the ways in which it is written."""

    spellings: tuple[str, ...]  # as written; the first is shown

    @property
    def shown(self) -> str:
        """The spelling that people see."""
        return self.spellings[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The spellings' comparable forms, without repeats, in order."""
        return _keys(self.spellings)


@lru_cache(maxsize=100_000)  # every rule and every page compares the same ones
def _keys(spellings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keyword_key(spelling) for spelling in spellings))


@dataclass(frozen=True, slots=True)
class Signature:
    """An error text that an issue is known by."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """A stretch of Markdown, parsed."""

    tokens: tuple[Token, ...] = ()
    text: str = ""  # what a reader sees of it, without markup; a line per block
    line: int = 1
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """One test of an issue: what to run, what to look at, what the result says."""

    anchor: str  # its element id on the issue's page
    title: Body  # inline; empty for a shared test, which brings its own
    body: Body
    rule_outs: tuple[str, ...]  # the sentences as written
    line: int
    shared: str | None = None  # path of the shared test it brings in: cdi/tests/resourcequota.md


@dataclass(frozen=True, slots=True)
class Section:
    """One of the three parts of an issue."""

    kind: SectionKind
    heading: str  # as written
    anchor: str  # its element id on the issue's page
    body: Body  # for the test section: what stands before, between and after its tests
    line: int


@dataclass(frozen=True, slots=True, eq=False)  # the file is its identity
class Issue:
    """One thing that goes wrong: what is seen, how to make sure, what to do."""

    id: str
    product: str  # slug of the product: the folder's name
    slug: str  # the file's name without .md
    path: str  # below the knowledge base: cdi/quota.md
    shown: str  # kb/cdi/quota.md
    title: str
    causes: tuple[str, ...]
    keywords: tuple[Keyword, ...]
    status: Status
    versions: str
    reviewed: str  # ISO date, or empty
    symptom: Section
    signatures: tuple[Signature, ...]
    tests: tuple[Test, ...]
    test: Section | None
    fix: Section | None
    fixes: tuple[str, ...]  # paths of the shared fixes it brings in
    links: tuple[str, ...]  # paths of all files it links to
    redirects: tuple[str, ...] = ()  # paths that it had; their pages lead here
    pins: tuple[str, ...] = ()  # parts of its error texts without which it isn't this issue

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        return page_url(self.path)


@dataclass(frozen=True, slots=True, eq=False)  # the file is its identity
class Shared:
    """A test or a fix that stands in a file of its own, for several issues."""

    kind: SharedKind
    product: str
    slug: str
    path: str
    shown: str
    title: str
    reviewed: str
    body: Body
    links: tuple[str, ...] = ()  # paths of all files it links to
    rule_outs: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()  # paths that it had; their pages lead here

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        return page_url(self.path)


@dataclass(frozen=True, slots=True, eq=False)  # the file is its identity
class Product:
    """What a folder of the knowledge base is about."""

    slug: str
    path: str
    shown: str
    title: str
    short: str  # a short name for tight places; the title where none is given
    summary: str  # one sentence
    language: str  # of its documents: ko or en
    body: Body
    links: tuple[str, ...] = ()
    # A spelling of a placeholder -> the one it stands for: {"PodNamespace": "Namespace"}
    placeholders: Mapping[str, str] = field(default_factory=dict)
    placeholder_forms: frozenset[Form] = COMMAND_FORMS  # those that its commands have
    review_after: Period | None = None  # since `reviewed`, a page is to be looked at again

    @property
    def url(self) -> str:
        """The page's address from the site's root."""
        return f"{self.slug}/index.html"

    def field_name(self, name: str) -> str:
        """Return what the placeholder *name* is called where it is filled in."""
        key = name_key(name)
        groups = self.placeholders.items()
        return next((of for s, of in groups if key in {name_key(s), name_key(of)}), name)


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file of the site that the engine made: an asset or a part of the index."""

    path: str  # from the site's root, posix
    content: bytes
