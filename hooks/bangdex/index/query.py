"""What was typed, taken apart: keywords, and the terms that its words ask for.

``browser/query.js`` does the same.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bangdex.index.inverted import KEYWORD, Index, Postings
from bangdex.index.near import SHORTEST_PREFIX, mistaken
from bangdex.index.ranking import Ranking, idf
from bangdex.index.tokenize import WHITE, Word, words
from bangdex.text import keyword_key

_WHITE = re.compile(f"[{WHITE}]+")
_BANG = re.compile(f"(?:^|(?<=[{WHITE}]))!")
_PLAIN = re.compile(r"[a-z]{3,}")
_HANGUL_PARTICLE = re.compile("[이가을를은는의에로와과도만]$")


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
class Query:
    """A query, resolved against an index."""

    keywords: tuple[str, ...]  # keys of spellings that exist
    unknown: tuple[str, ...]  # what was written as a keyword and is none
    asked: tuple[Asked, ...]


def resolve(index: Index, text: str, ranking: Ranking) -> Query:
    """Return what *text* asks of *index*.

    ``!`` at the start of a word begins a keyword: the longest known one that the words after it
    make. What follows it are words; where no keyword is known, so are all of them.
    """
    plain = unicodedata.normalize("NFKC", text[: ranking.longest_query])
    free, *marked = _BANG.split(plain)
    keywords: list[str] = []
    unknown: list[str] = []
    texts = [free]
    for segment in marked:
        pieces = [piece for piece in _WHITE.split(segment) if piece]
        length = _longest_keyword(index, pieces, ranking)
        if length:
            keywords.append(keyword_key(" ".join(pieces[:length])))
        elif keyword_key(written := " ".join(pieces)):
            unknown.append(written)
        texts.append(" ".join(pieces[length:]))
    unfinished = bool(words(texts[-1])) and not _WHITE.fullmatch(plain[-1:])
    distinct = {word.shown.lower(): word for word in words(" ".join(texts))}
    asked = list(distinct.values())[: ranking.most_words]
    return Query(
        tuple(dict.fromkeys(keywords)),
        tuple(dict.fromkeys(unknown)),
        tuple(_asked(index, asked, ranking, unfinished=unfinished)),
    )


def _longest_keyword(index: Index, pieces: list[str], ranking: Ranking) -> int:
    for length in range(min(len(pieces), ranking.longest_keyword), 0, -1):
        if index.find(KEYWORD + keyword_key(" ".join(pieces[:length]))):
            return length
    return 0


def _asked(
    index: Index, asked: list[Word], ranking: Ranking, *, unfinished: bool
) -> Iterator[Asked]:
    exact = len(asked) >= ranking.exact_from
    for position, word in enumerate(asked):
        last = unfinished and position == len(asked) - 1
        make = _syllable_parts if word.syllables else _word_parts
        parts = tuple(make(index, word, ranking, exact=exact, last=last))
        yield Asked(word.shown, parts, word.syllables)


def _syllable_parts(
    index: Index, word: Word, ranking: Ranking, *, exact: bool, last: bool
) -> Iterator[Part]:
    pairs = word.terms
    # What is glued to the end of a noun is not part of what is looked for.
    if len(pairs) > 1 and _HANGUL_PARTICLE.search(word.shown):
        pairs = pairs[:-1]
    for pair in pairs:
        part = _part(index, pair, ranking, exact=exact, last=last and len(pair) == 1)
        telling = min(part.weight, ranking.syllable_idf)
        yield Part(part.terms, telling / math.sqrt(len(pairs)), part.alternatives)


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
    most = max((alternative.postings.found for alternative in alternatives), default=0)
    telling = idf(len(index.cards), max(len(reached), most))
    return Part(frozenset((term, *factors)), telling, alternatives)


def _stand_ins(
    index: Index, term: str, ranking: Ranking, *, exact: bool, last: bool
) -> Iterator[tuple[str, float]]:
    """Yield the terms that may stand for *term*, the best first, and what each counts."""
    known = False
    if index.find(term):
        known = True
        yield term, 1.0
    if exact and not last:
        return
    if _PLAIN.fullmatch(term) and not exact:
        for other in inflections(term):
            if index.find(other):
                known = True
                yield other, ranking.inflection
    widened = last or (not known and len(term) >= SHORTEST_PREFIX)
    starting = index.starting(term, ranking.terms_of_prefix) if widened else ()
    begun = [other for other in starting if other != term]
    for other in begun:
        yield other, ranking.prefix_of_known if known else ranking.prefix
    if not known and not begun and not exact and _PLAIN.fullmatch(term):
        for other in mistaken(index, term, ranking):
            yield other, ranking.mistake


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
