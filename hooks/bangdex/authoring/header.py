"""Front matter as an author's text: where it starts and ends, and its comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bangdex.frontmatter import FENCE, Path
from bangdex.text import lf

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MODELINE = "# yaml-language-server:"  # tells an editor the schema; must stand first


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text cut in three, every byte kept."""

    opening: str  # the first fence with all before it
    header: str  # the lines between the fences
    rest: str  # the second fence and all after it
    newline: str  # as the first line ends

    @property
    def body_at(self) -> int:
        """Where in the whole text the body starts."""
        return len(self.opening) + len(self.header) + len(_line(self.rest, 0))

    def with_header(self, lines: str) -> str:
        """Return the whole text with other front matter, its lines ending as the file's do."""
        return self.opening + lines.replace("\n", self.newline) + self.rest


def cut(text: str) -> Document | None:
    """Return *text* cut at its front matter, or None where it has none."""
    first = _line(text, 0)
    if first.removeprefix("\ufeff").rstrip() != FENCE:
        return None
    start = at = len(first)
    while at < len(text):
        line = _line(text, at)
        if line.rstrip() == FENCE:
            newline = first[len(first.rstrip("\r\n")) :]
            return Document(first, text[start:at], text[at:], newline)
        at += len(line)
    return None


def as_loaded(text: str) -> str:
    """Return a file's *text* as the reader of a knowledge base hands it on: NFC, LF, no mark."""
    return unicodedata.normalize("NFC", lf(text.removeprefix("\ufeff")))


def _line(text: str, at: int) -> str:
    match = _LINE.match(text, at)
    return match[0] if match else ""


@dataclass(slots=True)
class Comments:
    """What an author noted at one place of the front matter."""

    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A key, an item or a key below a key: what gets a line of its own."""

    path: Path
    start: int
    end: int  # of a value in brackets; where a text starts; for a block its own start


TOP: Path = ()  # where comments that belong to no key are noted


def read_comments(source: str) -> dict[Path, Comments]:
    """Return the comments in *source*, LF-separated YAML of plain front matter, by their places.

    A place is a key, an item of a block of items, or a key below a key. One beside a line
    belongs to what starts last before it, one on a line of its own to what comes next; one
    that is indented before a key that isn't belongs to what stands above. What editors obey,
    and what comes after all, is under ``TOP``.
    """
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    places = list(_places(node)) if isinstance(node, yaml.MappingNode) else []
    found: dict[Path, Comments] = {TOP: Comments()}
    for at, text in _comments(source):
        column = at - (source.rfind("\n", 0, at) + 1)
        is_alone = not source[at - column : at].strip()
        before = [place for place in places if place.start < at]
        after = next((place for place in places if place.start > at), None)
        inside = next((p for p in reversed(before) if at < p.end), None)
        if text.startswith(MODELINE):
            found[TOP].above.append(text)
        elif not is_alone and before:
            found.setdefault(before[-1].path, Comments()).beside.append(text)
        elif inside is not None:
            found.setdefault(inside.path, Comments()).above.append(text)
        elif before and column and (after is None or len(after.path) == 1):
            found.setdefault(before[-1].path[:1], Comments()).below.append(text)
        elif after is not None:
            found.setdefault(after.path, Comments()).above.append(text)
        else:
            found[TOP].below.append(text)
    return found


def _places(node: yaml.MappingNode) -> Iterator[_Place]:
    for key, value in node.value:
        path: Path = (key.value,)
        yield _place(path, key, value)
        if isinstance(value, yaml.SequenceNode) and key.value == "keywords":
            for number, item in enumerate(value.value):
                yield _place((*path, number), item, item)
        elif isinstance(value, yaml.MappingNode):
            for inner, held in value.value:
                yield _place((*path, inner.value), inner, held)


def _place(path: Path, first: yaml.Node, last: yaml.Node) -> _Place:
    start = int(first.start_mark.index)
    if isinstance(last, yaml.ScalarNode):
        return _Place(path, start, int(last.start_mark.index))
    # A block ends where the next thing starts, with all comments between.
    is_closed = isinstance(last, yaml.CollectionNode) and last.flow_style
    return _Place(path, start, int(last.end_mark.index) if is_closed else start)


def _comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield every comment with where it starts: what follows a ``#`` outside of all values."""
    held = [
        _held(token, source)
        for token in yaml.scan(source, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.ScalarToken)
    ]
    at = 0
    while (at := source.find("#", at)) >= 0:
        end = next((end for start, end in held if start <= at < end), None)
        if end is not None:
            at = end
            continue
        stop = source.find("\n", at)
        stop = len(source) if stop < 0 else stop
        yield at, source[at:stop].rstrip()
        at = stop


def _held(token: yaml.ScalarToken, source: str) -> tuple[int, int]:
    start = int(token.start_mark.index)
    if token.style in {"|", ">"}:
        start = source.find("\n", start) + 1  # the line of the sign itself may end in a comment
    return start, int(token.end_mark.index)
