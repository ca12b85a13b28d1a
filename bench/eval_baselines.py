"""What the search is measured against: plain BM25, and MiniSearch."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from eval_documents import Article
from eval_items import idf

BENCH = Path(__file__).resolve().parent
K1, B = 1.5, 0.75

_TOKEN = re.compile(r"\w+")


class Bm25:
    """Okapi BM25 over title and text, words as the language's own idea of a word has them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Index *articles*."""
        self.paths = [article.path for article in articles]
        texts = [_TOKEN.findall(f"{a.document.title}\n{a.markdown}".lower()) for a in articles]
        average = sum(map(len, texts)) / len(texts)
        self.postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, text in enumerate(texts):
            length = K1 * (1 - B + B * len(text) / average)
            for word, times in Counter(text).items():
                self.postings[word].append((number, times * (K1 + 1) / (times + length)))

    def search(self, query: str) -> list[str]:
        """Return the paths of all articles with any word of *query*, the best first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word in dict.fromkeys(_TOKEN.findall(query.lower())):
            found = self.postings.get(word, [])
            for number, weight in found:
                scores[number] += idf(len(self.paths), len(found)) * weight
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        return [self.paths[number] for number in ranked[:10]]


def minisearch(articles: Sequence[Article], queries: Sequence[str]) -> list[list[str]]:
    """Return what MiniSearch finds for each query; see eval_minisearch.cjs for its settings."""
    asked = {
        "documents": [
            {"id": a.path, "title": a.document.title, "text": a.markdown} for a in articles
        ],
        "queries": list(queries),
    }
    done = subprocess.run(
        ("node", BENCH / "eval_minisearch.cjs"),
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found
