"""The issues and pastes of ``tests/vectors/match.json``, for both sides of the matcher."""

from __future__ import annotations

from typing import Any

from bangdex.index import Document
from bangdex.match import ErrorText, MatchIndex, Result, build_match_index
from bangdex.model import Keyword
from index.samples import document, vectors


def sample_documents() -> list[Document]:
    """Return the issues that the pastes are about."""
    return [
        document(
            id=issue["id"],
            url=f"q/{issue['id']}.html",
            path=f"kb/q/{issue['id']}.md",
            product="q",
            product_name="Q",
            title=issue["title"],
            keywords=tuple(Keyword((keyword,)) for keyword in issue["keywords"]),
            symptom=issue["symptom"],
        )
        for issue in vectors("match.json")["issues"]
    ]


def sample_index() -> MatchIndex:
    """Return the index of the issues."""
    texts = [
        [ErrorText(text, tuple(issue.get("pins", ()))) for text in issue["errors"]]
        for issue in vectors("match.json")["issues"]
    ]
    return build_match_index(sample_documents(), texts)


def index_of(*texts: str, pins: tuple[str, ...] = ()) -> MatchIndex:
    """Return the index of issues that are known by one error text each."""
    documents = [document(id=f"x-{n}", url=f"x/{n}.html") for n in range(1, len(texts) + 1)]
    return build_match_index(documents, [[ErrorText(text, pins)] for text in texts])


def as_row(result: Result) -> dict[str, Any]:
    """Return what both sides say of a result."""
    return {
        "id": result.id,
        "verdict": result.verdict,
        "score": result.score,
        "line": result.line,
        "lineNumber": result.number,
        "spans": [list(span) for span in result.spans],
        "has": list(result.has),
        "lacks": list(result.lacks),
        "values": dict(result.values),
    }
