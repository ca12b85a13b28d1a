"""The index in memory: terms in order, and the issues that each leads to.

All terms stand in one sequence, sorted by UTF-16 code unit as the browser compares them. The
first character says what a term is; a word starts with a letter, a digit, ``-`` or ``.``.

===================  =========================================================================
``crash``            a word; its postings are documents and how much each speaks of it
``!importer pod``    a keyword, one term for each spelling; documents, as above
``*importer pod``    the same spelling leading to the keyword's number ...
``*pod``             ... and so does each of its later parts
``<!dop retropmi``   the spelling from its end, for typing mistakes in its first half
``:cause:network``   documents with that cause, or that status; never capped
``>crash``           a plain word, without postings, for mistakes in its second half
``<hsarc``           the same from its end, for mistakes in its first half
===================  =========================================================================
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile

from bangdex.model import Status

KEYWORD = "!"
PART = "*"
FACET = ":"
FORWARD = ">"
BACKWARD = "<"

USUAL_STATUS = Status.SOLVED  # what an issue is that no other status leads to

# The 4 bits of a posting of a keyword's spelling or part: is it the whole, how common is it.
WHOLE = 8
MOST_COMMON = 7


def code_units(text: str) -> bytes:
    """Return what sorts as the browser compares strings: by UTF-16 code unit."""
    return text.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The beginnings of an issue's parts, each on one line and normalized, to quote from."""

    error: str
    symptom: str
    test: str
    fix: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a hit shows of one issue."""

    id: str
    url: str  # from the site's root
    path: str  # the file, as the author names it
    title: str
    product: str
    product_name: str
    status: Status
    keywords: tuple[str, ...]  # as shown
    causes: tuple[str, ...]
    anchors: tuple[str, str, str]  # of symptom, test and fix
    excerpts: Excerpts


@dataclass(frozen=True, slots=True)
class KeywordCard:
    """What a suggestion shows of one keyword."""

    key: str  # of the spelling that is shown
    shown: str
    count: int  # issues
    url: str  # from the site's root, or empty


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term leads."""

    found: int  # how many it leads to, also those that a cap has dropped
    values: array[int]  # number * 16 + 4 bits (an impact, or what is known of a keyword), sorted

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of number and its 4 bits."""
        return ((value >> 4, value & 15) for value in self.values)


@dataclass(frozen=True, slots=True)
class Product:
    """A product, and the number of its documents."""

    slug: str
    name: str  # short, as shown
    count: int


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that a search reads."""

    cards: tuple[Card, ...]  # by product, then id; a document's number is its place here
    products: tuple[Product, ...]  # in the documents' order
    keywords: tuple[KeywordCard, ...]  # by key; so is a keyword's number
    terms: tuple[str, ...]  # sorted by code unit
    postings: Mapping[str, Postings]
    order: tuple[bytes, ...]  # of the terms, to look them up by prefix

    def find(self, term: str) -> Postings | None:
        """Return where *term* leads, or None if it is not in the index."""
        return self.postings.get(term)

    def starting(self, prefix: str, limit: int | None = None) -> list[str]:
        """Return the terms that start with *prefix*, the first *limit* of them, in order."""
        start = bisect_left(self.order, code_units(prefix))
        found = takewhile(lambda term: term.startswith(prefix), islice(self.terms, start, None))
        return list(islice(found, limit))
