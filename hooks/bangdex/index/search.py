"""Searching the index in memory: what the terminal answers, and the browser the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bangdex.index.inverted import KEYWORD, PART, WHOLE, Card, Index, KeywordCard
from bangdex.index.near import near_keywords
from bangdex.index.query import Asked, Query, resolve
from bangdex.index.ranking import IMPACT_LEVELS, Ranking, idf
from bangdex.index.tokenize import terms, words
from bangdex.model import Status
from bangdex.text import keyword_key

Section = Literal["title", "keywords", "error", "symptom", "test", "fix"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An issue that answers a query."""

    id: str
    url: str  # from the site's root
    title: str
    path: str
    product: str
    status: Status
    score: float
    keywords: tuple[str, ...]  # those of its keywords that the query names, as shown
    section: Section  # where the most of the query was found
    missing: tuple[str, ...]  # words of the query that it lacks


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    hits: tuple[Hit, ...]  # best first
    near: tuple[Hit, ...]  # what the words find where a keyword of the query doesn't exist
    keywords: tuple[KeywordCard, ...]  # recognised in the query
    unknown: tuple[str, ...]  # written as keywords, but none
    suggestions: tuple[KeywordCard, ...]  # keywords near to those

    @property
    def nothing(self) -> bool:
        """Whether nothing here is about the query."""
        return not self.hits


@dataclass(frozen=True, slots=True)
class Scored:
    """A document, counted."""

    number: int
    score: float
    lacks: tuple[int, ...]  # positions of the query's words


def search(
    index: Index, text: str, limit: int = 20, ranking: Ranking | None = None
) -> SearchResult:
    """Return what *index* knows about *text*: at most *limit* hits, best first."""
    ranking = ranking or Ranking()
    query = resolve(index, text, ranking)
    recognised = [card for key in query.keywords if (card := _keyword(index, key))]
    scored = score(index, query, ranking)[:limit]
    named = {card.shown for card in recognised}
    hits = tuple(_hit(index.cards[one.number], one, query, named) for one in scored)
    return SearchResult(
        hits=() if query.unknown else hits,
        near=hits if query.unknown else (),
        keywords=tuple(recognised),
        unknown=query.unknown,
        suggestions=tuple(_suggestions(index, query.unknown, ranking)),
    )


def score(index: Index, query: Query, ranking: Ranking) -> list[Scored]:
    """Return the documents that answer *query*, the best first, ties in the documents' order.

    A document must have all keywords, and one of the words if there are any. It counts what its
    words weigh, times the root of the share that it has of the query's weight; keywords on top.
    """
    allowed: set[int] | None = None
    base: dict[int, float] = {}
    for key in query.keywords:
        postings = index.find(KEYWORD + key)
        if postings is None:
            return []
        telling = idf(len(index.cards), postings.found)
        levels = dict(postings)
        allowed = set(levels) if allowed is None else allowed & set(levels)
        for number, level in levels.items():
            gain = telling * (level + 1) / IMPACT_LEVELS
            base[number] = base.get(number, 0.0) + gain
    total: dict[int, float] = dict.fromkeys(base, 0.0)
    covered: dict[int, float] = {}
    having: dict[int, set[int]] = {}
    mass = 0.0
    for position, asked in enumerate(query.asked):
        word_mass, gains, covers = _score_word(asked, ranking)
        mass += word_mass
        for number, gain in gains.items():
            total[number] = total.get(number, 0.0) + gain
            covered[number] = covered.get(number, 0.0) + covers[number]
            if covers[number] >= ranking.missing_below * word_mass:
                having.setdefault(number, set()).add(position)
    found = []
    for number in total if allowed is None else allowed:
        has = having.get(number, set())
        if allowed is None and not has:
            continue
        share = math.sqrt(covered.get(number, 0.0) / mass) if mass else 0.0
        lacks = tuple(i for i in range(len(query.asked)) if i not in has)
        found.append(Scored(number, base.get(number, 0.0) + total[number] * share, lacks))
    return sorted(found, key=lambda one: (-one.score, one.number))


def _score_word(asked: Asked, ranking: Ranking) -> tuple[float, dict[int, float], dict[int, float]]:
    """Return what the word weighs, and by document what it gains and how much of it is there."""
    gains: dict[int, float] = {}
    covers: dict[int, float] = {}
    weakest: dict[int, float] = {}
    seen: dict[int, int] = {}
    mass = 0.0
    for part in asked.parts:
        mass += part.weight
        best: dict[int, float] = {}
        for alternative in part.alternatives:
            for number, level in alternative.postings:
                value = alternative.factor * (level + 1) / IMPACT_LEVELS
                if value > best.get(number, 0.0):
                    best[number] = value
        for number, value in best.items():
            gain = part.weight * value
            gains[number] = gains.get(number, 0.0) + gain
            cover = part.weight * min(1.0, value / ranking.full_impact)
            covers[number] = covers.get(number, 0.0) + cover
            weakest[number] = min(weakest.get(number, gain), gain)
            seen[number] = seen.get(number, 0) + 1
    if asked.syllables and len(asked.parts) > 1:
        for number, count in seen.items():
            if count == len(asked.parts):
                gains[number] += ranking.all_syllables * weakest[number]
    return mass, gains, covers


def _hit(card: Card, scored: Scored, query: Query, named: set[str]) -> Hit:
    asked = {word.shown.lower() for word in query.asked}
    return Hit(
        id=card.id,
        url=card.url,
        title=card.title,
        path=card.path,
        product=card.product,
        status=card.status,
        score=scored.score,
        keywords=tuple(
            shown
            for shown in card.keywords
            if shown in named or all(word.shown.lower() in asked for word in words(shown))
        ),
        section=locate(card, query),
        missing=tuple(query.asked[i].shown for i in scored.lacks),
    )


def locate(card: Card, query: Query) -> Section:
    """Return the part of the issue in which the most words of *query* are found, then keywords.

    Only the excerpts are read, so this is where a quotation can be taken from; where they have
    nothing, it was the title or a keyword, or a text beyond them.
    """
    asked = [frozenset().union(*(part.terms for part in word.parts)) for word in query.asked]
    keywords = [frozenset(terms(key)) for key in query.keywords]
    texts: tuple[tuple[Section, str], ...] = (
        ("error", card.excerpts.error),
        ("symptom", card.excerpts.symptom),
        ("test", card.excerpts.test),
        ("fix", card.excerpts.fix),
        ("title", card.title),
    )
    best = (0, 0, 0)
    where: Section = "keywords"
    for section, text in texts:
        found = set(terms(text))
        here = (
            sum(not found.isdisjoint(word) for word in asked),
            sum(not found.isdisjoint(word) for word in keywords),
            sum(len(found & word) for word in (*asked, *keywords)),
        )
        if here > best:
            best, where = here, section
    return where


def _keyword(index: Index, key: str) -> KeywordCard | None:
    postings = index.find(PART + key)
    numbers = (number for number, bits in postings or () if bits >= WHOLE)
    return next((index.keywords[number] for number in numbers), None)


def _suggestions(index: Index, unknown: Sequence[str], ranking: Ranking) -> Iterable[KeywordCard]:
    numbers = dict.fromkeys(
        number
        for written in unknown
        for number in near_keywords(index, keyword_key(written), ranking)
    )
    return [index.keywords[number] for number in numbers][: ranking.suggestions]
