r"""Text as the words that a search can ask for. ``browser/tokenize.js`` says the same.

``tests/vectors/tokenize.json`` holds both to it. All classes are spelled out, since a method
such as ``str.islower`` and a class such as ``\w`` mean different things in the two languages.

=============  ==============================================================================
written        terms
=============  ==============================================================================
``Pod``        ``pod``
``limits.cpu`` ``limits.cpu limits cpu``: an identifier whole, then its parts of 2+ letters
``BackOff``    ``backoff back off``
``--dry-run``  ``--dry-run dry-run dry run``
``C++``        ``c++``
``can't``      ``cant``, as many type it; ``user's`` is ``user``
``재설치``     ``재설 설치``: pairs of syllables, whatever stands before and after
``pod이``      ``pod``: a syllable is a word only where it stands alone
=============  ==============================================================================
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FEWEST_HUMPS = 3  # of a name that has an end other than its last part
LONGEST = 64  # letters of a term; what is longer is nothing that a person types

# What is written without a space between words: Hangul, kana, the common ideographs.
_SYLLABLES = (
    "\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff"  # kana and their marks
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # ideographs
    "\uac00-\ud7a3"  # Hangul
)
# Half a syllable, as it stands while someone types: no word, and no part of one.
_JAMO = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
_LETTER = f"[^\\W_{_SYLLABLES}{_JAMO}]"
_ENDING = "(['\u2019](?:[sStTdDmM]|[rR][eE]|[vV][eE]|[lL][lL])(?![A-Za-z0-9_]))?"
_WORD = re.compile(f"[{_SYLLABLES}]+|({_LETTER}+(?:(?:[.-]|_+){_LETTER}+)*){_ENDING}")
_WORD_CHARACTER = re.compile(f"[{_SYLLABLES}]|{_LETTER}")
_SYLLABLE = re.compile(f"[{_SYLLABLES}]")
_JOINERS = re.compile(r"[._-]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

# White space that NFKC leaves; `\s` is another set in each language.
WHITE = "\t-\r\x1c-\x20\x85\u1680\u2028\u2029"
_BEFORE_FLAG = re.compile(f"[{WHITE}\"'`(\\[{{=,|<>]")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_AFTER_SIGN = re.compile(r"[A-Za-z0-9+#]")

_PLAIN = re.compile(r"[A-Z]?[a-z]+|[0-9]+")
_HEX = re.compile(r"0[xX][0-9a-fA-F]+")
_CAMEL = re.compile(r"[a-z][0-9]*[A-Z]|[A-Z]{2}[a-z]{2}")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_HUMP = re.compile(
    r"[A-Z]{2,}s(?![a-z0-9])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+",
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    shown: str  # as written, after NFKC
    terms: tuple[str, ...]  # what it is found by; the whole first
    syllables: bool  # whether the terms are pairs of syllables, none of them the whole


def normalize(text: str) -> str:
    """Return *text* in NFKC, without characters that can't be seen."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> list[Word]:
    """Return the words of *text* in order."""
    return [word for run in text.split() for word in run_words(run)]


def terms(text: str) -> list[str]:
    """Return all terms of the words of *text*, in order, with repeats."""
    return [term for word in words(text) for term in word.terms]


@lru_cache(maxsize=1 << 14)
def run_words(run: str) -> tuple[Word, ...]:
    """Return the words of *run*, which has no white space; no word reaches across any."""
    return tuple(_scan(normalize(run)))


def _scan(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        if _SYLLABLE.match(text, start):
            if word := _syllables(text, start, end):
                yield word
        else:
            flag = _flag_before(text, start)
            sign = _sign_after(text, end)
            core, ending = found.groups("")
            negated = "t" if ending[1:].lower() == "t" else ""
            yield _identifier(flag, core + negated, sign, flag + core + ending + sign)


def _syllables(text: str, start: int, end: int) -> Word | None:
    run = text[start:end]
    if end - start > 1:
        pairs = tuple(run[i : i + 2] for i in range(len(run) - 1))
        return Word(run, pairs, syllables=True)
    glued = (start > 0 and _WORD_CHARACTER.match(text, start - 1)) or _WORD_CHARACTER.match(
        text, end
    )
    return None if glued else Word(run, (run,), syllables=True)


def _flag_before(text: str, start: int) -> str:
    """Return the ``-``, ``--`` or ``.`` that makes a flag or a name such as ``.NET``."""
    if start == 0 or text[start - 1] not in "-." or not _ASCII_LETTER.match(text, start):
        return ""
    flag = "--" if text[max(start - 2, 0) : start] == "--" else text[start - 1]
    before = start - len(flag)
    return flag if before == 0 or _BEFORE_FLAG.match(text, before - 1) else ""


def _sign_after(text: str, end: int) -> str:
    """Return the ``++`` or ``#`` of a name such as ``C++``."""
    if not _ASCII_LETTER.match(text, end - 1):
        return ""
    sign = "++" if text.startswith("++", end) else text[end : end + 1]
    if sign not in {"++", "#"} or _AFTER_SIGN.match(text, end + len(sign)):
        return ""
    return sign


def _identifier(flag: str, core: str, sign: str, shown: str) -> Word:
    if not flag and not sign and len(core) <= LONGEST and _PLAIN.fullmatch(core):
        return Word(shown, (core.lower(),), syllables=False)
    pieces = _JOINERS.split(core)
    found = [flag + core + sign]
    if flag or sign:
        found.append(core)
    for piece in pieces:
        found.append(piece)
        found.extend(_humps(piece))
    whole, *parts = (term.lower() for term in found)
    kept = [part for part in parts if 1 < len(part) <= LONGEST]
    if len(whole) <= LONGEST:
        kept.insert(0, whole)
    elif not kept:
        kept.append(whole[:LONGEST])
    return Word(shown, tuple(dict.fromkeys(kept)), syllables=False)


def tails(word: Word) -> list[str]:
    """Return the ends of *word* that begin inside it at a capital letter and aren't its terms.

    ``CrashLoopBackOff`` has ``loopbackoff`` and ``backoff``: what is asked for in the middle of
    a name that is written as one is the beginning of such an end.
    """
    found: list[str] = []
    if len(word.terms) < FEWEST_HUMPS:
        return found
    for piece in _JOINERS.split(word.shown):
        humps = _humps(piece)
        found += ["".join(humps[start:]).lower() for start in range(1, len(humps) - 1)]
    return found


def _humps(piece: str) -> list[str]:
    if len(piece) > LONGEST or not _ASCII_WORD.fullmatch(piece):
        return []
    if _HEX.fullmatch(piece) or not _CAMEL.search(piece):
        return []
    return _HUMP.findall(piece)
