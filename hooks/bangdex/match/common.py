"""How telling a word is, in bits: plain log English says little, whatever the catalogue.

``common.txt`` has the thousand commonest words of error texts and descriptions of symptoms, each
under the whole bits that it tells: one document in 2^bits has it.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("common.txt")
# How many documents of the world the table stands for, against those of the catalogue.
WORLD = 1000
# Bits of a word that the table doesn't have, where nothing is known of the catalogue.
UNKNOWN = 10


@cache
def common_words() -> dict[str, int]:
    """Return the bits of the common words."""
    rows = (line.split() for line in TABLE.read_text(encoding="ascii").splitlines())
    return {word: int(bits) for bits, *words in rows for word in words}


def plain_bits(word: str) -> int:
    """Return the bits of *word* by the table alone; one with a digit tells nothing."""
    if any("0" <= char <= "9" for char in word):
        return 0
    return common_words().get(word, UNKNOWN)


def bits(word: str, having: int, documents: int) -> int:
    """Return the bits of *word* where *having* of so many *documents* have it."""
    known = common_words().get(word)
    share = 0.0 if known is None else WORLD / 2**known
    return round(math.log2((WORLD + documents + 1) / (share + having + 0.5)))
