"""The beginnings of an issue's texts: what a hit can quote without loading the page."""

from __future__ import annotations

from bangdex.index.document import Document
from bangdex.index.inverted import Excerpts
from bangdex.index.tokenize import normalize

# Bytes of a document. The most is a long screen of text; the usual is what a big knowledge base
# has, where there is no room for tests and fixes, and less where its texts are short.
MOST = 4000
USUAL = 480
TOTAL = 400_000  # of all documents, as long as that is more
SHARE = 0.1  # of all text
ALL_PARTS_FROM = 1600
MOST_COMPOSED = 4
CUT = "…"  # at the end of what has been cut off


def excerpt_bytes(documents: int, size: int) -> int:
    """Return how many bytes each of so many *documents* of *size* bytes together may have."""
    count = max(documents, 1)
    return min(MOST, max(TOTAL // count, min(USUAL, int(SHARE * size / count))))


def excerpts(document: Document, limit: int) -> Excerpts:
    """Return the beginnings of the texts of *document*, at most *limit* bytes in all.

    What is cut off leaves a mark at the end, also where nothing is left before it.
    """
    texts = [document.error_text, document.symptom, document.test, document.fix]
    shares = len(texts) if limit >= ALL_PARTS_FROM else 2
    room = limit
    found: list[str] = []
    for position, text in enumerate(texts):
        kept = _beginning(text, room // max(shares - position, 1) if position < shares else 0)
        room -= len(kept.encode("utf-8", "replace"))
        found.append(kept)
    return Excerpts(*found)


def _beginning(text: str, limit: int) -> str:
    # Composing makes a text a few times shorter at most; the rest needn't be read.
    start = text[: limit * MOST_COMPOSED]
    plain = " ".join(normalize(start).split())
    kept = cut_bytes(plain, limit)
    return kept if len(kept) == len(plain) and len(start) == len(text) else kept + CUT


def cut_bytes(text: str, limit: int) -> str:
    """Return the beginning of *text* in at most *limit* bytes of UTF-8, cut at a space if it can.

    A part without a space in its last half is cut anywhere between two characters.
    """
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= limit:
        return text
    kept = encoded[:limit].decode("utf-8", "ignore")
    at_space = kept.rfind(" ")
    return kept[:at_space] if at_space > len(kept) // 2 else kept
