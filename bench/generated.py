"""A big catalogue of generated articles, with the words and the sizes of real ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from eval_documents import Article

LETTERS = 2700  # of an article
SHARES = {"symptom": 0.35, "error_text": 0.1, "test": 0.15, "fix": 0.4}


def generated(found: Sequence[Article], count: int) -> list[Article]:
    """Return *count* articles whose lines are drawn from the articles of one product each.

    Products keep their share. A title is a real one with a number of its own.
    """
    chance = random.Random(count)  # noqa: S311 - the same articles every time
    pools: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {p: [] for p in SHARES})
    for article in found:
        for part in SHARES:
            text = getattr(article.document, part)
            pools[article.document.product][part] += filter(str.strip, text.split("\n"))
    return [_article(chance.choice(found), n, pools, chance) for n in range(count)]


def _article(
    model: Article, number: int, pools: dict[str, dict[str, list[str]]], chance: random.Random
) -> Article:
    document = model.document
    parts = {}
    for part, share in SHARES.items():
        lines = pools[document.product][part]
        text = ""
        while lines and len(text) < LETTERS * share:
            text += chance.choice(lines)[: int(LETTERS * share)] + "\n"
        parts[part] = text.rstrip("\n")
    made = replace(
        document,
        id=f"{document.product}-{number}",
        url=f"{document.product}/{number}.html",
        path=f"generated/{document.product}/{number}.md",
        title=f"{document.title} (case {number})",
        **parts,
    )
    markdown = "\n\n".join((f"# {made.title}", *parts.values()))
    return Article(made.path, markdown, made)
