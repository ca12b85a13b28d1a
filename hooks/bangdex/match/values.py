"""What stands in a paste where an error text has placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bangdex.match.align import Chain
from bangdex.match.signature import Part, Signature, Unit
from bangdex.match.tokens import Tokens

LONGEST = 200
# What may stand around a value and is no part of it.
AROUND = " \t\r\n\"'`\\<>[](){}:,;=|"
_END = re.compile(r"[\s\"'`]")
_QUOTE = re.compile(r"\\+[\"']|&(?:quot|amp|lt|gt|#39|#34);")


def placeholder_values(
    signature: Signature, unit: Unit, chain: Chain, paste: Tokens
) -> dict[str, str]:
    """Return the value of each placeholder of *unit*, under its name as the author wrote it.

    Read is what stands between two tokens that agree, cut where the error text has something
    between its placeholders; the first value of a name counts.
    """
    found: dict[str, str] = {}
    names = {first: (end, name) for first, end, name in signature.names}
    ends = (None, *chain.pairs, None)
    for left, right in pairwise(ends):
        first = left[0] + 1 if left else unit.first
        end = right[0] if right else unit.end
        slots = list(_slots(signature, names, first, end))
        if not any(name for _, _, name in slots):
            continue
        text = _between(paste, left, right)
        for name, value in _read(signature, slots, text, left, right):
            if value and name:
                found.setdefault(name, value)
    return found


def _slots(
    signature: Signature, names: dict[int, tuple[int, str]], first: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """Yield first token, behind the last and name of what differs freely, in order."""
    at = first
    while at < end:
        if at in names:
            behind, name = names[at]
            yield at, behind, name
            at = behind
            continue
        if signature.parts[at] == Part.VARIABLE:
            yield at, at + 1, ""
        at += 1


def _between(paste: Tokens, left: tuple[int, int] | None, right: tuple[int, int] | None) -> str:
    text = paste.text
    start = paste.ends[left[1]] if left else None
    stop = paste.starts[right[1]] if right else None
    if start is None:
        assert stop is not None
        start = max(text.rfind("\n", 0, stop) + 1, stop - LONGEST)
    if stop is None:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
    return _QUOTE.sub('"', text[start : min(stop, start + 4 * LONGEST)])


def _read(
    signature: Signature,
    slots: Sequence[tuple[int, int, str]],
    text: str,
    left: tuple[int, int] | None,
    right: tuple[int, int] | None,
) -> Iterator[tuple[str, str]]:
    """Yield names and values of *slots*, as long as what stands before each is known."""
    before = left[0] + 1 if left else -1
    at = 0
    for number, (first, end, name) in enumerate(slots):
        behind = slots[number + 1][0] if number + 1 < len(slots) else (right[0] if right else -1)
        if first != before:
            break
        start = _gap(signature, first - 1, first) if left else ""
        if text.startswith(start, at):
            at += len(start)
        while at < len(text) and text[at] in AROUND:
            at += 1
        if behind == end and number + 1 == len(slots):
            stop = _gap(signature, end - 1, end)
            value = text[at:].removesuffix(stop)
            match = _END.search(value)
            yield name, value[: match.start() if match else None].rstrip(AROUND)[:LONGEST]
            return
        stop = _gap(signature, end - 1, end)[:1] if behind == end else ""
        cut = text.find(stop, at) if stop else -1
        match = _END.search(text, at)
        limit = match.start() if match else len(text)
        cut = limit if cut < 0 else min(cut, limit)
        yield name, text[at:cut].rstrip(AROUND)[:LONGEST]
        at, before = cut, end
    else:
        return
    first, end, name = slots[-1]
    stop = _gap(signature, end - 1, end)
    if right and end == right[0] and text.endswith(stop):
        # the last one, read from what stands behind it
        rest = text.removesuffix(stop).rstrip(AROUND)
        yield name, re.split(_END, rest)[-1].strip(AROUND)[:LONGEST]


def _gap(signature: Signature, before: int, behind: int) -> str:
    """Return what the error text has between two tokens, without the signs of placeholders."""
    if behind >= len(signature.starts):
        return ""
    return signature.text[signature.ends[before] : signature.starts[behind]].strip("{}$<>")
