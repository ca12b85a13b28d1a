"""What a paste is held against, in memory."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise

from bangdex.catalog import Catalog
from bangdex.index.build import place
from bangdex.index.document import Document
from bangdex.match.common import bits, plain_bits
from bangdex.match.compile import ErrorText, compile_signatures
from bangdex.match.keys import issue_key, pair_hash, text_key, word_hash
from bangdex.match.signature import Part, Signature
from bangdex.match.tokens import tokenize
from bangdex.model import Issue, Product
from bangdex.placeholders import TEXT_FORMS

# Of each half of an error text, and of one of its lines: its most telling pairs.
PAIRS, LINE_PAIRS = 3, 1
MOST_TEXTS = 400  # a pair that more error texts have leads nowhere
MOST_ISSUES = 1000
LEVELS = 16
# How much a word says by where it stands: keywords, title, symptom, test, fix.
FIELDS = (3.0, 2.0, 2.0, 1.0, 0.6)
HALF_VALUE = 1.5
LEAST_BITS = 3
PAIR_BITS = 4.8  # of two words that are neighbours, beyond what each says
SCALE = 8  # steps of a bit
MANY_TERMS = 24_000  # of all issues together; each may have its share, but
FEW_TERMS = 10  # these at least


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a key leads."""

    weight: int  # of a word, in `SCALE` steps; 0 for what leads to error texts
    postings: tuple[tuple[int, int], ...]  # number and level, ascending


NOWHERE = Entry(0, ())


@dataclass(frozen=True, slots=True)
class MatchIndex:
    """All signatures, and the keys that lead to them and to issues."""

    documents: tuple[Document, ...]
    signatures: tuple[Signature, ...]
    keys: Mapping[int, Entry]


def build_match_index(
    documents: Sequence[Document], texts: Sequence[Sequence[ErrorText]]
) -> MatchIndex:
    """Return the index of *documents*, which have the error *texts*, in the same order."""
    signatures, entries = _numbered(compile_signatures(texts))
    keys = {**_issue_entries(documents), **entries}
    return MatchIndex(tuple(documents), signatures, dict(sorted(keys.items())))


def catalog_index(catalog: Catalog, documents: Iterable[Document]) -> MatchIndex:
    """Return the index of all issues of *catalog*, whose *documents* the search has, too.

    They are put in the order of the search index, which has their cards. Placeholders are called
    what their product calls the field that is filled with their values.
    """
    ordered = sorted(documents, key=place)
    issues = {issue.path: issue for issue in catalog.issues}
    products = {product.slug: product for product in catalog.products}
    found = [issues[document.url.removesuffix(".html") + ".md"] for document in ordered]
    of = [products[issue.product] for issue in found]
    index = build_match_index(ordered, list(map(_error_texts, found, of)))
    signatures = tuple(_with_fields(one, of[one.issue]) for one in index.signatures)
    return replace(index, signatures=signatures)


def _with_fields(signature: Signature, product: Product) -> Signature:
    names = ((first, end, product.field_name(name)) for first, end, name in signature.names)
    return replace(signature, names=tuple(names))


def _error_texts(issue: Issue, product: Product) -> list[ErrorText]:
    forms = product.placeholder_forms & TEXT_FORMS
    return [
        ErrorText(signature.text, tuple(pin for pin in issue.pins if pin in signature.text), forms)
        for signature in issue.signatures
    ]


def _numbered(
    signatures: Sequence[Signature],
) -> tuple[tuple[Signature, ...], dict[int, Entry]]:
    """Return *signatures* in the order of their numbers, and where their keys lead.

    Those that share a common key stand together: what a paste leads to comes in few files then.
    """
    keys = _text_keys(signatures)
    times = Counter(key for own in keys for key in own)
    order = sorted(range(len(keys)), key=lambda n: sorted((-times[key], key) for key in keys[n]))
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, at in enumerate(order):
        for key in keys[at]:
            found[key].append((number, 0))
    entries = {key: Entry(0, tuple(postings)) for key, postings in found.items()}
    return tuple(signatures[at] for at in order), entries


def _text_keys(signatures: Sequence[Signature]) -> list[set[int]]:
    """Return the keys that lead to each of *signatures*."""
    pairs = [list(_pairs(signature)) for signature in signatures]
    common: Counter[int] = Counter()
    for own in pairs:
        common.update({key for _, _, key in own})
    found: list[set[int]] = [set() for _ in signatures]
    for keys, signature, own in zip(found, signatures, pairs, strict=True):
        for unit in signature.units:
            inside = [
                (common[key] > MOST_TEXTS, -weight, at, key)
                for at, weight, key in own
                if unit.first <= at and at + 1 < unit.end
            ]
            middle = (unit.first + unit.end) // 2
            halves = [[p for p in inside if (p[2] < middle) is first] for first in (True, False)]
            most = PAIRS if unit is signature.units[0] else LINE_PAIRS
            best = [p for half in halves for p in sorted(half)[:most]]
            keys.update(key for *_, key in best or _single(signature, unit.first, unit.end))
    times = Counter(key for keys in found for key in keys)
    return [{key for key in keys if times[key] <= MOST_TEXTS} for keys in found]


def _pairs(signature: Signature) -> Iterator[tuple[int, int, int]]:
    """Yield place, bits and key of neighbours of which neither differs freely."""
    for at in range(len(signature.words) - 1):
        if Part.VARIABLE in signature.parts[at : at + 2]:
            continue
        first, second = (word_hash(word) for word in signature.words[at : at + 2])
        yield at, sum(signature.bits[at : at + 2]), text_key(pair_hash(first, second))


def _single(signature: Signature, first: int, end: int) -> Iterator[tuple[int, int]]:
    best = max(range(first, end), key=lambda at: (signature.bits[at], -at))
    yield best, text_key(word_hash(signature.words[best]))


def _issue_entries(documents: Sequence[Document]) -> dict[int, Entry]:
    most = max(FEW_TERMS, MANY_TERMS // max(len(documents), 1))
    words: dict[int, str] = {}
    # What 50,000 issues have is held in numbers of a few bytes: as objects it takes gigabytes.
    rows = [_fields_of_keys(document, words) for document in documents]
    having: Counter[int] = Counter()
    for keys, _ in rows:
        having.update(keys)
    size = len(documents)
    weights = {key: _key_weight(words.get(key), times, size) for key, times in having.items()}
    levels = [_level(fields) for fields in range(1 << len(FIELDS))]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, (keys, fields) in enumerate(rows):
        rated = [
            (-weights[key] * (levels[of] + 1), key, levels[of])
            for key, of in zip(keys, fields, strict=True)
            if weights[key] > 0
        ]
        for _, key, level in nsmallest(most, rated):
            found[key].append((number, level))
    return {
        key: Entry(weights[key], tuple(postings))
        for key, postings in found.items()
        if len(postings) <= MOST_ISSUES
    }


def _key_weight(word: str | None, having: int, documents: int) -> int:
    """Return what a key weighs that *having* documents have: of *word*, or of a pair."""
    if word is not None and plain_bits(word) < LEAST_BITS:
        return 0
    telling = PAIR_BITS if word is None else bits(word, having, documents)
    return round(SCALE * telling * _idf(documents, having))


def _level(fields: int) -> int:
    """Return how much a key says that stands in *fields*, of which each is a bit."""
    value = sum(worth for at, worth in enumerate(FIELDS) if fields >> at & 1)
    return int(LEVELS * value / (value + HALF_VALUE))


def _idf(documents: int, having: int) -> float:
    return math.log((documents - having + 0.5) / (having + 0.5) + 1)


def _fields_of_keys(document: Document, words: dict[int, str]) -> tuple[array[int], bytes]:
    """Return the keys of *document*, and the fields that each stands in, of which each is a bit.

    Those that are of a word get it in *words*.
    """
    keywords = [spelling for keyword in document.keywords for spelling in keyword.spellings]
    texts: tuple[Iterable[str], ...] = (
        keywords,
        (document.title,),
        (document.symptom,),
        (document.test,),
        (document.fix,),
    )
    found: defaultdict[int, int] = defaultdict(int)
    for at, (worth, own) in enumerate(zip(FIELDS, texts, strict=True)):
        here: set[int] = set()
        for text in own:
            read = [word for word in tokenize(text).words if len(word) > 1]
            named = {issue_key(word_hash(word)): word for word in dict.fromkeys(read)}
            words.update(named)
            here.update(named)
            if worth >= FIELDS[2]:
                hashes = map(word_hash, read)
                here.update(issue_key(pair_hash(*both)) for both in pairwise(hashes))
        for key in here:
            found[key] |= 1 << at
    return array("I", found), bytes(found.values())
