"""Searching the index in memory: what the terminal answers, and the browser the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bangdex.index.excerpts import CUT
from bangdex.index.inverted import PART, WHOLE, Card, Index, KeywordCard, code_units
from bangdex.index.near import near_keywords
from bangdex.index.query import Query, resolve
from bangdex.index.ranking import Ranking
from bangdex.index.scoring import Scored, is_about, score
from bangdex.index.tokenize import normalize, terms, words
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
class Facet:
    """What narrows an answer further, and how many issues it would leave."""

    kind: str  # product, status or cause: as a filter is written
    value: str  # a slug, a status, a cause's key
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query."""

    hits: tuple[Hit, ...]  # best first
    near: tuple[Hit, ...]  # where nothing is about the query: what comes nearest
    total: int  # of all hits, or of all that is near
    capped: bool  # whether there are more, of a word that too many issues have
    facets: tuple[Facet, ...]  # of these, by kind, those that leave the most first
    keywords: tuple[KeywordCard, ...]  # recognised in the query
    unknown: tuple[str, ...]  # written as keywords, but none
    unknown_filters: tuple[str, ...]  # written as filters, but searched as words
    suggestions: tuple[KeywordCard, ...]  # keywords near to those

    @property
    def nothing(self) -> bool:
        """Whether nothing here is about the query."""
        return not self.hits


def search(
    index: Index, text: str, limit: int = 20, ranking: Ranking | None = None
) -> SearchResult:
    """Return what *index* knows about *text*: at most *limit* hits, best first."""
    ranking = ranking or Ranking()
    query = resolve(index, text, ranking)
    recognised = [card for key in query.keywords if (card := _keyword(index, key))]
    counted = score(index, query, ranking)
    scored = counted[: ranking.verified] if query.phrases else counted
    if query.phrases:
        scored, dropped = _verified(index, query, scored)
        counted = [one for one in counted if one.number not in dropped]
    named = {card.shown for card in recognised}
    hits = tuple(_hit(index.cards[one.number], one, query, named) for one in scored[:limit])
    is_answer = not query.unknown and is_about(index, query, scored, ranking)
    return SearchResult(
        hits=hits if is_answer else (),
        near=() if is_answer else hits,
        total=len(counted),
        capped=any(len(where.values) < where.found for where in query.lists(index)),
        facets=tuple(_facets(index, counted, ranking)),
        keywords=tuple(recognised),
        unknown=query.unknown,
        unknown_filters=query.unknown_filters,
        suggestions=tuple(_suggestions(index, query.unknown, ranking)),
    )


def _verified(
    index: Index, query: Query, best: Sequence[Scored]
) -> tuple[list[Scored], frozenset[int]]:
    """Return *best* with those first that have the phrases, and the numbers of those left out.

    Once one has them, or nothing else is asked, those that certainly don't are left out. Else a
    phrase that none has takes nothing away: it may be a name in an error text.
    """
    having: list[Scored] = []
    maybe: list[Scored] = []
    without: list[Scored] = []
    for one in best:
        texts = card_texts(index.cards[one.number])
        keys = [keyword_key(normalize(text)) for text in texts]
        lacks = tuple(p for p in query.phrases if not any(p in key for key in keys))
        if not lacks:
            having.append(one)
        elif any(text.endswith(CUT) for text in texts):
            maybe.append(replace(one, unquoted=lacks))
        else:
            without.append(replace(one, unquoted=lacks, certainty=-1.0))
    if having or (query.is_quote and maybe):
        return [*having, *maybe], frozenset(one.number for one in without)
    return sorted((*maybe, *without), key=lambda one: (-one.score, one.number)), frozenset()


def card_texts(card: Card) -> tuple[str, ...]:
    """Return all texts of a card that a phrase may stand in."""
    quoted = card.excerpts
    return (card.title, *card.keywords, quoted.error, quoted.symptom, quoted.test, quoted.fix)


def _facets(index: Index, scored: Sequence[Scored], ranking: Ranking) -> Iterator[Facet]:
    """Yield the products, statuses and causes of *scored*, each kind with the commonest first."""
    cards = [index.cards[one.number] for one in scored]
    counts = {
        "product": Counter(card.product for card in cards),
        "status": Counter(card.status.value for card in cards),
        "cause": Counter(key for card in cards for key in {*map(keyword_key, card.causes)}),
    }
    order = {
        "product": [one.slug for one in index.products],
        "status": [status.value for status in Status],
        "cause": sorted(counts["cause"], key=code_units),
    }
    for kind, values in order.items():
        found = [Facet(kind, value, counts[kind][value]) for value in values]
        ranked = sorted(found, key=lambda facet: -facet.count)[: ranking.facets]
        yield from (facet for facet in ranked if facet.count)


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
        missing=(
            *(query.asked[i].shown for i in scored.lacks),
            *(f'"{phrase}"' for phrase in scored.unquoted),
        ),
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
