"""The signatures and their keys as files that a browser loads one by one, by script tag.

::

    match.js                   bangdex.index.match(build, 0, {...})     the only stable name
    keys-<n>-<hash>.js         bangdex.index.keys(build, n, "...")      where keys lead
    signatures-<n>-<hash>.js   bangdex.index.signatures(build, n, [..]) error texts

As in ``index/encode.py``, the hash is that of all the files together, and every file says its build
and number, and is believed only with both.

Keys are spread evenly, so a key's run is found by its value. A paste has many words, which lead to
most of the runs: what a file costs is the asking, up to some size of the catalogue.

A run of keys is a text of numbers (``index/packing.py``): for each key, ascending, its distance to
the one before (times 32768, and the rest), what it weighs if it leads to issues, how many it leads
to, and these, each as its distance to the one before: error texts, or issues times 16 plus a level.

A signature is the issue's number, its text, a number for each of its tokens (what it is times 16,
plus its bits), one for each of its units (its first token times 256 plus its end, times 2, plus
whether it claims), what differs freely if there are placeholders, the tokens that are codes, and
the groups that are pins. The browser finds the tokens in the text as Python did. In the text, a
space and one of the words that save the most are one character, which no error text has itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bangdex.index.encode import FOLDER, MANY, numbered_files
from bangdex.index.packing import literal, number
from bangdex.match.common import common_words
from bangdex.match.find import ERROR_WORDS
from bangdex.match.index import Entry, MatchIndex
from bangdex.match.keys import run_of
from bangdex.match.signature import Part, Signature
from bangdex.model import OutFile

RUN_BYTES = 32_768
MANY_RUN_BYTES = 8192  # of `MANY` issues, when the words of a paste don't lead to all runs
SIGNATURES = 32  # of one file
LOW = 32768
# What may stand for a space and a word: two bytes each in UTF-8.
FIRST_WORD, LAST_WORD = 0x100, 0x7BF
LEAST_TIMES = 3
_SPACED_WORD = re.compile(r" [A-Za-z]+")
LEVELS = 16
MOST_TOKENS = 256  # more than an error text has; see `compile.LONGEST`


def encode_match(index: MatchIndex, build: str, run_bytes: int = 0) -> list[OutFile]:
    """Return the files of *index*; *build* is that of the search index it belongs to."""
    usual = RUN_BYTES if len(index.documents) < MANY else MANY_RUN_BYTES
    runs = _runs(index.keys, run_bytes or usual)
    codes = _codes(index.signatures)
    rows = [_row(signature, codes) for signature in index.signatures]
    groups = {
        "keys": [literal(run) for run in runs],
        "signatures": [
            _json(rows[start : start + SIGNATURES]) for start in range(0, len(rows), SIGNATURES)
        ],
    }
    hash_, files = numbered_files(groups, build)
    words = {ord(code): word for word, code in codes.items()}
    manifest = {
        "digest": hash_,
        "runs": len(runs),
        "words": ",".join(words.get(at, "") for at in range(FIRST_WORD, max(words, default=0) + 1)),
        "common": _by_bits(common_words()),
        "errors": sorted(ERROR_WORDS),
    }
    call = f"bangdex.index.match({literal(build)},0,{_json(manifest)});\n"
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
    last = 0
    for value, level in entry.postings:
        to = value if leads_to_texts else value * LEVELS + level
        numbers.append(to - last)
        last = to
    return "".join(number(value) for value in numbers)


def _by_bits(words: Mapping[str, int]) -> list[str]:
    """Return the *words* of 0 bits, of 1, and so on."""
    rows: list[list[str]] = [[] for _ in range(max(words.values()) + 1)]
    for word, bits in words.items():
        rows[bits].append(word)
    return [" ".join(row) for row in rows]


def _codes(signatures: Iterable[Signature]) -> dict[str, str]:
    """Return the words that it saves the most to shorten, with a space, and their codes."""
    texts = [one.text for one in signatures]
    times = Counter(word for text in texts for word in _SPACED_WORD.findall(text))
    saved = {word: (len(word) - 2) * count for word, count in times.items() if count >= LEAST_TIMES}
    ranked = sorted((-bytes_, word) for word, bytes_ in saved.items() if bytes_ > 0)
    taken = {char for text in texts for char in text}
    free = (chr(code) for code in range(FIRST_WORD, LAST_WORD + 1) if chr(code) not in taken)
    return {word: code for (_, word), code in zip(ranked, free, strict=False)}


def _row(signature: Signature, codes: Mapping[str, str]) -> list[object]:
    tokens = (
        part * LEVELS + bits for part, bits in zip(signature.parts, signature.bits, strict=True)
    )
    units = ((unit.first * MOST_TOKENS + unit.end) * 2 + unit.claims for unit in signature.units)
    row: list[object] = [
        signature.issue,
        _SPACED_WORD.sub(lambda word: codes.get(word[0], word[0]), signature.text),
        "".join(map(number, tokens)),
        "".join(map(number, units)),
        _slots(signature) if signature.names else [],
        # before the first one stands nothing that tells a code
        [at for at, part in enumerate(signature.parts) if at and part in signature.codes],
        sorted(signature.pins),
    ]
    while row[-1] == []:
        row.pop()
    return row


def _slots(signature: Signature) -> list[tuple[int, int, str] | tuple[int, int]]:
    """Return what differs freely: first token, behind the last, and a placeholder's name."""
    named = {at for first, end, _ in signature.names for at in range(first, end)}
    parts = enumerate(signature.parts)
    others = ((at, at + 1) for at, part in parts if part == Part.VARIABLE and at not in named)
    return sorted((*signature.names, *others))


def _json(value: Sequence[object] | Mapping[str, object]) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
