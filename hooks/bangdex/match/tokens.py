r"""Text as tokens that two texts can be compared by. ``browser/match-tokens.js`` says the same.

``tests/vectors/match.json`` holds both to it. A token is a run of ASCII letters and digits, or of
other letters; nothing else of a text counts. What hides letters in a paste is looked through,
without moving them, so that every token knows where it stands in the text as it was pasted:

==========================  =======================================================
``ESC[31m``, ``\u001b[0m``  colours
``&quot;`` ``&lt;``         five entities
``\n`` ``\"`` ``\u003c``    escapes, in a line that looks like JSON
``scr`` / ``atch``          a word that the end of a line cuts is also tried whole
==========================  =======================================================

Nothing else is cleaned: what a paste has more than an error text costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass, field

from bangdex.match.keys import list_hash

# A line is read in pieces, so that one of megabytes costs no more at a time than others.
PIECE = 16384
# From so many tokens on, a line with the same words as one before it is left out: a log repeats.
MANY = 2000
SHORTEST_PLURAL = 4

# A letter beyond ASCII: not a sign, a space, punctuation, half a pair.
_OTHER = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u2e80-\u2fdf\u3005-\u3007\u3021-\ud7ff"
    "\uf900-\ufdff\ufe70-\ufefe\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc"
)
_WORD = re.compile(f"[A-Za-z0-9]+|[{_OTHER}]+")
_CUT_WORD = re.compile(f"[A-Za-z0-9{_OTHER}]")
_COLOUR = re.compile(r"(?:\x1b|\\u001[bB]|\\x1[bB]|\\033|\^\[)\[[0-9;?]*[A-Za-z]")
_ENTITY = re.compile(r"&(?:quot|amp|lt|gt|#39|#34);")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[^\n])")
_JSON = re.compile(r'\\"|":|^[ \t]*\{')
_DIGIT = re.compile("[0-9]")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, column by column."""

    text: str  # NFC; the places of tokens are places in it
    words: list[str] = field(default_factory=list)  # comparable: see `normal`
    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    lines: array[int] = field(default_factory=lambda: array("I"))  # 0-based

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.words)


def normal(word: str) -> str:
    """Return the form in which two words are equal: lower case, English plurals cut."""
    low = word.lower()
    if len(low) < SHORTEST_PLURAL or not low.endswith("s") or low[-2] in "sui":
        return low
    return low[:-3] + "y" if len(low) > SHORTEST_PLURAL and low.endswith("ies") else low[:-1]


def tokenize(text: str, *, pasted: bool = False) -> Tokens:
    """Return the tokens of *text*; of a *pasted* one also words that the end of a line cuts."""
    found = Tokens(unicodedata.normalize("NFC", text))
    seen: set[int] = set()
    at = 0
    line = 0
    size = len(found.text)
    while at < size:
        end = found.text.find("\n", at)
        if end < 0:
            end = size
        first = len(found)
        _line(found, at, end, line, pasted=pasted)
        if pasted and end - at <= PIECE:
            shape = list_hash(word for word in found.words[first:] if not _DIGIT.search(word))
            if first >= MANY and shape in seen:
                _drop(found, first)
            seen.add(shape)
        at = end + 1
        line += 1
    return found


def _line(found: Tokens, start: int, end: int, line: int, *, pasted: bool) -> None:
    first = len(found)
    while start < end:
        stop = min(start + PIECE, end)
        most = min(start + 2 * PIECE, end)
        while stop < most and _CUT_WORD.match(found.text, stop):
            stop += 1
        for word, where, until in _piece(found.text[start:stop]):
            if pasted and len(found) == first:
                _add_whole(found, word, start + where, start + until, line)
            _add(found, word, start + where, start + until, line)
        start = stop


def _piece(piece: str) -> list[tuple[str, int, int]]:
    for pattern in (_COLOUR, _ENTITY, *((_ESCAPE,) if _JSON.search(piece) else ())):
        piece = pattern.sub(lambda hidden: " " * len(hidden[0]), piece)
    return [(match[0], *match.span()) for match in _WORD.finditer(piece)]


def _add_whole(found: Tokens, word: str, start: int, end: int, line: int) -> None:
    """Add the word that the end of the line may have cut before *word*."""
    if found.ends and found.ends[-1] == start - 1 and found.lines[-1] == line - 1:
        before = found.starts[-1]
        _add(found, found.text[before : found.ends[-1]] + word, before, end, line - 1)


def _add(found: Tokens, word: str, start: int, end: int, line: int) -> None:
    found.words.append(normal(word))
    found.starts.append(start)
    found.ends.append(end)
    found.lines.append(line)


def _drop(found: Tokens, first: int) -> None:
    for column in (found.words, found.starts, found.ends, found.lines):
        del column[first:]
