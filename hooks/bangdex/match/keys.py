"""Keys that lead from a paste to what it may be about: words and pairs of words, as numbers.

A key is 32 bits, of hashes (FNV-1a). Words lead to issues, pairs of neighbours to error texts; the
lowest bit tells which. Two that fall on one key cost a look at a text that isn't it, no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_PRIME = 0x01000193
_BASIS = 0x811C9DC5
_MASK = 0xFFFFFFFF
_MIX = 0x9E3779B1


@lru_cache(maxsize=1 << 17)
def word_hash(word: str, value: int = _BASIS) -> int:
    """Return 32 bits of *word*, or of what *value* is the hash of with *word* behind it."""
    for char in word:
        value = ((value ^ ord(char)) * _PRIME) & _MASK
    return value


def pair_hash(first: int, second: int) -> int:
    """Return 32 bits of two hashes in this order."""
    return (((first ^ (first >> 15)) * _MIX) & _MASK) ^ second


def list_hash(words: Iterable[str]) -> int:
    """Return 32 bits of all *words* in their order."""
    value = _BASIS
    for word in words:
        value = ((value ^ word_hash(word)) * _PRIME) & _MASK
    return value


def _spread(value: int) -> int:
    value = ((value ^ (value >> 16)) * _MIX) & _MASK
    return (value ^ (value >> 15)) >> 1


def issue_key(value: int) -> int:
    """Return the key of what leads to issues."""
    return _spread(value) << 1


def run_of(key: int, runs: int) -> int:
    """Return in which of so many *runs* of about the same size *key* stands."""
    return key * runs >> 32


def text_key(value: int) -> int:
    """Return the key of what leads to error texts."""
    return (_spread(value) << 1) | 1
