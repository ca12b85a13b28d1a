"""The links of a document when files move: only addresses change, and that is made sure of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from bangdex.addresses import resolve_link
from bangdex.authoring.header import cut
from bangdex.markdown import parser

# What comes right before the address of a link or of a definition of one.
_BEFORE = re.compile(r"\](?:\(|:)[ \t]*(?:\r\n|\r|\n)?[ \t]*")
# What an address in Markdown can't hold as it is.
_ESCAPED = re.compile(r"[^\w/~!$*+,;=@.\-]")
_ADDRESSES = ("href", "src")


class MendError(ValueError):
    """A link that can't be mended without touching anything else."""

    def __init__(self, href: str) -> None:
        """Note its address."""
        super().__init__(href)
        self.href = href


@dataclass(frozen=True, slots=True)
class _Spot:
    """An address in a text."""

    start: int
    end: int
    new: str  # what is to stand there


def mended(text: str, source: str, moved: Mapping[str, str]) -> str:
    """Return a file's *text* with its links leading where they led, after files have *moved*.

    *source* is the file's path below the knowledge base, before it moved itself if it did.
    Each byte that isn't the address of a link to be changed stays.

    Raises:
        MendError: a link is written in a way that its address can't be found alone.
    """
    document = cut(text)
    start = document.body_at if document is not None else 0
    body = text[start:]

    def mend(href: str) -> str:
        return _new_address(href, source, moved)

    if not any(mend(href) != href for href in _addresses(_tokens(body))):
        return text
    spots = _links_among(list(_spots(body, mend)), body)
    result = _replaced(body, spots)
    _make_sure(body, result, mend)
    return text[:start] + result


def _new_address(href: str, source: str, moved: Mapping[str, str]) -> str:
    found = resolve_link(href, source)
    path, mark, place = _parts(href)
    if found is None or not path or found[0] == ".." or found[0].startswith(("../", "/")):
        return href
    target, home = moved.get(found[0], found[0]), moved.get(source, source)
    if target == found[0] and posixpath.dirname(home) == posixpath.dirname(source):
        return href
    new = posixpath.relpath(target, posixpath.dirname(home) or ".")
    prefix = "./" if path.startswith("./") and not new.startswith("../") else ""
    return prefix + _ESCAPED.sub(lambda match: quote(match[0]), new) + mark + place


def _parts(href: str) -> tuple[str, str, str]:
    """Return *href* as its path, the ``#`` or ``?`` after it, and the rest."""
    match = re.search(r"[#?]", href)
    return (
        (href, "", "") if match is None else (href[: match.start()], match[0], href[match.end() :])
    )


def _spots(body: str, mend: Callable[[str], str]) -> Iterator[_Spot]:
    """Yield what looks like the address of a link to be changed, in order."""
    at = 0
    while match := _BEFORE.search(body, at):
        at = match.end()
        found = parseLinkDestination(body, at, len(body))
        if found.ok and found.pos > at and (new := mend(found.str)) != found.str:
            is_bracketed = body[at] == "<"
            yield _Spot(at, found.pos, f"<{new}>" if is_bracketed else new)
            at = found.pos


def _links_among(spots: Sequence[_Spot], body: str) -> list[_Spot]:
    """Return those of *spots* that the parser takes for addresses; others are in code, or text.

    A name of its own in every spot shows which of them come out as addresses.
    """
    probe = "bangdex-probe"
    while probe in body:
        probe += "-"
    names = [f"{probe}{number}x" for number in range(len(spots))]
    probes = [_Spot(spot.start, spot.end, name) for spot, name in zip(spots, names, strict=True)]
    environment: dict[str, Any] = {}
    tokens = parser().parse(_replaced(body, probes), environment)
    seen = set(_addresses(tokens))
    seen |= {reference["href"] for reference in environment.get("references", {}).values()}
    return [spot for spot, name in zip(spots, names, strict=True) if name in seen]


def _replaced(body: str, spots: Iterable[_Spot]) -> str:
    parts: list[str] = []
    at = 0
    for spot in spots:
        parts += (body[at : spot.start], spot.new)
        at = spot.end
    return "".join([*parts, body[at:]])


def _make_sure(before: str, after: str, mend: Callable[[str], str]) -> None:
    """Compare two texts as the parser takes them: alike but for the addresses to be changed.

    Raises:
        MendError: they differ in more, or an address wasn't changed.
    """
    olds, news = _tokens(before), _tokens(after)
    wanted = [parser().normalizeLink(mend(href)) for href in _addresses(olds)]
    for old, want, new in zip(_addresses(olds), wanted, _addresses(news), strict=False):
        if new not in {want, mend(old)}:
            raise MendError(old)
    if _without_addresses(olds) != _without_addresses(news):
        raise MendError(next(href for href in _addresses(olds) if mend(href) != href))


def _tokens(body: str) -> list[Token]:
    return parser().parse(body)


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or ())


def _addresses(tokens: Iterable[Token]) -> list[str]:
    return [
        str(token.attrs[name])
        for token in _flat(tokens)
        for name in _ADDRESSES
        if name in token.attrs
    ]


def _without_addresses(tokens: Iterable[Token]) -> list[object]:
    return [
        (
            token.type,
            token.tag,
            token.map,
            token.info,
            # The text of a line holds the addresses; its parts are compared one by one.
            "" if token.type == "inline" else token.content,
            sorted((name, value) for name, value in token.attrs.items() if name not in _ADDRESSES),
        )
        for token in _flat(tokens)
    ]
