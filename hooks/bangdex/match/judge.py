"""Whether what agrees is enough to say that it is this error, or only that it is like it.

No share of words alone tells an error from its look-alikes. A claim needs all of these:

- 20 bits that agree, and of all that there are 60 %, or 85 % where nothing identifies the error;
- half of what identifies it;
- no contradiction: no name or code of the error text is missing within what agrees, or right
  beside it where the paste goes on, and no pinned part at all;
- no other code where the error text has its own;
- next to no words in whose place others stand.

What the end of the paste cuts off is forgiven, once enough has agreed before; and where what
identifies has agreed, another cause behind it costs half.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bangdex.match.align import BIT, Chain
from bangdex.match.common import plain_bits
from bangdex.match.signature import Part, Signature, Unit
from bangdex.match.tokens import Tokens

LEAST_EARNED = 20  # bits
LEAST_IDENTITY = 8  # bits; with fewer an error text has no identity
SHARE_WITH, SHARE_WITHOUT = 0.6, 0.85
REPLACED_WITH, REPLACED_WITHOUT = 0.15, 6.5  # of the weight; bits
CUT_FROM, CUT_COUNTS = 0.45, 0.1
BESIDE = 2  # tokens that count between what agrees and what stands right beside it
AROUND = 24  # tokens around a hit in which a code belongs to it
_HRESULT = re.compile(r"0x[89c][0-9a-f]{7}")
_NUMBER = re.compile(r"[0-9]{2,6}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one unit of one error text is worth against a paste."""

    claimed: bool
    worth: float  # bits
    contradicted: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """A chain, and what is asked of it again and again."""

    signature: Signature
    unit: Unit
    chain: Chain
    paste: Sequence[str]
    here: frozenset[int]  # tokens of the unit that agree
    counted: Sequence[int]  # its tokens that are constant or identify
    cut_head: bool
    cut_tail: bool

    @property
    def first(self) -> tuple[int, int]:
        return self.chain.pairs[0]

    @property
    def last(self) -> tuple[int, int]:
        return self.chain.pairs[-1]

    def between(self, low: int, high: int) -> list[int]:
        return [at for at in self.counted if low < at < high]

    def weigh(self, tokens: Sequence[int]) -> int:
        return sum(self.signature.bits[at] for at in tokens)

    def standing(self, low: int, high: int) -> int:
        """Return the bits of what stands in a stretch of the paste."""
        return sum(plain_bits(word) for word in self.paste[max(low, 0) : high])


def judge(signature: Signature, unit: Unit, chain: Chain, paste: Tokens) -> Verdict:
    """Return what *chain* says of *unit*."""
    if not chain.pairs:
        return Verdict(claimed=False, worth=0.0, contradicted=False)
    (first, start), (last, end) = chain.pairs[0], chain.pairs[-1]
    case = _Case(
        signature,
        unit,
        chain,
        paste.words,
        frozenset(own for own, _ in chain.pairs),
        [at for at in range(unit.first, unit.end) if signature.parts[at] >= Part.CONSTANT],
        cut_head=_is_cut(start, first - unit.first),
        cut_tail=_is_cut(len(paste.words) - 1 - end, unit.end - 1 - last),
    )
    identity, agreed, contradicted = _identity(case)
    contradicted = contradicted or _other_code(case)
    is_named = identity >= LEAST_IDENTITY
    is_this = 2 * agreed >= identity
    earned = chain.earned / BIT
    weight = _weight(case, earned, is_this=is_named and is_this)
    share = min(1.0, earned / weight) if weight else 0.0
    replaced = _replaced(case)
    if is_named:
        enough = share >= SHARE_WITH and is_this and replaced <= REPLACED_WITH * weight
    else:
        enough = share >= SHARE_WITHOUT and replaced <= REPLACED_WITHOUT
    claimed = unit.claims and enough and earned >= LEAST_EARNED and not contradicted
    return Verdict(claimed, earned * share * math.sqrt(share), contradicted)


def _is_cut(standing: int, missing: int) -> bool:
    """Return whether the paste ends too soon for what is missing to stand there."""
    return standing <= 1 or 2 * standing < missing


def _identity(case: _Case) -> tuple[int, int, bool]:
    """Return the bits of what identifies, those that agree, and whether one contradicts."""
    groups: dict[int, list[int]] = {}
    for at in case.counted:
        if case.signature.parts[at] >= Part.IDENTITY:
            groups.setdefault(case.signature.parts[at], []).append(at)
    agreed = [places for places in groups.values() if case.here.issuperset(places)]
    return (
        sum(case.weigh(places) for places in groups.values()),
        sum(case.weigh(places) for places in agreed),
        any(
            group in case.signature.pins or _contradicts(case, places[0], places[-1])
            for group, places in groups.items()
            if places not in agreed
        ),
    )


def _contradicts(case: _Case, low: int, high: int) -> bool:
    """Return whether the name from *low* to *high*, which is missing, ought to be there."""
    (first, _), (last, _) = case.first, case.last
    if first < high and low < last:
        return True
    if high <= first:
        return not case.cut_head and len(case.between(high, first)) <= BESIDE
    return not case.cut_tail and len(case.between(last, low)) <= BESIDE


def _other_code(case: _Case) -> bool:
    """Return whether near the hit another code stands where the error text has its own.

    Where is told by the word before it, but for an HRESULT, which is one wherever it stands.
    """
    signature, paste = case.signature, case.paste
    near = range(max(case.first[1] - AROUND, 1), min(case.last[1] + AROUND, len(paste)))
    words = {paste[there] for there in near}
    for at in range(1, len(signature.words)):
        code = signature.words[at]
        if signature.parts[at] not in signature.codes or code in words:
            continue
        if _HRESULT.fullmatch(code) and any(_HRESULT.fullmatch(word) for word in words):
            return True
        before = signature.words[at - 1]
        if any(paste[i - 1] == before and _NUMBER.fullmatch(paste[i]) for i in near):
            return True
    return False


def _weight(case: _Case, earned: float, *, is_this: bool) -> float:
    """Return the bits that are to agree."""
    head = case.weigh(case.between(-1, case.first[0]))
    tail = case.weigh(case.between(case.last[0], case.unit.end))
    weight = float(case.weigh(case.counted))
    if earned >= CUT_FROM * weight:
        if case.cut_head:
            weight -= (1 - CUT_COUNTS) * head
        if case.cut_tail:
            weight -= (1 - CUT_COUNTS) * tail
    if is_this and not case.cut_tail:
        weight -= tail / 2
    return weight


def _replaced(case: _Case) -> float:
    """Return the bits of words in whose place others stand; behind the last they count half."""
    (first, start), (last, end) = case.first, case.last
    head = case.between(-1, first)
    tail = case.between(last, case.unit.end)
    total = min(case.weigh(head), case.standing(start - len(head), start)) + (
        min(case.weigh(tail), case.standing(end + 1, end + 1 + len(tail))) / 2
    )
    for (own, there), (next_own, next_there) in pairwise(case.chain.pairs):
        if next_own > own + 1:
            lost = case.weigh(case.between(own, next_own))
            total += min(lost, case.standing(there + 1, next_there))
    return total
