"""What is near to a word or a keyword that the index doesn't have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bangdex.index.inverted import BACKWARD, FORWARD, KEYWORD, PART, WHOLE, Index
from bangdex.index.ranking import Ranking
from bangdex.index.spellings import allowed_mistakes, distance, halves
from bangdex.index.tokenize import terms

SHORTEST_PREFIX = 3  # letters; fewer begin too many words to mean any of them


class _Offer(NamedTuple):
    """A term that leads to keywords, and how near these are; 1 or 2 is a number of mistakes."""

    term: str
    rank: int
    whole: bool | None = None  # only keywords of which the term is the whole, or only a part


def mistaken(index: Index, word: str, ranking: Ranking) -> list[str]:
    """Return the words of *index* that *word* may be with a typing mistake, the nearest first."""
    limit = allowed_mistakes(word)
    head, tail, swapped = halves(word)
    forward = index.starting(FORWARD + head, ranking.terms_of_half)
    backward = index.starting(BACKWARD + tail[::-1], ranking.terms_of_half)
    candidates = {
        swapped if index.find(swapped) else word,
        *(other.removeprefix(FORWARD) for other in forward),
        *(other.removeprefix(BACKWARD)[::-1] for other in backward),
    }
    near = ((distance(word, other, limit), other) for other in candidates)
    ranked = sorted((far, other) for far, other in near if 0 < far <= limit)
    return [other for _, other in ranked[: ranking.terms_of_mistake]]


def near_keywords(index: Index, key: str, ranking: Ranking) -> list[int]:
    """Return the numbers of the keywords nearest to *key*, which is none.

    First those it may be with a typing mistake, then those that begin with it, those with a
    later part that does, those that share a word; if there are none, those that share the
    longest beginning. Among equals the more common come first.
    """
    ranks: dict[int, tuple[int, int]] = {}
    for offers in (_alike, _of_one_beginning):
        for offer in offers(index, key, ranking):
            for number, bits in index.find(offer.term) or ():
                if offer.whole is None or offer.whole == (bits >= WHOLE):
                    rank = (offer.rank, -(bits & (WHOLE - 1)))
                    ranks[number] = min(ranks.get(number, rank), rank)
        if ranks:
            break
    return sorted(ranks, key=lambda number: (ranks[number], number))[: ranking.suggestions]


def _alike(index: Index, key: str, ranking: Ranking) -> Iterator[_Offer]:
    if len(key) >= SHORTEST_PREFIX:
        limit = allowed_mistakes(key)
        for spelling in _spellings(index, key, ranking):
            if (far := distance(key, spelling, limit)) <= limit:
                yield _Offer(PART + spelling, far, whole=True)
    for term in index.starting(PART + key, ranking.terms_of_prefix):
        yield _Offer(term, 3, whole=True)
        yield _Offer(term, 4, whole=False)
    for word in terms(key):
        if len(word) >= SHORTEST_PREFIX:
            for term in index.starting(PART + word, ranking.suggestions):
                yield _Offer(term, 5)


def _spellings(index: Index, key: str, ranking: Ranking) -> Iterator[str]:
    """Yield the spellings that begin or end as *key* does, and itself with two letters swapped."""
    head, tail, swapped = halves(key)
    yield swapped
    for term in index.starting(PART + head, ranking.terms_of_half):
        yield term.removeprefix(PART)
    for term in index.starting(BACKWARD + KEYWORD + tail[::-1], ranking.terms_of_half):
        yield term.removeprefix(BACKWARD + KEYWORD)[::-1]


def _of_one_beginning(index: Index, key: str, ranking: Ranking) -> Iterator[_Offer]:
    for length in range(len(key) - 1, 0, -1):
        shared = index.starting(PART + key[:length], ranking.suggestions)
        if shared:
            yield from (_Offer(term, 6) for term in shared)
            return
