"""Keywords that may be meant as one: a typing mistake apart, or of one look.

Both are found without comparing each with each: what is alike falls into one bucket.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations

from bangdex.index.spellings import distance

# Letters below which one other letter makes another word. A syllable of Hangul is two or
# three: of words with two syllables, one letter tells most apart.
SHORTEST = 5
SHORTEST_HANGUL = 7
LONGEST = 60  # letters of a word; what is longer is nothing that anybody typed

_WORD = re.compile(r"[^\W_]+")
_HANGUL = re.compile("[\u1100-\u11ff]")
# With a digit a word is a name, an ideograph is a word by itself: another one is another.
_NO_MISTAKE = re.compile(r"[\d\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_PLURAL = re.compile(r"(?<=[a-z]{2}[a-rt-z])s(?![^\W_])")
# What stands between words; between digits it parts numbers: 1.11, 11.1.
_BETWEEN = re.compile(r"(?<![0-9])[\s._/-]+|[\s._/-]+(?![0-9])")
_DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[01]+(?![0-9])|(?<![0-9])[01]+(?=[a-z])")

# Small letters that are drawn like one of the Latin script (Unicode's confusables, those in use).
_LATIN = str.maketrans(
    "асԁеһіјӏорԛѕуԝхѵѡ" + "αοινρυχϳ" + "օսցհ",
    "acdehijlopqsywxvw" + "aoivpuxj" + "ough",
)
_DRAWN_AS_LETTERS = str.maketrans("01", "ol")


def look(key: str) -> str:
    """Return what *key* looks like: equal where two keywords differ in what hardly shows.

    That is how words are joined (``storage class``, ``storage-class``), a plural, letters of
    another script that are drawn alike, 0 and 1 for o and l beside letters.
    """
    joined = _BETWEEN.sub("", _PLURAL.sub("", key.translate(_LATIN)))
    return _DIGIT_IN_WORD.sub(lambda run: run[0].translate(_DRAWN_AS_LETTERS), joined)


def of_one_look(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of *keys* that look the same, sorted."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(set(keys)):
        shown = look(key)
        if len(shown) >= SHORTEST:
            alike[shown].append(key)
    return sorted((found[0], other) for found in alike.values() for other in found[1:])


def a_mistake_apart(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of *keys* of which one word is one typing mistake away, sorted.

    ``storageclass`` and ``storageclas``; not ``v1.11`` and ``v1.12``: a word with a digit is
    a name, and another one is another name. What is of one look is left out.
    """
    words_of = {key: tuple(_WORD.findall(unicodedata.normalize("NFD", key))) for key in keys}
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, words in words_of.items():
        by_words[words].append(key)
    near = _near_words(frozenset(word for words in words_of.values() for word in words))
    pairs = set()
    for key, words in words_of.items():
        for at, word in enumerate(words):
            for instead in near.get(word, ()):
                for other in by_words.get((*words[:at], instead, *words[at + 1 :]), ()):
                    pairs.add((min(key, other), max(key, other)))
    return sorted(pairs)


@lru_cache(maxsize=1)  # a preview asks again after each edit, and few edits bring a new word
def _near_words(words: frozenset[str]) -> Mapping[str, set[str]]:
    """Return for each of *words* those that are one mistake away.

    Two such share what is left of them without one letter.
    """
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if _shortest(word) - 1 <= len(word) <= LONGEST and not _NO_MISTAKE.search(word):
            for shorter in _with_one_letter_less(word):
                buckets[shorter].append(word)
    near: dict[str, set[str]] = defaultdict(set)
    for found in buckets.values():
        for one, other in combinations(found, 2):
            if _is_mistake(one, other):
                near[one].add(other)
                near[other].add(one)
    return near


def _with_one_letter_less(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _shortest(word: str) -> int:
    return SHORTEST_HANGUL if _HANGUL.search(word) else SHORTEST


def _is_mistake(word: str, other: str) -> bool:
    return (
        max(len(word), len(other)) >= max(_shortest(word), _shortest(other))
        and look(word) != look(other)
        and distance(word, other, 1) == 1
    )


def mixed_letter(key: str) -> str | None:
    """Return the letter of *key* that stands among others and only looks like one of them.

    A Cyrillic or Greek letter in a word of Latin ones, or None. A unit such as µs is none.
    """
    for word in map(str, _WORD.findall(key)):
        foreign = [char for char in word if char.translate(_LATIN) != char]
        if foreign and any(char.isascii() and char.isalpha() for char in word):
            return foreign[0]
    return None


def letter_name(letter: str) -> str:
    """Return what *letter* is called: ``U+0430 CYRILLIC SMALL LETTER A``."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
