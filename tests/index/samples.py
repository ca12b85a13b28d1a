"""The documents and queries of ``tests/vectors/search.json``, for both sides of the search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bangdex.index import Document
from bangdex.model import Keyword, Status

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def vectors(name: str) -> Any:  # noqa: ANN401 - JSON
    """Return the rows of one file of vectors."""
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def documents() -> list[Document]:
    """Return the documents that the queries are about."""
    return [_document(row) for row in vectors("search.json")["documents"]]


def queries() -> list[dict[str, Any]]:
    """Return each query with what it finds; what is left out of a row is empty."""
    nothing: dict[str, Any] = {
        "hits": [],
        "near": [],
        "keywords": [],
        "unknown": [],
        "unknown_filters": [],
        "suggestions": [],
    }
    return [{**nothing, **row} for row in vectors("search.json")["queries"]]


def document(**values: Any) -> Document:  # noqa: ANN401 - whatever the fields hold
    """Return a document that is empty but for *values*."""
    row = {
        "id": "x-1",
        "url": "x/one.html",
        "path": "kb/x/one.md",
        "title": "",
        "product": "x",
        "product_name": "X",
        "status": Status.SOLVED,
        "keywords": (),
        "causes": (),
        "error_text": "",
        "symptom": "",
        "test": "",
        "fix": "",
        "symptom_anchor": "symptom",
        "test_anchor": "test",
        "fix_anchor": "fix",
    }
    return Document(**{**row, **values})


def _document(row: dict[str, Any]) -> Document:
    symptom, test, fix = row["anchors"]
    rest = {key: value for key, value in row.items() if key != "anchors"}
    return Document(
        **{
            **rest,
            "status": Status(row["status"]),
            "keywords": tuple(Keyword(tuple(spellings)) for spellings in row["keywords"]),
            "causes": tuple(row["causes"]),
            "symptom_anchor": symptom,
            "test_anchor": test,
            "fix_anchor": fix,
        }
    )
