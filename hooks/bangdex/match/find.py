"""Which issue a pasted text is: candidates by keys, alignment, verdicts, order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from bangdex.match.align import Chain, align
from bangdex.match.index import LEVELS, NOWHERE, SCALE, MatchIndex
from bangdex.match.judge import Verdict, judge
from bangdex.match.keys import issue_key, pair_hash, text_key, word_hash
from bangdex.match.shown import agreement, shown
from bangdex.match.signature import Signature, Unit
from bangdex.match.tokens import Tokens, tokenize
from bangdex.match.values import placeholder_values

MOST_RESULTS = 10
MOST_CANDIDATES = 60
MOST_WINDOWS = 3
CLAIMED_WORDS = 0.1  # where the text says it all, words only decide between equals
FITS = 8.0  # bits; where the best is worth less, nothing fits
LONG = 6000  # characters; of a longer paste only lines that report an error are read as words
MOST_LINES = 40
MOST_TOKENS = 2000
ERROR_WORDS = frozenset(
    """
    error err fail failed failure cannot unable denied forbidden exceeded invalid missing refused
    timeout exception fatal panic warning unexpected 오류 실패 에러
    """.split()
)


@dataclass(frozen=True, slots=True)
class Result:
    """An issue that a paste may be about."""

    id: str
    issue: int  # its number in the index
    verdict: Literal["match", "similar"]
    score: float  # bits
    line: str = ""  # of the paste; empty where only words speak for the issue
    number: int = 0  # of the line, 1-based
    spans: tuple[tuple[int, int, str], ...] = ()  # of the line: from, to, constant or variable
    has: tuple[str, ...] = ()  # what of the error text agrees
    lacks: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # of placeholders, by name


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What a paste is, best first."""

    results: tuple[Result, ...]
    nothing: bool  # whether none of them fits


@dataclass(frozen=True, slots=True)
class _Hit:
    signature: Signature
    unit: Unit
    chain: Chain
    verdict: Verdict


def match(index: MatchIndex, text: str) -> MatchResult:
    """Return the issues that *text* may be about."""
    tokens = tokenize(text, pasted=True)
    hashes = [word_hash(word) for word in tokens.words]
    hits = _hits(index, tokens, hashes)
    words = _words(index, tokens, hashes)
    scored = []
    for issue in {*hits, *words}:
        hit = hits.get(issue)
        worth = 0.0
        if hit is not None:
            worth = hit.verdict.worth / (2 if hit.verdict.contradicted else 1)
        claimed = hit is not None and hit.verdict.claimed
        said = words.get(issue, 0) / (SCALE * LEVELS)
        score = worth + said * (CLAIMED_WORDS if claimed else 1)
        scored.append((not claimed, -score, issue, hit))
    scored.sort(key=lambda row: row[:3])
    results = tuple(
        _result(index, tokens, issue, -negative, hit)
        for _, negative, issue, hit in scored[:MOST_RESULTS]
    )
    fits = any(r.verdict == "match" or r.score >= FITS for r in results)
    return MatchResult(results, nothing=not fits)


def _hits(index: MatchIndex, tokens: Tokens, hashes: Sequence[int]) -> dict[int, _Hit]:
    """Return for each issue its error text that agrees best."""
    places: dict[int, list[int]] = defaultdict(list)  # of each key that leads to error texts
    for at, (before, value) in enumerate(pairwise((0, *hashes))):
        for key in {text_key(value), text_key(pair_hash(before, value))}:
            if key in index.keys:
                places[key].append(at)
    texts: dict[int, list[int]] = defaultdict(list)  # the keys that lead to each
    for key in places:
        for number, _ in index.keys[key].postings:
            texts[number].append(key)
    order = sorted(texts, key=lambda n: (-len(texts[n]), n))
    best: dict[int, _Hit] = {}
    for number in order[:MOST_CANDIDATES]:
        signature = index.signatures[number]
        here = sorted((at, key) for key in texts[number] for at in places[key])
        for unit in signature.units:
            for window in _windows(here, unit.end - unit.first, len(hashes)):
                chain = align(signature, unit, tokens, window)
                verdict = judge(signature, unit, chain, tokens)
                known = best.get(signature.issue)
                if known is None or (verdict.claimed, verdict.worth) > (
                    known.verdict.claimed,
                    known.verdict.worth,
                ):
                    best[signature.issue] = _Hit(signature, unit, chain, verdict)
    return best


def _windows(here: Sequence[tuple[int, int]], length: int, size: int) -> list[tuple[int, int]]:
    """Return the stretches of the paste in which the most different keys stand.

    *here* is where keys stand, and which, in order.
    """
    reach = 2 * length + 20
    found = []
    at = 0
    while at < len(here):
        start = here[at][0]
        last = at
        while last + 1 < len(here) and here[last + 1][0] <= start + reach:
            last += 1
        different = len({key for _, key in here[at : last + 1]})
        low, high = max(start - reach, 0), min(here[last][0] + reach, size)
        found.append((-different, low, high))
        at = last + 1
    return [(low, high) for _, low, high in sorted(found)[:MOST_WINDOWS]]


def _words(index: MatchIndex, tokens: Tokens, hashes: Sequence[int]) -> dict[int, int]:
    """Return what the distinct words of the paste say of each issue."""
    found: dict[int, int] = defaultdict(int)
    for key in dict.fromkeys(_issue_keys(tokens, hashes)):
        entry = index.keys.get(key, NOWHERE)
        for issue, level in entry.postings:
            found[issue] += entry.weight * (level + 1)
    return found


def _issue_keys(tokens: Tokens, hashes: Sequence[int]) -> Iterator[int]:
    read = None
    if len(tokens.text) > LONG:
        lines = dict.fromkeys(
            line
            for word, line in zip(tokens.words, tokens.lines, strict=True)
            if word in ERROR_WORDS
        )
        read = set(list(lines)[:MOST_LINES])
    room = MOST_TOKENS
    for at, value in enumerate(hashes):
        if not room:
            break
        if read is not None and tokens.lines[at] not in read:
            continue
        room -= 1
        yield issue_key(value)
        if at:
            yield issue_key(pair_hash(hashes[at - 1], value))
            yield issue_key(word_hash(tokens.words[at], hashes[at - 1]))


def _result(
    index: MatchIndex, tokens: Tokens, issue: int, score: float, hit: _Hit | None
) -> Result:
    document = index.documents[issue]
    claimed = hit is not None and hit.verdict.claimed
    verdict: Literal["match", "similar"] = "match" if claimed else "similar"
    if hit is None or not hit.chain.pairs:
        return Result(document.id, issue, verdict, score)
    quote = shown(hit.signature, hit.chain, tokens)
    has, lacks = agreement(hit.signature, hit.unit, hit.chain)
    values = placeholder_values(hit.signature, hit.unit, hit.chain, tokens)
    return Result(
        id=document.id,
        issue=issue,
        verdict=verdict,
        score=score,
        line=quote.line,
        number=quote.number,
        spans=quote.spans,
        has=has,
        lacks=lacks,
        values=values,
    )
