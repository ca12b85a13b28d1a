"""Numbers as characters, and the terms with their postings as two strings.

A number is one UTF-16 code unit, so that the browser decodes it by looking it up, and UTF-8
spends one to three bytes on it. Left out are the units that a script's string literal would have
to escape, and those that do not survive UTF-8 or copying: controls, the soft hyphen, line and
paragraph separators, surrogates, private use, the byte order mark and the specials.

::

    0 1 2 ... SINGLE - 1             one unit
    SINGLE ... SINGLE * PAIRS - 1    two: the high one from the last PAIRS units, then the low one
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bangdex.index.inverted import Postings, code_units

FIRST = 0x23  # `#`: the quotation mark lies below
SKIPPED = (
    (0x5C, 0x5C),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x2028, 0x2029),
    (0xD800, 0xF8FF),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFF),
)
PAIRS = 1200


def _alphabet() -> tuple[str, ...]:
    skipped = {unit for low, high in SKIPPED for unit in range(low, high + 1)}
    return tuple(chr(unit) for unit in range(FIRST, 0x10000) if unit not in skipped)


ALPHABET = _alphabet()
SINGLE = len(ALPHABET) - PAIRS


@dataclass(frozen=True, slots=True)
class Packed:
    """A run of neighbouring terms, packed."""

    first: str
    last: str
    terms: str
    postings: str

    @property
    def size(self) -> int:
        """How many bytes the two strings have."""
        return len(literal(self.terms).encode()) + len(literal(self.postings).encode())


def number(value: int) -> str:
    """Return *value* as one character, or two."""
    if value < SINGLE:
        return ALPHABET[value]
    return ALPHABET[SINGLE + value // SINGLE] + ALPHABET[value % SINGLE]


def literal(text: str) -> str:
    """Return *text* as a string literal that JSON and JavaScript read alike."""
    written = json.dumps(text, ensure_ascii=False)
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def pack(terms: Iterable[str], postings: Mapping[str, Postings], size: int) -> list[Packed]:
    """Return sorted *terms* with their *postings* in runs of about *size* bytes.

    A term is the length of the beginning that it shares with the one before, the length of the
    rest, the rest, and the length of its postings times 2, plus 1 if a cap has dropped some; then
    how many it leads to follows. Lengths are in code units. A posting is the distance to the
    number before it, less 1, times 16, plus its 4 bits.
    """
    runs: list[Packed] = []
    run: list[str] = []
    heads: list[str] = []
    bodies: list[str] = []
    room = size
    for term in terms:
        if room <= 0:
            runs.append(Packed(run[0], run[-1], "".join(heads), "".join(bodies)))
            run, heads, bodies, room = [], [], [], size
        head, body = _entry(term, run[-1] if run else "", postings[term])
        run.append(term)
        heads.append(head)
        bodies.append(body)
        room -= len(head.encode("utf-8", "replace")) + len(body.encode())
    if run:
        runs.append(Packed(run[0], run[-1], "".join(heads), "".join(bodies)))
    return runs


def separator(before: str, after: str) -> str:
    """Return the shortest beginning of *after* that sorts behind *before*."""
    for length in range(1, len(after)):
        if code_units(after[:length]) > code_units(before):
            return after[:length]
    return after


def _entry(term: str, before: str, postings: Postings) -> tuple[str, str]:
    shared = next(
        (i for i, (one, other) in enumerate(zip(term, before, strict=False)) if one != other),
        min(len(term), len(before)),
    )
    rest = term[shared:]
    body = _distances(postings.values)
    capped = postings.found > len(postings.values)
    head = (
        number(units(term[:shared])) + number(units(rest)) + rest + number(len(body) * 2 + capped)
    )
    return head + (number(postings.found) if capped else ""), body


def _distances(values: Iterable[int]) -> str:
    packed: list[str] = []
    last = -16
    for value in values:
        bits = value & 15
        distance = value - last - 16
        packed.append(ALPHABET[distance] if distance < SINGLE else number(distance))
        last = value - bits
    return "".join(packed)


def units(text: str) -> int:
    """Return the length of *text* as the browser counts it."""
    return len(code_units(text)) // 2
