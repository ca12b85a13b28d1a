"""The search: what is found by which words, as files for the browser and in memory."""

from __future__ import annotations

from bangdex.index.build import build_index
from bangdex.index.document import Document
from bangdex.index.encode import encode
from bangdex.index.inverted import Index, KeywordCard
from bangdex.index.search import Hit, SearchResult, search

__all__ = [
    "Document",
    "Hit",
    "Index",
    "KeywordCard",
    "SearchResult",
    "build_index",
    "encode",
    "search",
]
