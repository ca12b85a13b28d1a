"""The keyword index for its authors: what is used how often, and what is written in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bangdex.catalog import KeywordEntry, natural
from bangdex.index.spellings import distance
from bangdex.text import keyword_key

SHORTEST = 5  # letters; in fewer, one other letter makes another word
_NUMBERS = re.compile(r"[0-9]+")
_BETWEEN_WORDS = re.compile(r"[\s._/-]+")


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two keywords that may be meant as one: with the spellings that are that near."""

    one: KeywordEntry
    other: KeywordEntry
    spellings: tuple[str, str]


def in_order(entries: Iterable[KeywordEntry]) -> list[KeywordEntry]:
    """Return the index in the order of its letters and numbers."""
    return sorted(entries, key=lambda entry: natural(keyword_key(entry.shown)))


def near_duplicates(entries: Sequence[KeywordEntry]) -> list[NearDuplicate]:
    """Return the pairs of keywords that one typing mistake parts, or how words are joined.

    ``storageclass`` and ``storage-class``, ``storageclas``; not ``v1.11`` and ``v1.12``,
    which differ in a number, nor what is too short for a mistake to tell.
    """
    owners: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for spelling in entry.spellings:
            for variant in _variants(keyword_key(spelling)):
                owners[variant].add(number)
    pairs = {pair for found in owners.values() for pair in combinations(sorted(found), 2)}
    found = []
    for first, second in sorted(pairs):
        one, other = entries[first], entries[second]
        near = next(_near_spellings(one, other), None)
        if near is not None:
            found.append(NearDuplicate(one, other, near))
    return found


def _variants(key: str) -> Iterator[str]:
    """Yield what two keys share that one mistake parts: the key, and it without each letter."""
    yield key
    yield _BETWEEN_WORDS.sub("", key)
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]


def _near_spellings(one: KeywordEntry, other: KeywordEntry) -> Iterator[tuple[str, str]]:
    for spelling in one.spellings:
        for against in other.spellings:
            if _are_near(keyword_key(spelling), keyword_key(against)):
                yield spelling, against


def _are_near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST or _NUMBERS.findall(one) != _NUMBERS.findall(other):
        return False
    return (
        distance(one, other, 1) <= 1
        or _BETWEEN_WORDS.sub("", one) == _BETWEEN_WORDS.sub("", other)
    )  # fmt: skip
