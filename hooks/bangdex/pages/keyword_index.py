"""The keyword index: by script and initial, every spelling where people look for it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from bangdex.catalog import Catalog, KeywordEntry, natural
from bangdex.text import keyword_key

LATIN = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# The consonants under which a Korean index lists its words, each named by its first syllable.
HANGUL = tuple("가나다라마바사아자차카타파하")
# Index of a syllable's leading consonant (ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ) -> its heading;
# the tense ones are listed with the plain ones.
_LEAD = "가가나다다라마바바사사아자자차카타파하"
DIGITS = "0–9"
OTHER = "#"


@dataclass(frozen=True, slots=True)
class Line:
    """One spelling in the index."""

    spelling: str
    entry: KeywordEntry
    main: bool  # whether it is the spelling that is shown; another points to it


@dataclass(frozen=True, slots=True)
class Group:
    """The spellings below one letter."""

    letter: str
    anchor: str
    lines: tuple[Line, ...]


def letter(text: str) -> str:
    """Return the heading under which *text* is listed: A to Z, 가 to 하, digits, or the rest."""
    first = keyword_key(text)[:1]
    if "가" <= first <= "힣":
        return _LEAD[(ord(first) - ord("가")) // 588]
    if first.isdecimal():
        return DIGITS
    # É is looked for under E.
    plain = unicodedata.normalize("NFD", first)[:1].upper()
    return plain if plain in LATIN else OTHER


def anchor(heading: str) -> str:
    """Return the element id of a letter's group."""
    return "k-" + {DIGITS: "0-9", OTHER: "other"}.get(heading, heading.lower())


def groups(catalog: Catalog) -> tuple[Group, ...]:
    """Return the index: groups in the order of scripts, lines in the order of spellings.

    Another spelling is a line of its own only where it is listed under another letter;
    otherwise it stands beside the one that is shown.
    """
    found: dict[str, list[Line]] = defaultdict(list)
    for entry in catalog.keywords:
        home = letter(entry.shown)
        found[home].append(Line(entry.shown, entry, main=True))
        for spelling in entry.spellings[1:]:
            if letter(spelling) != home:
                found[letter(spelling)].append(Line(spelling, entry, main=False))
    order = [*LATIN, *HANGUL, DIGITS, OTHER]
    return tuple(
        Group(
            heading,
            anchor(heading),
            tuple(sorted(found[heading], key=lambda line: natural(keyword_key(line.spelling)))),
        )
        for heading in order
        if heading in found
    )


def letters(shown: tuple[Group, ...]) -> list[list[tuple[str, str]]]:
    """Return the rows of letters above the index, each with its anchor, or '' if it is empty."""
    have = {group.letter: group.anchor for group in shown}
    rows = [LATIN, HANGUL, (DIGITS, OTHER)]
    return [
        [(heading, have.get(heading, "")) for heading in row]
        for row in rows
        if any(heading in have for heading in row)
    ]
