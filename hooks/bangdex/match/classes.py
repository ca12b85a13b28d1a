r"""Which parts of an error text are constant, which identify it, which differ freely.

=============  ===================================================================
``VARIABLE``   differs from one cluster to the next: placeholders, numbers, hashes,
               generated names, times
``IDENTITY``   makes it *this* error: ``datavolume-mutate.cdi.kubevirt.io``,
               ``limits.cpu``, ``0x80070005``, ``error 1603``; what an author pins.
               Agrees whole or not at all
``SOFT``       speaks for the error, but may be missing: source files, versions of
               an API, names of files and people, keys of JSON
``CONSTANT``   everything else
=============  ===================================================================

Rules are tried in order and claim the tokens that they find; what is claimed stays so.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from bangdex.match.tokens import Tokens, tokenize
from bangdex.placeholders import TEXT_FORMS, Form, split_placeholders


class Kind(Enum):
    """What a token of an error text is."""

    CONSTANT = "constant"
    SOFT = "soft"
    IDENTITY = "identity"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an error text that a rule has something to say about."""

    start: int
    end: int
    kind: Kind
    name: str = ""  # of a placeholder
    code: str = ""  # of an identity that is a code: what kind of code


@dataclass(slots=True)
class Classed:
    """The tokens of an error text with what each is."""

    tokens: Tokens
    kinds: list[Kind]
    groups: list[int]  # of an identity: which; else -1
    codes: list[str]
    names: list[tuple[int, int, str]]  # first token, behind the last, name of a placeholder


GLUE = frozenset({"", "-", ".", "_"})
# Identities that are rarer than this in their rarest part are none.
LEAST_IDENTITY = 5

_VOWELLESS = "[bcdfghjklmnpqrstvwxz2456789]"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"


def _patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.MULTILINE) for source in sources)


_VARIABLES = _patterns(
    # other placeholders, what is left out
    r"\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|%[sdvq]\b|\b[xX]{2,}(?:[-.:][xX]{2,})*\b|\byyyy\S*|\.{3}",
    # a GUID, an address
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?",
    # dates and times
    r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]+\d\d?:\d\d\S*)?|\b\d\d?:\d\d(?::\d\d\S*)?",
    rf"\b{_MONTH} \d{{1,2}}(?:,? \d{{4}}\b)?",
    r"^[IWEF]\d{4} [\d:.]+\s+\d+",
    # what Kubernetes puts behind the name of a pod
    rf"(?<=[a-z0-9]-)[0-9a-f]{{8,10}}-{_VOWELLESS}{{5}}\b",
    rf"(?<=[a-z0-9]-)(?=[a-z]*[0-9]|{_VOWELLESS}{{5}}\b){_VOWELLESS}{{5}}\b",
    # names that stand for anyone's
    r"(?i:\b(?:contoso|fabrikam)\b)",
    r"(?<=uid=)\w+",
)
_CODES = (
    ("hresult", re.compile(r"\b0x[89cC][0-9a-fA-F]{7}\b")),
    (
        "number",
        re.compile(
            r"(?i:\b(?:error|code|event|status|exit|msg|message|number|http|returned|errno|reason)"
            r"(?: ?(?:code|error|id|number|status))?[ :=#(]{1,3})(?P<this>-?\d{2,}(?:\.\d+)?)\b"
        ),
    ),
    ("name", re.compile(r"\b[A-Z]{2,}[-_]?\d{3,}\b|\b[A-Z]\d{3,5}\b")),
)
_QUOTED = "pod|user|file|folder|host|node|volume|disk|name|path|server|computer|mailbox|login"
_ANYONES = "your|my|server|user|domain|computer|machine|database|account|file|folder|host"
_SOFT = _patterns(
    r"\bhttps?://[^/\s\"'>\]]+",
    r"\b[\w-]+\.(?:go|py|java|cc?|cpp|rs|[jt]s|cs|rb|php|yaml|yml|json|log|txt)\b(?::\d+)?\]?",
    r"\bv\d+(?:(?:alpha|beta)\d+)?\b",
    rf"(?i:\b(?:{_ANYONES})_?name\b|\b(?:your|my)[A-Z_]\w*|\bexample\b|\bdomain\\\S+)",
    # parameters, keys of JSON
    r"(?<=[?&])\w+(?==)",
    r'(?<=")[A-Za-z_]\w*(?="\s*:)',
    # the namespace of a service
    r"(?<=[a-z0-9]\.)[a-z0-9-]+\.svc(?:\.cluster\.local)?\b|\.svc\b",
    rf"""(?i:\b(?:{_QUOTED})s?)[ :=]{{1,2}}["'](?P<this>[^"'\n]+)["']""",
    # segments of a path
    r"(?:/[\w.-]+){3,}|(?:[A-Za-z]:)?(?:\\[\w. -]+){2,}\\",
)
_NAMES = _patterns(
    r"\b[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]+)+\b",
    r"\b[A-Za-z]\w*_\w+",
    r"\b(?=\w{6,}\b)[A-Za-z]+[a-z][A-Z]\w*|\b(?=\w{6,}\b)[A-Z]{2,}[a-z]{2}\w*",
    r"\b[A-Za-z][A-Za-z0-9]+(?:-[A-Za-z][A-Za-z0-9]*)+\b",
)
SHORTEST_MIX = 5  # letters and digits by turns
_NUMBER = re.compile(r"[0-9]+[a-z]{0,3}|0x[0-9a-f]+")
_HEX = re.compile(r"(?=[0-9a-f]*[0-9])[0-9a-f]{6,}")
_CHANGE = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]{2}")


def classify(
    text: str,
    pins: Iterable[str],
    rarity: Callable[[str], int],
    forms: Collection[Form] = TEXT_FORMS,
) -> Classed:
    """Return the tokens of the error text *text* with what each is.

    *pins* are the parts that the author says are essential; *rarity* gives the bits of a word;
    *forms* are those in which placeholders are written.
    """
    tokens = tokenize(text)
    size = len(tokens)
    found = Classed(tokens, [Kind.CONSTANT] * size, [-1] * size, [""] * size, [])
    free = set(range(size))
    for group, span in enumerate(_spans(tokens.text, pins, forms)):
        inside = _claimed(tokens, span, free, rarity)
        free.difference_update(inside)
        for at in inside:
            found.kinds[at] = span.kind
            found.codes[at] = span.code
            found.groups[at] = group
        if inside and span.name:
            found.names.append((inside[0], inside[-1] + 1, span.name))
    for at in free:
        if _is_variable(tokens.words[at]):
            found.kinds[at] = Kind.VARIABLE
    _around_variables(found, free, rarity)
    _foreign_letters(found, free)
    found.names.sort()
    return found


def _claimed(tokens: Tokens, span: Span, free: set[int], rarity: Callable[[str], int]) -> list[int]:
    """Return the tokens that are what *span* says."""
    inside = _inside(tokens, span)
    if span.kind is Kind.SOFT:
        inside = [at for at in inside if not _NUMBER.fullmatch(tokens.words[at])]
    if span.kind is not Kind.IDENTITY:
        return [at for at in inside if at in free]
    if not free.issuperset(inside):
        return []
    if span.code:
        return inside
    inside = [at for at in inside if not _is_variable(tokens.words[at])]
    rarest = max((rarity(tokens.words[at]) for at in inside), default=0)
    return inside if rarest >= LEAST_IDENTITY else []


def _spans(text: str, pins: Iterable[str], forms: Collection[Form]) -> Iterator[Span]:
    yield from _written_spans(text, pins, forms)
    yield from (Span(*match.span(), Kind.VARIABLE) for match in _matches(_VARIABLES, text))
    for name, pattern in _CODES:
        for match in pattern.finditer(text):
            yield Span(*_telling(match), Kind.IDENTITY, code=name)
    yield from (Span(*_telling(match), Kind.SOFT) for match in _matches(_SOFT, text))
    yield from (Span(*match.span(), Kind.IDENTITY) for match in _matches(_NAMES, text))


def _written_spans(text: str, pins: Iterable[str], forms: Collection[Form]) -> Iterator[Span]:
    """Yield what the author has said: placeholders and pins."""
    at = 0
    for part in split_placeholders(text, forms):
        if part.name is not None:
            yield Span(at, at + len(part.text), Kind.VARIABLE, name=part.name)
        at += len(part.text)
    for pin in sorted(pins):
        for match in re.finditer(re.escape(pin), text):
            yield Span(*match.span(), Kind.IDENTITY, code="pin")


def _matches(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(text))


def _telling(match: re.Match[str]) -> tuple[int, int]:
    """Return the place of what a rule is about, where it looks at more than that."""
    return match.span("this" if "this" in match.groupdict() else 0)


def _inside(tokens: Tokens, span: Span) -> list[int]:
    # tokens stand in order, none in another
    return list(range(bisect_right(tokens.ends, span.start), bisect_left(tokens.starts, span.end)))


def _is_variable(word: str) -> bool:
    if _NUMBER.fullmatch(word) or _HEX.fullmatch(word):
        return True
    return len(word) >= SHORTEST_MIX and len(_CHANGE.findall(word)) > 1


def _around_variables(found: Classed, free: set[int], rarity: Callable[[str], int]) -> None:
    """What is glued to a placeholder identifies; the name before a generated part does not."""
    tokens, kinds = found.tokens, found.kinds
    placeholders = {at for first, end, _ in found.names for at in range(first, end)}
    for at in sorted(free):
        if kinds[at] is not Kind.CONSTANT:
            continue
        word = tokens.words[at]
        behind = _is_glued(tokens, at) and kinds[at - 1] is Kind.VARIABLE
        before = _is_glued(tokens, at + 1) and kinds[at + 1] is Kind.VARIABLE
        named = (behind and at - 1 in placeholders) or (before and at + 1 in placeholders)
        echoed = word in tokens.words[max(at - 4, 0) : at]
        if (named or (behind and not echoed)) and rarity(word) >= LEAST_IDENTITY:
            kinds[at] = Kind.IDENTITY
            found.groups[at] = -1 - at  # alone in its group
        elif behind or before or len(word) == 1:
            kinds[at] = Kind.SOFT


def _is_glued(tokens: Tokens, at: int) -> bool:
    """Return whether nothing but a hyphen or the like stands before token *at*."""
    if not 0 < at < len(tokens):
        return False
    between = tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    return between.strip("{}$<>") in GLUE


def _foreign_letters(found: Classed, free: set[int]) -> None:
    """Hangul in an English line is what the author says about it."""
    latin: dict[int, int] = {}
    for at, line in enumerate(found.tokens.lines):
        latin[line] = latin.get(line, 0) + (1 if _LATIN.match(found.tokens.words[at]) else -1)
    for at in free:
        if _HANGUL.match(found.tokens.words[at]) and latin[found.tokens.lines[at]] > 0:
            found.kinds[at] = Kind.SOFT
