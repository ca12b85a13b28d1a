"""The keyword index for its authors: what is used how often, and what is written in two ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bangdex.catalog import KeywordEntry, natural
from bangdex.likeness import a_mistake_apart, of_one_look
from bangdex.text import keyword_key


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """Two keywords that may be meant as one, with the spellings that are that near."""

    one: KeywordEntry
    other: KeywordEntry
    spellings: tuple[str, str]


def in_order(entries: Iterable[KeywordEntry]) -> list[KeywordEntry]:
    """Return the index in the order of its letters and numbers."""
    return sorted(entries, key=lambda entry: natural(keyword_key(entry.shown)))


def near_duplicates(entries: Iterable[KeywordEntry]) -> list[NearDuplicate]:
    """Return the pairs of keywords that one typing mistake parts, or that look the same.

    Each pair once, by the first of its spellings that are near.
    """
    owners = {keyword_key(s): (entry, s) for entry in entries for s in entry.spellings}
    found: dict[frozenset[KeywordEntry], NearDuplicate] = {}
    for pair in sorted([*of_one_look(owners), *a_mistake_apart(owners)]):
        (one, spelling), (other, against) = (owners[key] for key in pair)
        if one is not other:
            near = NearDuplicate(one, other, (spelling, against))
            found.setdefault(frozenset({one, other}), near)
    return list(found.values())
