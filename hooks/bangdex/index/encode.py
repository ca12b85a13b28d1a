"""The index as files that a browser loads one by one, each a script that makes one call.

::

    manifest.js               bangdex.index.manifest({...})            the only stable name
    shard-<n>-<hash>.js       bangdex.index.shard(build, n, "terms", "postings")
    cards-<n>-<hash>.js       bangdex.index.cards(build, n, [...])     what hits show and quote
    keywords-<n>-<hash>.js    bangdex.index.keywords(build, n, [...])  what suggestions show

The hash is that of all the files together. Each for itself would only fill the manifest, since
they change together: every file says of which build it is and which of its kind. A file that is
cut short still counts as loaded in a browser, so only a call that came with both is believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise

from bangdex.index.inverted import FACET, Card, Index
from bangdex.index.packing import literal, pack, separator
from bangdex.index.ranking import Ranking
from bangdex.model import OutFile

FOLDER = "assets/bangdex/index/"
MANIFEST = f"{FOLDER}manifest.js"
# Of a shard, at most. A query loads a few of them and the manifest, which has a string for each.
SHARD_BYTES = 8192
# Cards of one file. Hits lie scattered over a big catalogue, so what else a file has is loaded for
# nothing: eight hits of 5,880 issues cost 21 KB so, and 51 KB at 16 cards and, apart, 8 texts.
CARDS = 4
MANY_CARDS = 6
MANY = 10_000  # documents, from which on the number of files counts more
KEYWORDS = 32
TOP_KEYWORDS = 12  # offered before anything is typed
HASH_LETTERS = 8

# What becomes something else if the file is read in the wrong encoding. The browser compares.
CANARY = "é한😀"


def encode(index: Index, build: str, shard_bytes: int = SHARD_BYTES) -> list[OutFile]:
    """Return the files of *index*; *build* tells them from those of every other build."""
    anchors = sorted({card.anchors for card in index.cards})
    per = {"cards": CARDS if len(index.cards) < MANY else MANY_CARDS, "keywords": KEYWORDS}
    runs = pack(index.terms, index.postings, shard_bytes)
    groups = {
        "shard": [f"{literal(run.terms)},{literal(run.postings)}" for run in runs],
        "cards": _groups([_card(card, anchors) for card in index.cards], per["cards"]),
        "keywords": _groups(
            [(card.key, card.shown, card.count, card.url) for card in index.keywords],
            per["keywords"],
        ),
    }
    hash_, files = numbered_files(groups, build)
    manifest = {
        "build": build,
        "digest": hash_,
        "canary": CANARY,
        "documents": len(index.cards),
        "shards": len(runs),
        "facets": len(index.starting(FACET)),
        "products": [(one.slug, one.name, one.count) for one in index.products],
        "anchors": anchors,
        "per": per,
        # the shortest string that lies behind all terms of the shard before
        "from": "\n".join(separator(before.last, run.first) for before, run in pairwise(runs)),
        "top": top_keywords(index, TOP_KEYWORDS),
        "ranking": {_camel(name): value for name, value in asdict(Ranking()).items()},
    }
    call = f"bangdex.index.manifest({_json(manifest)});\n"
    files.append(OutFile(MANIFEST, call.encode("utf-8", "replace")))
    return sorted(files, key=lambda file: file.path)


def numbered_files(groups: Mapping[str, Sequence[str]], build: str) -> tuple[str, list[OutFile]]:
    """Return the hash of all files, and the files: one for each body of each kind."""
    calls = {
        (kind, number): f"bangdex.index.{kind}({literal(build)},{number},{body});\n"
        for kind, bodies in groups.items()
        for number, body in enumerate(bodies)
    }
    digest = hashlib.sha256("".join(calls.values()).encode("utf-8", "replace")).hexdigest()
    hash_ = digest[:HASH_LETTERS]
    return hash_, [
        OutFile(f"{FOLDER}{kind}-{number}-{hash_}.js", call.encode("utf-8", "replace"))
        for (kind, number), call in calls.items()
    ]


def top_keywords(index: Index, limit: int) -> list[int]:
    """Return the numbers of the keywords that most issues have."""
    ranked = sorted(range(len(index.keywords)), key=lambda n: (-index.keywords[n].count, n))
    return ranked[:limit]


def _groups(rows: Sequence[object], size: int) -> list[str]:
    return [_json(rows[start : start + size]) for start in range(0, len(rows), size)]


def _card(card: Card, anchors: Sequence[tuple[str, str, str]]) -> tuple[object, ...]:
    named = (card.id, card.url, card.title, card.status.value)
    texts = (card.excerpts.error, card.excerpts.symptom, card.excerpts.test, card.excerpts.fix)
    return (*named, card.keywords, card.causes, anchors.index(card.anchors), *texts)


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
