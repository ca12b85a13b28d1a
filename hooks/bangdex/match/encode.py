"""The signatures and their keys as files that a browser loads one by one, by script tag.

::

    match.js                   bangdex.index.match({...})               the only stable name
    keys-<n>-<hash>.js         bangdex.index.keys(build, n, "...")      where keys lead
    signatures-<n>-<hash>.js   bangdex.index.signatures(build, n, [..]) error texts

As in ``index/encode.py``, the hash is that of all the files together, and every file says its build
and number, and is believed only with both.

Keys are spread evenly, so a key's run is found by its value. A paste has many words, which lead to
most of the runs: what a file costs is the asking, up to some size of the catalogue.

A run of keys is a text of numbers (``index/packing.py``): for each key, ascending, its distance to
the one before (times 32768, and the rest), what it weighs if it leads to issues, how many it
leads to, and these: the distance to the one before, for issues times 16 plus the level.

A signature is the issue's number, its text, a number for each of its tokens (what it is times 16,
plus its bits), its units (first, end times 2 plus whether it claims), the names of its
placeholders, and the groups that are codes and pins. The browser finds the tokens in the text as
Python did. In the text, a space and one of the words that save the most are one character; a text
that has such characters of its own is written as it is, behind a ``=``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bangdex.index.encode import FOLDER, MANY, numbered_files
from bangdex.index.packing import literal, number
from bangdex.match.common import TABLE
from bangdex.match.find import ERROR_WORDS
from bangdex.match.index import Entry, MatchIndex
from bangdex.match.keys import run_of
from bangdex.match.signature import Signature
from bangdex.model import OutFile

RUN_BYTES = 32_768
MANY_RUN_BYTES = 8192  # of `MANY` issues, when the words of a paste don't lead to all runs
SIGNATURES = 32  # of one file
LOW = 32768
# What stands for a space and a word: two bytes each in UTF-8.
FIRST_WORD, LAST_WORD = 0x100, 0x7BF
LEAST_TIMES = 3
_SPACED_WORD = re.compile(r" ([A-Za-z]+)")
_CODED = re.compile(f"[{chr(FIRST_WORD)}-{chr(LAST_WORD)}]")
LEVELS = 16


def encode_match(index: MatchIndex, build: str, run_bytes: int = 0) -> list[OutFile]:
    """Return the files of *index*; *build* is that of the search index it belongs to."""
    usual = RUN_BYTES if len(index.documents) < MANY else MANY_RUN_BYTES
    runs = _runs(index.keys, run_bytes or usual)
    words = _frequent_words(index.signatures)
    codes = {word: chr(FIRST_WORD + at) for at, word in enumerate(words)}
    rows = [_row(signature, codes) for signature in index.signatures]
    groups = {
        "keys": [literal(run) for run in runs],
        "signatures": [
            _json(rows[start : start + SIGNATURES]) for start in range(0, len(rows), SIGNATURES)
        ],
    }
    hash_, files = numbered_files(groups, build)
    manifest = {
        "build": build,
        "digest": hash_,
        "runs": len(runs),
        "words": " ".join(words),
        "common": TABLE.read_text(encoding="ascii"),
        "errors": sorted(ERROR_WORDS),
    }
    call = f"bangdex.index.match({_json(manifest)});\n"
    files.append(OutFile(f"{FOLDER}match.js", call.encode()))
    return sorted(files, key=lambda file: file.path)


def _runs(keys: Mapping[int, Entry], size: int) -> list[str]:
    """Return the keys in runs of about *size* bytes."""
    entries = [(key, _entry(key, entry)) for key, entry in sorted(keys.items())]
    count = sum(4 + len(entry.encode()) for _, entry in entries) // size + 1
    runs: list[list[str]] = [[] for _ in range(count)]
    before = [0] * count
    for key, entry in entries:
        at = run_of(key, count)
        high, low = divmod(key - before[at], LOW)
        runs[at].append(number(high) + number(low) + entry)
        before[at] = key
    return ["".join(run) for run in runs]


def _entry(key: int, entry: Entry) -> str:
    leads_to_texts = key % 2
    numbers = [len(entry.postings)] if leads_to_texts else [entry.weight, len(entry.postings)]
    last = -1
    for value, level in entry.postings:
        step = value - last - 1
        numbers.append(step if leads_to_texts else step * LEVELS + level)
        last = value
    return "".join(number(value) for value in numbers)


def _frequent_words(signatures: Iterable[Signature]) -> list[str]:
    """Return the words that it saves the most to write as one character."""
    times = Counter(word for one in signatures for word in _SPACED_WORD.findall(one.text))
    saved = {word: (len(word) - 1) * count for word, count in times.items() if count >= LEAST_TIMES}
    ranked = sorted((-bytes_, word) for word, bytes_ in saved.items() if bytes_ > 0)
    return [word for _, word in ranked[: LAST_WORD - FIRST_WORD + 1]]


def _coded(text: str, codes: Mapping[str, str]) -> str:
    if _CODED.search(text) or text.startswith("="):
        return f"={text}"
    return _SPACED_WORD.sub(lambda match: codes.get(match[1], match[0]), text)


def _row(signature: Signature, codes: Mapping[str, str]) -> list[object]:
    tokens = (
        part * LEVELS + bits for part, bits in zip(signature.parts, signature.bits, strict=True)
    )
    units = (
        value for unit in signature.units for value in (unit.first, unit.end * 2 + unit.claims)
    )
    row: list[object] = [
        signature.issue,
        _coded(signature.text, codes),
        "".join(map(number, tokens)),
        "".join(map(number, units)),
        [(first, (end, name)) for first, end, name in signature.names],
        sorted(signature.codes),
        sorted(signature.pins),
    ]
    while row[-1] == []:
        row.pop()
    return row


def _json(value: Sequence[object] | Mapping[str, object]) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
