"""Abbreviations that the issues themselves define: ``System Center Configuration Manager (SCCM)``.

Who asks for ``SCCM`` means the issues on System Center Configuration Manager too, and on System
Center 2012 Configuration Manager: a version may stand within the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

SHORTEST = 3  # letters; two of them mean too much else
_BRACKETED = re.compile(rf"\(([A-Z]{{{SHORTEST},8}})s?\)")
_WORD = re.compile(r"[A-Za-z]+")
_BEFORE = 100  # characters in which the name is looked for
_BETWEEN = r"(?:\W+\w+){0,2}?\W+"
# Words of a name that its abbreviation may leave out.
_SMALL = frozenset("a and for in of on the to with".split())


def abbreviations(texts: Iterable[str], least: int) -> dict[str, tuple[str, ...]]:
    """Return each abbreviation that *least* of *texts* define, and the words that it stands for.

    All in lower case, without the small words. Of several names it is the commonest, then the
    last by alphabet.
    """
    counts = Counter(pair for text in texts for pair in sorted(set(_definitions(text))))
    often = sorted(pair for pair, count in counts.items() if count >= least)
    # The last of each wins.
    return dict(sorted(often, key=lambda pair: counts[pair]))


def _definitions(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for found in _BRACKETED.finditer(text):
        before = _WORD.findall(text, max(0, found.start() - _BEFORE), found.start())
        if name := _name(found[1], before):
            yield found[1].lower(), name


def _name(short: str, before: list[str]) -> tuple[str, ...]:
    """Return the last words of *before* whose initials are *short*, or nothing."""
    name: list[str] = []
    wanted = list(short)
    while wanted and before:
        word = before.pop()
        if word.startswith(wanted[-1]):
            wanted.pop()
            name.insert(0, word.lower())
        elif not name or word not in _SMALL:
            return ()
    return () if wanted else tuple(name)


def spelled_out(name: Iterable[str]) -> re.Pattern[str]:
    """Return what finds *name* in a text in lower case, with up to two words in each gap."""
    return re.compile(rf"{_BETWEEN.join(name)}\b")
