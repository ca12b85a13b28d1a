"""How well the search finds: ``python bench/eval.py`` prints it and writes bench/RESULTS.md.

Read are ``cases/`` and ``corpora/`` in ``$BANGDEX_SHARED``, or ``../shared`` beside this
repository. They are not part of it; where they aren't there, that is said and nothing is done.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench_results import write_part
from eval_baselines import Bm25, minisearch
from eval_documents import COLLECTIONS, OWN, own_articles, shared_folder
from eval_documents import articles as read_articles
from eval_items import Item, made_items, own_cases, written_cases

from bangdex.index import build_index, search

BENCH = Path(__file__).resolve().parent
NAMES = ("BM25", "MiniSearch", "Bangdex")
MOST = 10
ON_TOP = 3


@dataclass
class Row:
    """What the queries of one kind came to."""

    ranks: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in NAMES})
    nothing: list[bool] = field(default_factory=list)  # whether it was said


def main() -> int:
    """Evaluate, print, and write the outcome down."""
    shared = shared_folder()
    if not (shared / "corpora").is_dir():
        print(f"There are no corpora in {shared}: nothing to evaluate. Set BANGDEX_SHARED.")
        return 0
    corpora = {name: read_articles(shared, name) for name in COLLECTIONS}
    items = [
        *written_cases(shared / "cases"),
        *own_cases(BENCH / "eval_cases.jsonl"),
        *made_items(corpora),
    ]
    collections = {OWN: own_articles(), **corpora}
    rows: defaultdict[tuple[str, str, str], Row] = defaultdict(Row)
    for name, articles in collections.items():
        mine = [item for item in items if item.collection == name]
        index = build_index([article.document for article in articles])
        bm25 = Bm25(articles)
        others = minisearch(articles, [item.query for item in mine])
        for item, other in zip(mine, others, strict=True):
            result = search(index, item.query, MOST)
            own = [hit.path for hit in (*result.hits, *result.near)]
            row = rows[item.half, name, item.kind]
            if item.expected:
                for who, found in zip(NAMES, (bm25.search(item.query), other, own), strict=True):
                    row.ranks[who].append(_rank(found, item))
            row.nothing.append(result.nothing)
    text = "\n".join(_table(rows))
    print(text)
    write_part("Search", text)
    return 0


def _rank(found: Sequence[str], item: Item) -> int:
    """Return the place of the first right one of *found*, from 1; 0 where there is none."""
    return next((i for i, path in enumerate(found[:MOST], 1) if path in item.expected), 0)


def _figures(ranks: Sequence[int]) -> str:
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    top = sum(0 < rank <= ON_TOP for rank in ranks) / len(ranks)
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{first:.2f} / {top:.2f} / {mean:.2f}"


def _table(rows: dict[tuple[str, str, str], Row]) -> Iterable[str]:
    yield "Success@1 / success@3 / MRR@10. `cases`: by people; the other halves: `eval_items.py`."
    yield ""
    yield f"| half | articles | kind | n | {' | '.join(NAMES)} | 'nothing' said |"
    yield "|---|---|---|---|---|---|---|---|"
    for half in ("cases", "development", "held-out"):
        ranks: dict[str, list[int]] = {name: [] for name in NAMES}
        wrong = right = nothings = 0
        for (_, collection, kind), row in sorted(i for i in rows.items() if i[0][0] == half):
            said = sum(row.nothing)
            count = len(row.nothing)
            if row.ranks[NAMES[0]]:
                figures = " | ".join(_figures(row.ranks[name]) for name in NAMES)
                wrong += said
                for name in NAMES:
                    ranks[name] += row.ranks[name]
                yield f"| {half} | {collection} | {kind} | {count} | {figures} | {said} wrongly |"
            else:
                if kind.endswith("nothing"):
                    right += said
                    nothings += count
                yield f"| {half} | {collection} | {kind} | {count} | | | | {said} rightly |"
        figures = " | ".join(f"**{_figures(ranks[name])}**" for name in NAMES)
        total = len(ranks[NAMES[0]])
        said_ = f"{right} of {nothings} rightly, {wrong / total:.1%} wrongly"
        yield f"| **{half}** | all | | {total} | {figures} | {said_} |"


if __name__ == "__main__":
    sys.exit(main())
