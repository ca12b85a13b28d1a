"""How much each issue is about a query: the sum that the ranking is made of.

``browser/score.js`` does the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bangdex.index.inverted import KEYWORD, Index
from bangdex.index.query import Asked, Query, passing
from bangdex.index.ranking import IMPACT_LEVELS, Ranking, idf

FEWEST_WORDS = 2  # of a query that can be about something else than its words


@dataclass(frozen=True, slots=True)
class Scored:
    """A document, counted."""

    number: int
    score: float
    lacks: tuple[int, ...]  # positions of the query's words
    certainty: float = 0.0  # how much of the query it is about: 0 to 1.5
    unquoted: tuple[str, ...] = ()  # phrases that it may not have


def is_about(index: Index, query: Query, scored: Sequence[Scored], ranking: Ranking) -> bool:
    """Return whether the best of *scored* is about *query*, and doesn't only share words with it.

    Keywords, filters and phrases say for themselves; one word is there or isn't.
    """
    if query.is_quote and scored:
        return scored[0].certainty >= 0
    if not scored or not scored[0].lacks or len(query.asked) < FEWEST_WORDS:
        return True
    if query.keywords or query.filters or query.phrases:
        return True
    syllables = sum(asked.syllables for asked in query.asked)
    least = ranking.about_syllables if syllables * 2 > len(query.asked) else ranking.about
    if query.is_text:
        least = ranking.about_text
    if len(index.cards) < ranking.big:
        least *= ranking.about_small
    return scored[0].certainty >= least


def score(index: Index, query: Query, ranking: Ranking) -> list[Scored]:
    """Return the documents that answer *query*, the best first, ties in the documents' order.

    A document must have all keywords, pass all filters, and have one of the words if there are
    any. It counts what its words weigh, times the root of the share that it has of the query's
    weight; keywords on top.
    """
    sets = [passing(index, filter_) for filter_ in query.filters]
    base: dict[int, float] = {}
    for key in query.keywords:
        postings = index.postings[KEYWORD + key]
        telling = idf(len(index.cards), postings.found)
        sets.append(frozenset(number for number, _ in postings))
        for number, level in postings:
            gain = telling * (level + 1) / IMPACT_LEVELS
            base[number] = base.get(number, 0.0) + gain
    allowed = frozenset.intersection(*sets) if sets else None
    total: dict[int, float] = {}
    covered: dict[int, float] = {}
    having: dict[int, set[int]] = {}
    mass = 0.0
    for position, asked in enumerate(query.asked):
        word_mass, covers = _score_word(asked, ranking, total, covered)
        mass += word_mass
        for number, cover in covers.items():
            if cover >= ranking.missing_below * word_mass:
                having.setdefault(number, set()).add(position)
    # With keywords words only sort; filters alone are no question, so words are needed then.
    is_sieve = allowed is not None and bool(query.keywords or not query.asked)
    found = []
    for number in allowed if is_sieve and allowed is not None else having:
        if allowed is not None and number not in allowed:
            continue
        has = having.get(number, set())
        gain = total.get(number, 0.0)
        share = covered.get(number, 0.0) / mass if mass else 0.0
        certainty = share / 2 + gain / mass if mass else 0.0
        lacks = tuple(i for i in range(len(query.asked)) if i not in has)
        value = base.get(number, 0.0) + gain * math.sqrt(share)
        found.append(Scored(number, value, lacks, certainty))
    return sorted(found, key=lambda one: (-one.score, one.number))


def _score_word(
    asked: Asked, ranking: Ranking, total: dict[int, float], covered: dict[int, float]
) -> tuple[float, dict[int, float]]:
    """Add to *total* and *covered*; return what the word weighs, and how much of it is where."""
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
            cover = part.weight * min(1.0, value / ranking.full_impact)
            total[number] = total.get(number, 0.0) + gain
            covered[number] = covered.get(number, 0.0) + cover
            covers[number] = covers.get(number, 0.0) + cover
            weakest[number] = min(weakest.get(number, gain), gain)
            seen[number] = seen.get(number, 0) + 1
    if asked.syllables and len(asked.parts) > 1:
        for number, count in seen.items():
            if count == len(asked.parts):
                total[number] += ranking.all_syllables * weakest[number]
    return mass, covers
