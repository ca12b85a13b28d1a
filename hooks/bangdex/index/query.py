"""What was typed, taken apart: keywords, filters, phrases, and the terms that its words ask for.

``browser/query.js`` does the same.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bangdex.index.inverted import FACET, KEYWORD, USUAL_STATUS, Index, Postings
from bangdex.index.near import SHORTEST_PREFIX, mistaken
from bangdex.index.ranking import Ranking, idf
from bangdex.index.tokenize import WHITE, Word, words
from bangdex.model import Status
from bangdex.text import keyword_key

_WHITE = re.compile(f"[{WHITE}]+")
_BANG = re.compile(f"(?:^|(?<=[{WHITE}]))!")
_FILTER = re.compile("([^:]+):(.*)", re.DOTALL)
# What a filter begins with, in any case, and what it narrows by.
_KINDS = {
    **{kind: kind for kind in ("product", "status", "cause")},
    "제품": "product",
    "상태": "status",
    "원인": "cause",
}
_PHRASE = re.compile('["\u201c]([^"\u201c\u201d]+)["\u201d]')
_PLAIN = re.compile(r"[a-z]{3,}")
_HANGUL_PARTICLE = re.compile("[이가을를은는의에로와과도만]$")
# How a sentence ends that is spoken or asked; a noun of two syllables may end so too (람다).
_HANGUL_PREDICATE = re.compile("(?:[요죠까]|..[다네데])$")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term that may stand for a part of a word."""

    factor: float  # 1 for the term itself
    postings: Postings


@dataclass(frozen=True, slots=True)
class Part:
    """A term of a word, with what may stand for it; the best counts, they never add up."""

    terms: frozenset[str]  # it and all that may stand for it
    weight: float  # of this part in its word, times how telling it is
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the query."""

    shown: str
    parts: tuple[Part, ...]
    syllables: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A part of the query that lets through only some issues."""

    kind: str  # product, status or cause
    value: str  # a slug, a status, a cause's key


@dataclass(frozen=True, slots=True)
class Query:
    """A query, resolved against an index."""

    keywords: tuple[str, ...]  # keys of spellings that exist
    unknown: tuple[str, ...]  # what was written as a keyword and is none
    filters: tuple[Filter, ...]
    unknown_filters: tuple[str, ...]  # what was written as a filter and leads nowhere
    phrases: tuple[str, ...]  # keys of what stands in quotation marks
    is_quote: bool  # whether there is nothing else
    asked: tuple[Asked, ...]
    is_text: bool  # so long that only its very words count

    def lists(self, index: Index) -> Iterator[Postings]:
        """Yield all postings that the query reads."""
        yield from (index.postings[KEYWORD + key] for key in self.keywords)
        for part in (part for asked in self.asked for part in asked.parts):
            yield from (alternative.postings for alternative in part.alternatives)


def resolve(index: Index, text: str, ranking: Ranking) -> Query:
    """Return what *text* asks of *index*.

    ``!`` at the start of a word begins a keyword: the longest known one that the words after it
    make. What follows it are words; where no keyword is known, so are all of them. The same
    holds for ``cause:`` and the like, but what they lead to must exist: else they are words. Those
    of a text are no filters that someone wrote: an error may say ``status:500``.
    """
    typed = unicodedata.normalize("NFKC", text[: ranking.longest_query])
    filters, unknown_filters, plain = _filters(index, typed, ranking)
    free, *marked = _BANG.split(plain)
    keywords: list[str] = []
    unknown: list[str] = []
    texts = [free]
    for segment in marked:
        pieces = [piece for piece in _WHITE.split(segment) if piece]
        known = _longest(pieces, ranking, lambda key: KEYWORD + key in index.postings)
        length, key = known or (0, "")
        if known:
            keywords.append(key)
        elif keyword_key(written := " ".join(pieces)):
            unknown.append(written)
        texts.append(" ".join(pieces[length:]))
    unfinished = bool(words(texts[-1])) and not _WHITE.fullmatch(plain[-1:])
    distinct = {word.shown.lower(): word for word in words(" ".join(texts))}
    asked = list(distinct.values())[: ranking.most_words]
    is_text = len(asked) >= ranking.exact_from
    quoted = [] if is_text else [keyword_key(found) for found in _PHRASE.findall(plain)]
    phrases = tuple(dict.fromkeys(phrase for phrase in quoted if " " in phrase))
    return Query(
        tuple(dict.fromkeys(keywords)),
        tuple(dict.fromkeys(unknown)),
        tuple(dict.fromkeys(filters)),
        () if is_text else tuple(dict.fromkeys(unknown_filters)),
        phrases,
        bool(phrases) and not words(_PHRASE.sub(" ", plain)),
        tuple(_asked(index, asked, ranking, exact=is_text, unfinished=unfinished)),
        is_text,
    )


def _filters(index: Index, typed: str, ranking: Ranking) -> tuple[list[Filter], list[str], str]:
    """Return the filters of *typed*, those that lead nowhere, and what is left without the first.

    Where a value follows after a space, only what exists is one.
    """
    pieces = _WHITE.split(typed)
    found: list[Filter] = []
    unknown: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(pieces):
        length = 0
        written = _FILTER.fullmatch(pieces[at])
        if written and (kind := _KINDS.get(written[1].lower())):
            values = _values(index, kind)
            known = _longest([written[2], *pieces[at + 1 :]], ranking, values.__contains__)
            if known:
                length, key = known
                found.append(Filter(kind, values[key]))
            elif words(written[2]):
                unknown.append(pieces[at])
        if not length or at + length == len(pieces):
            left.append("" if length else pieces[at])
        at += max(length, 1)
    return found, unknown, " ".join(left)


def _values(index: Index, kind: str) -> dict[str, str]:
    """Return what may stand behind a filter's colon, and the value that it leads to."""
    if kind == "product":
        named = ((name, one.slug) for one in index.products for name in (one.name, one.slug))
        return {keyword_key(name): slug for name, slug in named}
    if kind == "status":
        return {status.value: status.value for status in Status}
    start = f"{FACET}{kind}:"
    return {term.removeprefix(start): term.removeprefix(start) for term in index.starting(start)}


def _longest(
    pieces: list[str], ranking: Ranking, exists: Callable[[str], bool]
) -> tuple[int, str] | None:
    """Return how many of the first *pieces* make the longest key that exists, and that key."""
    for length in range(min(len(pieces), ranking.longest_keyword), 0, -1):
        key = keyword_key(" ".join(pieces[:length]))
        if key and exists(key):
            return length, key
    return None


def passing(index: Index, filter_: Filter) -> frozenset[int]:
    """Return the numbers of the documents that *filter_* lets through."""
    if filter_.kind == "product":
        counts = [one.count for one in index.products]
        at = [one.slug for one in index.products].index(filter_.value)
        return frozenset(range(sum(counts[:at]), sum(counts[: at + 1])))
    if filter_.kind == "status" and filter_.value == USUAL_STATUS.value:
        others = [Filter("status", s.value) for s in Status if s is not USUAL_STATUS]
        return frozenset(range(len(index.cards))).difference(*(passing(index, o) for o in others))
    return frozenset(n for n, _ in index.find(f"{FACET}{filter_.kind}:{filter_.value}") or ())


def _asked(
    index: Index, asked: list[Word], ranking: Ranking, *, exact: bool, unfinished: bool
) -> Iterator[Asked]:
    for position, word in enumerate(asked):
        last = unfinished and position == len(asked) - 1
        make = _syllable_parts if word.syllables else _word_parts
        parts = tuple(make(index, word, ranking, exact=exact, last=last))
        yield Asked(word.shown, parts, word.syllables)


def _syllable_parts(
    index: Index, word: Word, ranking: Ranking, *, exact: bool, last: bool
) -> Iterator[Part]:
    pairs = list(dict.fromkeys(word.terms))[: ranking.most_pairs]
    particle = len(pairs) > 1 and _HANGUL_PARTICLE.search(word.shown)
    predicate = _HANGUL_PREDICATE.search(word.shown)
    for position, pair in enumerate(pairs):
        part = _part(index, pair, ranking, exact=exact, last=last and len(pair) == 1)
        telling = min(part.weight, ranking.syllable_idf) / math.sqrt(len(pairs))
        if particle and position == len(pairs) - 1:
            telling *= ranking.particle
        if predicate and not part.alternatives:
            telling *= ranking.predicate
        yield Part(part.terms, telling, part.alternatives)


def _word_parts(
    index: Index, word: Word, ranking: Ranking, *, exact: bool, last: bool
) -> Iterator[Part]:
    whole, *pieces = word.terms
    if not pieces or (exact and index.find(whole)):
        yield _part(index, whole, ranking, exact=exact, last=last)
        return
    joined = _part(index, whole, ranking, exact=True, last=last)
    if joined.alternatives:  # else it is not written so anywhere, and that says nothing
        yield joined
    for piece in pieces:
        ending = last and piece == pieces[-1]
        part = _part(index, piece, ranking, exact=exact, last=ending)
        yield Part(part.terms, part.weight / math.sqrt(len(pieces)), part.alternatives)


def _part(index: Index, term: str, ranking: Ranking, *, exact: bool, last: bool) -> Part:
    factors: dict[str, float] = {}
    for other, factor in _stand_ins(index, term, ranking, exact=exact, last=last):
        factors.setdefault(other, factor)
    found = [(other, factor, index.find(other)) for other, factor in factors.items()]
    alternatives = tuple(Alternative(factor, where) for _, factor, where in found if where)
    reached = {number for alternative in alternatives for number, _ in alternative.postings}
    # A word that is nowhere is not more telling than one of a single issue.
    most = max((alternative.postings.found for alternative in alternatives), default=1)
    telling = idf(len(index.cards), max(len(reached), most))
    return Part(frozenset((term, *factors)), telling, alternatives)


def _stand_ins(
    index: Index, term: str, ranking: Ranking, *, exact: bool, last: bool
) -> Iterator[tuple[str, float]]:
    """Yield the terms that may stand for *term*, the best first, and what each counts."""
    own = index.find(term)
    found = own.found if own else 0
    if own:
        yield term, 1.0
    if exact and not last:
        return
    is_plain = _PLAIN.fullmatch(term) and not exact
    for other in inflections(term) if is_plain else ():
        if where := index.find(other):
            found += where.found
            yield other, ranking.inflection
    widened = last or (not found and len(term) >= SHORTEST_PREFIX)
    starting = index.starting(term, ranking.terms_of_prefix) if widened else ()
    begun = [other for other in starting if other != term]
    for other in begun:
        yield other, ranking.prefix_of_known if found else ranking.prefix
    if is_plain and not begun:
        yield from ((other, ranking.mistake) for other in _meant(index, term, found, ranking))


def _meant(index: Index, term: str, found: int, ranking: Ranking) -> Iterator[str]:
    """Yield what *term*, which *found* issues have in any form, is with a typing mistake."""
    is_rare = found <= ranking.rare and len(index.cards) >= ranking.big
    if found and not is_rare:
        return
    for other in mistaken(index, term, ranking):
        where = index.find(other)
        if not found or (where and where.found >= ranking.common * found):
            yield other


def inflections(word: str) -> list[str]:
    """Return what an English word may look like in other forms, likely or not."""
    stems = [word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stems.append(word[: len(word) - len(ending)] + instead)
    found: dict[str, None] = {}
    for stem in stems:
        found[stem] = None
        for ending, instead in _ENDINGS:
            if stem.endswith(instead):
                found[stem[: len(stem) - len(instead)] + ending] = None
    found.pop(word)
    return list(found)


# An ending, and what stands in its place in the simple form.
_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
