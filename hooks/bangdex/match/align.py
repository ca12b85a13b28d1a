"""How much of an error text stands in a paste, in order: a chain of tokens that agree.

A token counts 0.3 of its weight alone and 0.35 for each neighbour that is its neighbour in the
paste too, so that words scattered over a paste are worth little, and pieces of the text a lot::

    error text   error  processing  pvc  {$Namespace}/{$PvcName}  scratch  pvc  is  forbidden
                   |        |        |                               |      |          |
    paste        error  processing  pvc  team-b / rhel8           scratch  pvc   was forbidden
                   `--------'--------'----- something variable ------'------'

All numbers are whole, a bit being `BIT`, so that both languages break ties alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bangdex.match.signature import Part, Signature, Unit
from bangdex.match.tokens import Tokens

ALONE, BESIDE = 6, 7  # of 20
FULL, HALF = 5, 2  # a constant; what is soft counts two fifths
BIT = FULL * (ALONE + 2 * BESIDE)
GAP = 30  # tokens of the paste between two that agree
NEAR, NEAR_VARIABLE = 2, 12  # up to here neighbours are neighbours, with something variable between
MOST_PAIRS = 800
MOST_OF_WORD = 24  # a word that stands more often in unit and window needs a neighbour


@dataclass(frozen=True, slots=True)
class Chain:
    """Tokens of a unit and where they stand in the paste, both ascending."""

    earned: int
    pairs: tuple[tuple[int, int], ...]


def align(signature: Signature, unit: Unit, paste: Tokens, window: tuple[int, int]) -> Chain:
    """Return the best chain of *unit* among the tokens of *paste* in *window*."""
    parts = signature.parts
    own = [at for at in range(unit.first, unit.end) if parts[at] != Part.VARIABLE]
    weights = [signature.bits[at] * (HALF if parts[at] == Part.SOFT else FULL) for at in own]
    near = [NEAR, *(NEAR if at == before + 1 else NEAR_VARIABLE for before, at in pairwise(own))]
    pairs = _pairs(signature, own, paste, window)
    best: list[int] = []
    back: list[int] = []
    start = 0
    for number, (there, position) in enumerate(pairs):
        weight = weights[position]
        while pairs[start][0] < there - GAP:
            start += 1
        gain, before = 0, -1
        for other in range(start, number):
            other_there, other_position = pairs[other]
            if other_there == there or other_position >= position:
                continue
            value = best[other]
            if other_position == position - 1 and there - other_there <= near[position]:
                value += BESIDE * (weight + weights[other_position])
            if value > gain:
                gain, before = value, other
        edges = (position == 0) + (position == len(own) - 1)
        best.append(gain + weight * (ALONE + BESIDE * edges))
        back.append(before)
    return _chain(own, pairs, best, back)


def _pairs(
    signature: Signature, own: Sequence[int], paste: Tokens, window: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return all pairs of a token of the paste and a position in *own* that are the same word."""
    words = signature.words
    positions: dict[str, list[int]] = defaultdict(list)
    for position, at in enumerate(own):
        positions[words[at]].append(position)
    places = [there for there in range(*window) if paste.words[there] in positions]
    times = Counter(paste.words[there] for there in places)
    pairs: list[tuple[int, int]] = []
    for there in places:
        word = paste.words[there]
        often = times[word] * len(positions[word]) > MOST_OF_WORD
        pairs += (
            (there, position)
            for position in positions[word]
            if not often or _has_neighbour(words, own[position], paste.words, there)
        )
    return pairs[:MOST_PAIRS]


def _chain(
    own: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    best: Sequence[int],
    back: Sequence[int],
) -> Chain:
    if not best:
        return Chain(0, ())
    earned = max(best)
    at = best.index(earned)
    found = []
    while at >= 0:
        there, position = pairs[at]
        found.append((own[position], there))
        at = back[at]
    return Chain(earned, tuple(reversed(found)))


def _has_neighbour(words: Sequence[str], at: int, paste: Sequence[str], there: int) -> bool:
    """Return whether the words before or behind are the same in text and paste."""
    return (at > 0 and there > 0 and words[at - 1] == paste[there - 1]) or (
        at + 1 < len(words) and there + 1 < len(paste) and words[at + 1] == paste[there + 1]
    )
