"""From documents to the index in memory."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from bangdex.index.abbreviations import abbreviations, spelled_out
from bangdex.index.document import Document
from bangdex.index.excerpts import excerpt_bytes, excerpts
from bangdex.index.inverted import (
    BACKWARD,
    FACET,
    FORWARD,
    KEYWORD,
    MOST_COMMON,
    PART,
    USUAL_STATUS,
    WHOLE,
    Card,
    Index,
    KeywordCard,
    Postings,
    Product,
    code_units,
)
from bangdex.index.ranking import ABBREVIATED, FIELDS, IMPACT_LEVELS, LEAST_LENGTH, impact
from bangdex.index.spellings import keyword_cards, merged
from bangdex.index.tokenize import run_words, tails, terms
from bangdex.text import keyword_key

# A term that more documents have keeps those with the highest impacts: measured without loss down
# to 512, and it bounds what one word can cost, whatever the number of documents.
MOST_POSTINGS = 2048
# Runs of text whose terms are remembered; more would cost more memory than it saves time.
MOST_RUNS = 1 << 20
# In a big catalogue a word of one document is mostly itself a mistake; in a small one it counts.
BIG_CATALOGUE = 500
# Impacts of a keyword.
IN_TITLE = 15
NOT_IN_TITLE = 7
# An impact from which on a word isn't only said in passing: a quarter.
SAID = 3
_PLAIN_WORD = re.compile(r"[a-z]{4,}")
_ASTRAL = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")


def build_index(
    documents: Sequence[Document], keyword_urls: Mapping[str, str] | None = None
) -> Index:
    """Return the index of *documents*, in whatever order they come.

    *keyword_urls* leads from a keyword's key to its page's address from the site's root.
    """
    ordered = sorted(documents, key=place)
    leaders = merged(ordered)
    cards = keyword_cards(ordered, leaders, keyword_urls or {})
    numbers = {leader: number for number, leader in enumerate(cards)}
    postings = _word_postings(ordered)
    found = {
        **postings,
        **_keyword_postings(ordered, leaders),
        **_part_postings(leaders, cards, numbers),
        **_facet_postings(ordered),
        **{term: Postings(0, array("I")) for term in _plain_words(postings, len(ordered))},
    }
    by_code_unit = sorted((code_units(term), term) for term in found)
    size = sum(len(text.encode("utf-8", "replace")) for one in ordered for text in _fields(one))
    limit = excerpt_bytes(len(ordered), size)
    return Index(
        cards=tuple(_card(document, limit) for document in ordered),
        products=tuple(_products(ordered)),
        keywords=tuple(cards.values()),
        terms=tuple(term for _, term in by_code_unit),
        postings={term: found[term] for _, term in by_code_unit},
        order=tuple(units for units, _ in by_code_unit),
    )


def place(document: Document) -> tuple[str, list[tuple[int, str]], str]:
    """Return what sorts by product, then by id as people count: ``cdi-2`` before ``cdi-10``.

    Ties between hits are shown in this order.
    """
    pieces = re.split(r"([0-9]+)", document.id)
    return document.product, [(len(p) if p.isdigit() else 0, p) for p in pieces], document.path


def _products(documents: Sequence[Document]) -> Iterator[Product]:
    for slug, group in groupby(documents, key=lambda document: document.product):
        found = list(group)
        yield Product(slug, found[0].product_name, len(found))


def _fields(document: Document) -> tuple[str, ...]:
    slug = document.url.rpartition("/")[2].removesuffix(".html")
    spellings = chain.from_iterable(keyword.spellings for keyword in document.keywords)
    return (
        f"{document.title}\n{document.id}\n{slug}",
        "\n".join((*spellings, *document.causes)),
        document.error_text,
        document.symptom,
        document.test,
        document.fix,
    )


class _Vocabulary(dict[str, tuple[int, ...]]):
    """The terms of all texts as numbers: from a run of text without white space to its terms.

    A word never reaches across white space and the same runs recur, so each is taken apart once.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.humped: dict[int, tuple[int, ...]] = {}  # CrashLoopBackOff -> what it is made of

    def __missing__(self, run: str) -> tuple[int, ...]:
        found: list[int] = []
        for word in run_words(run):
            whole, *parts = (self._number(term) for term in word.terms)
            ends = [self._number(end) for end in tails(word)]
            found += (whole, *parts, *ends)
            if ends:
                self.humped.setdefault(whole, (*parts, *ends))
        if len(self) >= MOST_RUNS:
            self.clear()
        self[run] = terms = tuple(found)
        return terms

    def _number(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers))

    def read(self, text: str) -> array[int]:
        """Return the numbers of all terms of *text*, in order, with repeats."""
        return array("I", chain.from_iterable(map(self.__getitem__, text.split())))


def _word_postings(documents: Sequence[Document]) -> dict[str, Postings]:
    """Return for each word the documents that have it, with impacts by BM25F."""
    vocabulary = _Vocabulary()
    # Terms as numbers: a list of strings for each document would be ten times as big.
    texts = [[vocabulary.read(text) for text in _fields(document)] for document in documents]
    average = [
        max(sum(len(fields[i]) for fields in texts) / max(len(texts), 1), 1.0)
        for i in range(len(FIELDS))
    ]
    values = [array("I") for _ in vocabulary.numbers]
    humped = vocabulary.humped
    for number, fields in enumerate(texts):
        weights: dict[int, float] = {}
        for field, text, usual in zip(FIELDS, fields, average, strict=True):
            length = 1 - field.length_share + field.length_share * len(text) / usual
            scale = field.weight / max(length, LEAST_LENGTH)
            for term, times in Counter(text).items():
                weights[term] = weights.get(term, 0.0) + scale * times
        # Written once as CrashLoopBackOff, crashloopbackoff has these parts everywhere.
        for whole in weights.keys() & humped.keys():
            for part in humped[whole]:
                weights.setdefault(part, weights[whole])
        shifted = number * IMPACT_LEVELS
        title = set(fields[0])
        for term, weight in weights.items():
            values[term].append(shifted + impact(weight, in_title=term in title))
    _add_abbreviated(documents, vocabulary.numbers, values)
    return {term: _capped(values[number]) for term, number in vocabulary.numbers.items()}


def _add_abbreviated(
    documents: Sequence[Document], numbers: Mapping[str, int], values: list[array[int]]
) -> None:
    """Add to an abbreviation's *values* the documents that only say what it stands for."""
    texts = ["\n".join(_fields(document)) for document in documents]
    defined = abbreviations(texts, 2 if len(documents) >= BIG_CATALOGUE else 1)
    texts = [text.lower() for text in texts] if defined else []
    for short, name in defined.items():
        if not all(term in numbers for term in (short, *name)):
            continue
        own = values[numbers[short]]
        rarest, *others = sorted((values[numbers[word]] for word in name), key=len)
        pattern = spelled_out(name)
        found = []
        for value in rarest:
            number, level = divmod(value, IMPACT_LEVELS)
            for other in others:
                if level < SAID:
                    break
                level = min(level, _level(other, number))
            if level >= SAID and _level(own, number) < 0 and pattern.search(texts[number]):
                found.append(number * IMPACT_LEVELS + int(ABBREVIATED * level))
        values[numbers[short]] = array("I", sorted((*own, *found)))


def _level(values: array[int], number: int) -> int:
    """Return the impact in the document of that *number*; -1 where *values*, sorted, lack it."""
    start = number * IMPACT_LEVELS
    at = bisect_left(values, start)
    return values[at] - start if at < len(values) and values[at] < start + IMPACT_LEVELS else -1


def _capped(values: array[int]) -> Postings:
    if len(values) <= MOST_POSTINGS:
        return Postings(len(values), values)
    strongest = sorted(values, key=lambda value: (-(value & 15), value))[:MOST_POSTINGS]
    return Postings(len(values), array("I", sorted(strongest)))


def _keyword_postings(
    documents: Sequence[Document], leaders: Mapping[str, str]
) -> dict[str, Postings]:
    """Return for each spelling all documents of its keyword.

    Who has a keyword has it; only those whose title says it, in any spelling, come first.
    """
    spellings: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for key, leader in leaders.items():
        spellings[leader][key] = frozenset(terms(key))
    values: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, document in enumerate(documents):
        title = set(terms(document.title))
        for leader in sorted({leaders[key] for kw in document.keywords for key in kw.keys}):
            in_title = any(words <= title for words in spellings[leader].values())
            values[leader].append(number * 16 + (IN_TITLE if in_title else NOT_IN_TITLE))
    found = {}
    for leader, postings in sorted(values.items()):
        capped = _capped(postings)
        found.update({KEYWORD + key: capped for key in spellings[leader]})
    return found


def _facet_postings(documents: Sequence[Document]) -> dict[str, Postings]:
    """Return for each cause, and each status but the usual one, the documents that have it."""
    values: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, document in enumerate(documents):
        facets = {f"{FACET}cause:{keyword_key(cause)}" for cause in document.causes}
        if document.status is not USUAL_STATUS:
            facets.add(f"{FACET}status:{document.status.value}")
        for facet in sorted(facets):
            values[facet].append(number * IMPACT_LEVELS)
    return {facet: Postings(len(found), found) for facet, found in values.items()}


def _part_postings(
    leaders: Mapping[str, str], cards: Mapping[str, KeywordCard], numbers: Mapping[str, int]
) -> dict[str, Postings]:
    """Return for each spelling and each later part of it the keywords that hold it."""
    parts: dict[str, dict[int, int]] = defaultdict(dict)
    for key, leader in leaders.items():
        number = numbers[leader]
        common = min(cards[leader].count.bit_length() - 1, MOST_COMMON)
        parts[PART + key][number] = WHOLE + common
        if not _ASTRAL.search(key):  # the two languages turn these around differently
            parts[BACKWARD + KEYWORD + key[::-1]][number] = WHOLE + common
        for start in _part_starts(key):
            parts[PART + key[start:]].setdefault(number, common)
    return {
        term: Postings(
            len(found), array("I", (number * 16 + bits for number, bits in sorted(found.items())))
        )
        for term, found in parts.items()
    }


def _part_starts(key: str) -> Iterator[int]:
    """Yield where the later parts of a spelling start: after a space, a dot, a hyphen."""
    return (found.end() for found in re.finditer(r"[ ._\-/:]+(?=[^ ._\-/:])", key) if found.start())


def _plain_words(postings: Mapping[str, Postings], documents: int) -> Iterator[str]:
    least = 2 if documents >= BIG_CATALOGUE else 1
    for term, where in postings.items():
        if where.found >= least and _PLAIN_WORD.fullmatch(term):
            yield FORWARD + term
            yield BACKWARD + term[::-1]


def _card(document: Document, limit: int) -> Card:
    return Card(
        id=document.id,
        url=document.url,
        path=document.path,
        title=document.title,
        product=document.product,
        product_name=document.product_name,
        status=document.status,
        keywords=tuple(keyword.shown for keyword in document.keywords),
        causes=document.causes,
        anchors=(document.symptom_anchor, document.test_anchor, document.fix_anchor),
        excerpts=excerpts(document, limit),
    )
