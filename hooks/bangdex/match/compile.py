"""From the catalogue's error texts to signatures, and to the keys that lead to them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bangdex.match.classes import Classed, Kind, classify
from bangdex.match.common import bits
from bangdex.match.judge import LEAST_IDENTITY
from bangdex.match.signature import Part, Signature, Unit
from bangdex.match.tokens import tokenize
from bangdex.placeholders import TEXT_FORMS, Form

LONGEST = 160  # tokens of an error text that are compared
# Bits from which a whole text needs no word that says that something went wrong.
ENOUGH_SAID = 30
_ERROR = re.compile(
    r"(?i)err(?:or|no)?\b|error|fail|can(?:not|'t|not)\b|could ?n[o']t|couldn't|unable|denied|deny|"
    r"forbidden|invalid|missing|exceed|refuse|time[d-]? ?out|exception|fatal|panic|unexpected|"
    r"unknown|unrecogni|crash|abort|reject|require|must\b|not? |n't\b|warn|illegal|corrupt|"
    r"conflict|already|expire|unavail|unauthori|violat|lost\b|problem|stopped|terminat|"
    r"오류|실패|에러|없습니다|없음|거부|초과|잘못|예외|불가|못"
)
_FRAMES = (
    re.compile(r'"?stack(?:trace|_trace)?"\s*:\s*"(?:[^"\\]|\\.)*"?', re.IGNORECASE),
    re.compile(r"^\s*at [\w.$<>`]+ ?\(.*$", re.MULTILINE),
    re.compile(r"^\s+at .*$", re.MULTILINE),
    re.compile(r"^\s+\S+\.\w+:\d+(?: \+0x[0-9a-f]+)?$", re.MULTILINE),
    re.compile(r"^[\w./-]+\.\(\*?\w+\)\.\w+(?:\(.*)?$", re.MULTILINE),
    re.compile(r'^\s*File ".*", line \d+.*$', re.MULTILINE),
)
_MESSAGE = re.compile(r'"(?:error|msg|message|err|reason)"\s*:\s*"((?:[^"\\]|\\.)*)(?:"|\Z)')


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error text of an issue, as the author wrote it."""

    text: str
    pins: tuple[str, ...] = ()
    forms: frozenset[Form] = TEXT_FORMS  # in which its placeholders are written


def compile_signatures(texts: Sequence[Sequence[ErrorText]]) -> tuple[Signature, ...]:
    """Return the signatures of a catalogue: *texts* are its issues' error texts, in order."""
    having: Counter[str] = Counter()
    for issue in texts:
        having.update({word for one in issue for word in tokenize(one.text).words})

    def rarity(word: str) -> int:
        return bits(word, having[word], len(texts))

    return tuple(
        signature
        for number, issue in enumerate(texts)
        for one in dict.fromkeys(issue)
        if (signature := _signature(number, one, rarity)) is not None
    )


def shortened(text: str) -> str:
    """Return *text* without the frames of a stack, and without what is beyond `LONGEST` tokens."""
    for pattern in _FRAMES:
        text = pattern.sub("", text)
    tokens = tokenize(text)
    return tokens.text[: tokens.starts[LONGEST] if len(tokens) > LONGEST else None].rstrip()


def _signature(number: int, one: ErrorText, rarity: Callable[[str], int]) -> Signature | None:
    found = classify(shortened(one.text), one.pins, rarity, one.forms)
    tokens = found.tokens
    numbers: dict[int, int] = {}
    parts = []
    codes = set()
    pins = set()
    for at, kind in enumerate(found.kinds):
        if kind is Kind.IDENTITY:
            group = numbers.setdefault(found.groups[at], Part.IDENTITY + len(numbers))
            parts.append(group)
            if found.codes[at] == "pin":
                pins.add(group)
            elif found.codes[at]:
                codes.add(group)
        else:
            parts.append(Part[kind.name])
    if not any(part >= Part.CONSTANT for part in parts):
        return None
    weights = [_weight(found, at, rarity) for at in range(len(tokens))]
    return Signature(
        issue=number,
        text=tokens.text,
        words=tuple(tokens.words),
        starts=tuple(tokens.starts),
        ends=tuple(tokens.ends),
        parts=tuple(parts),
        bits=tuple(weights),
        codes=frozenset(codes),
        pins=frozenset(pins),
        names=tuple(found.names),
        units=tuple(_units(tokens.text, tokens.starts, parts, weights)),
    )


def _weight(found: Classed, at: int, rarity: Callable[[str], int]) -> int:
    word = found.tokens.words[at]
    if found.kinds[at] is Kind.VARIABLE:
        return 0
    if found.codes[at] in {"number", "name", "hresult"}:
        return min(9, 3 * sum(char.isdigit() for char in word))
    return min(int(rarity(word)), 15)


def _units(
    text: str, starts: Sequence[int], parts: Sequence[int], weights: Sequence[int]
) -> Iterator[Unit]:
    size = len(starts)
    ranges = [(0, len(text))]
    at = 0
    for line in text.split("\n"):
        ranges.append((at, at + len(line)))
        at += len(line) + 1
    ranges += (match.span(1) for match in _MESSAGE.finditer(text))
    seen = set()
    identity = sum(w for w, part in zip(weights, parts, strict=True) if part >= Part.IDENTITY)
    weight = sum(w for w, part in zip(weights, parts, strict=True) if part >= Part.CONSTANT)
    for start, end in ranges:
        first = next((i for i in range(size) if starts[i] >= start), size)
        last = next((i for i in range(first, size) if starts[i] >= end), size)
        if (first, last) in seen or first == last:
            continue
        seen.add((first, last))
        here = range(first, last)
        own = sum(weights[i] for i in here if parts[i] >= Part.IDENTITY)
        all_own = sum(weights[i] for i in here if parts[i] >= Part.CONSTANT)
        if all_own == 0:
            continue
        enough = 2 * own >= identity if identity >= LEAST_IDENTITY else 2 * all_own >= weight
        whole = (first, last) == (0, size)
        said = (whole and all_own >= ENOUGH_SAID) or bool(_ERROR.search(text, start, end))
        yield Unit(first, last, enough and said)
