"""Which issue is this pasted text?"""

from __future__ import annotations

from bangdex.match.compile import ErrorText
from bangdex.match.find import MatchResult, Result, match
from bangdex.match.index import MatchIndex, build_match_index, catalog_index

__all__ = [
    "ErrorText",
    "MatchIndex",
    "MatchResult",
    "Result",
    "build_match_index",
    "catalog_index",
    "match",
]
