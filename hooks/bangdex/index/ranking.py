"""What a find is worth: every weight of the search, named once.

The build uses the weights of the fields; the rest travels in the manifest, so that the browser
and the terminal count alike. The fields' weights and the factors come from a trial with typed,
mistyped and pasted queries over articles in two languages, where none of their neighbours did
better by more than one query in a hundred; the limits only bound what one query can cost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

IMPACT_LEVELS = 16  # an impact is 4 bits of a posting
IDF_STEPS = 1 << 20


@dataclass(frozen=True, slots=True)
class Field:
    """How much a word counts in one part of an issue (BM25F)."""

    weight: float
    length_share: float  # b: 0 leaves a word's weight alone, 1 divides it by the part's length


# A title and a keyword are written to be found by, and short; an error text is what people paste.
# Tests and fixes also speak of what the issue is not.
FIELDS: tuple[Field, ...] = (
    Field(4.0, 0.3),  # title, id, slug
    Field(4.0, 0.3),  # keywords, causes
    Field(2.0, 0.5),  # error text
    Field(2.2, 0.6),  # symptom
    Field(1.0, 0.6),  # test
    Field(1.0, 0.6),  # fix
)
SATURATION = 1.2  # k1: from here on, more of the same word says little
LEAST_LENGTH = 0.25  # a part is never taken as shorter than this share of the average
# Of an impact, what only a title earns. A word that is said often enough is worth as much as one
# that stands in the title, and who types words of a title means that one: success at the first
# place went from 87 to 92 % of 422 queries; from .15 to .3 it is the same.
TITLE_SHARE = 0.2

# Of the impact of a name's weakest word, what its abbreviation has in an issue that only says the
# name. Of 250 queries made for such issues, an abbreviation and three words of the title, 135 had
# the right one first instead of 78; with 0.8 or 1, issues that say it themselves come too low.
ABBREVIATED = 0.6


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search needs to know to count."""

    inflection: float = 0.7  # `pods` for `pod`
    prefix: float = 0.6  # `crashloop...` for the unknown or unfinished `crashl`
    prefix_of_known: float = 0.3  # the same where `crash` is a word by itself
    mistake: float = 0.4  # one typing mistake, in a word that is not in the index
    syllable_idf: float = 3.0  # endings are rare pairs of syllables and mean nothing
    particle: float = 0.25  # what is glued to a noun's end counts less, if it is a particle at all
    # What is in no issue counts so much less in 안돼요 and the like: people ask as they speak, and
    # issues are written otherwise. From .05 to .15 it is the same.
    predicate: float = 0.1
    all_syllables: float = 0.6  # all pairs of a word in one issue: share of the weakest on top
    full_impact: float = 0.25  # from here on a word counts as covered: a mention in passing isn't
    missing_below: float = 0.5  # share of a word's weight under which an issue lacks it
    rare: int = 2  # a word of so few issues, in a big catalogue, may be a typing mistake of ...
    big: int = 500
    common: int = 20  # ... one that has so many times more
    # The best issue is about the query if it has, of the query's weight, half the share that is
    # there at all plus the share that it earns, and these come to so much together.
    about: float = 0.6
    about_syllables: float = 0.5  # of a query that is mostly syllables
    about_text: float = 0.45  # of a text
    about_small: float = 0.85  # times these in a catalogue too small to know what is telling
    exact_from: int = 13  # a query of so many words is a text: only its very words count
    most_words: int = 32  # words of a query that are looked up
    most_pairs: int = 32  # of syllables of one word
    longest_query: int = 2000  # characters of a query that are read
    longest_keyword: int = 8  # words that a keyword of a query may have
    terms_of_prefix: int = 64  # in their order
    terms_of_half: int = 1000  # that begin or end as a mistyped word does
    terms_of_mistake: int = 4  # the nearest
    verified: int = 40  # hits whose texts are read for a phrase
    facets: int = 8  # of a kind
    suggestions: int = 8
    narrowed: int = 64  # issues whose keywords are counted to narrow a query further


def impact(weight: float, *, in_title: bool) -> int:
    """Return the saturated *weight* of a term in an issue, in 0..15 for 1/16..16/16."""
    share = (1 - TITLE_SHARE) * weight / (SATURATION + weight) + TITLE_SHARE * in_title
    return min(IMPACT_LEVELS - 1, max(0, math.floor(share * IMPACT_LEVELS + 0.5) - 1))


def idf(documents: int, found: int) -> float:
    """Return how telling a term is that *found* of *documents* have; never quite nothing.

    In steps, since the last bits of a logarithm are not the same on every machine.
    """
    ratio = 1 + (documents - found + 0.5) / (found + 0.5)
    return max(1, math.floor(math.log(ratio) * IDF_STEPS + 0.5)) / IDF_STEPS
