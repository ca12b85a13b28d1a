"""What a result shows: the line of the paste, what agrees in it, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bangdex.match.align import Chain
from bangdex.match.signature import Part, Signature, Unit
from bangdex.match.tokens import Tokens
from bangdex.match.values import AROUND

LONGEST_LINE = 1000
LEAD = 100  # characters before what agrees, where a long line is cut
APART = 12  # tokens between two that agree, beyond which nothing is marked


@dataclass(frozen=True, slots=True)
class Shown:
    """What is quoted of a paste."""

    line: str
    number: int  # 1-based
    spans: tuple[tuple[int, int, str], ...]  # in the line: constant or variable


def shown(signature: Signature, chain: Chain, paste: Tokens) -> Shown:
    """Return the line of *paste* that speaks most for *signature*, and what of it agrees."""
    weights: dict[int, int] = {}
    for own, there in chain.pairs:
        number = paste.lines[there]
        weights[number] = weights.get(number, 0) + signature.bits[own]
    number = max(weights, key=lambda line: (weights[line], -line))
    here = [(own, there) for own, there in chain.pairs if paste.lines[there] == number]
    first = paste.starts[here[0][1]]
    low = paste.text.rfind("\n", 0, first) + 1
    high = paste.text.find("\n", first)
    high = len(paste.text) if high < 0 else high
    if high - low > LONGEST_LINE:
        low = max(low, first - LEAD)
        high = min(high, low + LONGEST_LINE)
    spans: list[tuple[int, int, str]] = []
    last = (-9, -9)
    for own, there in here:
        start, end = paste.starts[there] - low, paste.ends[there] - low
        if end > high - low:
            break
        if there <= last[1]:
            continue
        if there == last[1] + 1 and own == last[0] + 1:
            spans[-1] = (spans[-1][0], end, "constant")
        else:
            between = signature.parts[last[0] + 1 : own]
            if last[0] >= 0 and there - last[1] <= APART and Part.VARIABLE in between:
                spans.extend(_variable(paste.text, low + spans[-1][1], low + start, low))
            spans.append((start, end, "constant"))
        last = (own, there)
    return Shown(paste.text[low:high].rstrip("\r"), number + 1, tuple(spans))


def _variable(text: str, start: int, end: int, low: int) -> Iterator[tuple[int, int, str]]:
    """Yield what differs between two that agree, without the signs around it."""
    between = text[start:end]
    left = len(between) - len(between.lstrip(AROUND))
    right = len(between.rstrip(AROUND))
    if left < right:
        yield start + left - low, start + right - low, "variable"


def agreement(
    signature: Signature, unit: Unit, chain: Chain
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the stretches of the error text that the paste has, and those that it lacks."""
    here = {own for own, _ in chain.pairs}
    runs: list[tuple[bool, int, int]] = []
    before = -1
    for at in range(unit.first, unit.end):
        if signature.parts[at] == Part.VARIABLE:
            continue
        has = at in here
        if not has and signature.parts[at] == Part.SOFT:
            continue
        if runs and before == at - 1 and runs[-1][0] == has:
            runs[-1] = (has, runs[-1][1], signature.ends[at])
        else:
            runs.append((has, signature.starts[at], signature.ends[at]))
        before = at
    texts = [(has, signature.text[start:end]) for has, start, end in runs]
    return tuple(t for has, t in texts if has), tuple(t for has, t in texts if not has)
