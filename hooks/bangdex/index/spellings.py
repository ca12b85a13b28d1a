"""Keywords that are one keyword, and how near two spellings are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bangdex.index.document import Document
from bangdex.index.inverted import KeywordCard
from bangdex.model import Keyword

SHORT_WORD = 7  # letters in which one typing mistake is forgiven; two in longer ones


def merged(documents: Sequence[Document]) -> dict[str, str]:
    """Return for every spelling's key the key that its keyword is known by.

    Two keywords that share a spelling are one, and known by the least of their keys.
    """
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for keyword in _keywords(documents):
        roots = sorted({find(key) for key in keyword.keys})
        for root in roots[1:]:
            leader[root] = roots[0]
    return {key: find(key) for key in sorted(leader)}


def keyword_cards(
    documents: Sequence[Document], leaders: Mapping[str, str], urls: Mapping[str, str]
) -> dict[str, KeywordCard]:
    """Return the card of every keyword under the key that it is known by, sorted by that key.

    The spelling that is shown is the first one of the first document that has the keyword.
    """
    shown: dict[str, Keyword] = {}
    counts: dict[str, int] = {}
    for document in documents:
        known = {leaders[key]: kw for kw in reversed(document.keywords) for key in kw.keys}
        for leader, keyword in known.items():
            shown.setdefault(leader, keyword)
            counts[leader] = counts.get(leader, 0) + 1
    cards = {}
    for leader in sorted(shown):
        keyword = shown[leader]
        url = next((urls[key] for key in keyword.keys if key in urls), "")
        cards[leader] = KeywordCard(keyword.keys[0], keyword.shown, counts[leader], url)
    return cards


def allowed_mistakes(word: str) -> int:
    """Return how many typing mistakes *word* may hold."""
    return 1 if len(word) <= SHORT_WORD else 2


def halves(word: str) -> tuple[str, str, str]:
    """Return the beginning and the end of *word*, of which one mistake leaves one whole.

    But for one mistake: the third is *word* with the letters on both sides of the cut swapped.
    """
    middle = len(word) // 2
    head, tail = word[:middle], word[middle:]
    return head, tail, head[:-1] + tail[:1] + head[-1:] + tail[1:]


def distance(one: str, other: str, limit: int) -> int:
    """Return how many mistakes lie between two words, or *limit* + 1 if there are more.

    A mistake is a letter left out, added or replaced, or two neighbours that changed places
    (optimal string alignment).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)


def _keywords(documents: Iterable[Document]) -> Iterable[Keyword]:
    return (keyword for document in documents for keyword in document.keywords)
