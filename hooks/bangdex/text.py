"""Text in its comparable forms: what counts as the same word, key, slug or anchor."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
# What a file name, a URL path and an element id can all hold without escaping.
_NOT_SLUG = re.compile(r"[^\w.]+", re.UNICODE)
MAX_SLUG_BYTES = 120  # file systems hold names of 255; an ending and a prefix need room

# Control characters but the white space among them, what turns the direction of writing
# (a command would not do what is read), and halves of surrogate pairs.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]|[\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]"
)


# What has no width: joins letters of some scripts and parts of some emoji, and marks the
# direction of writing. Rightly in prose; in a keyword or a command it is a letter too many.
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Invisible:
    """A character that can't be seen and changes what is."""

    at: int  # 0-based
    name: str  # U+202E


def invisible(text: str) -> Invisible | None:
    """Return the first character of *text* that nobody sees but that a machine obeys, if any."""
    found = _INVISIBLE.search(text)
    return Invisible(found.start(), f"U+{ord(found[0]):04X}") if found else None


def without_width(text: str) -> Invisible | None:
    """Return the first character of *text* that takes no room, of those with a use in prose."""
    found = _NO_WIDTH.search(text)
    return Invisible(found.start(), f"U+{ord(found[0]):04X}") if found else None


def lf(text: str) -> str:
    """Return *text* with every line ended as on Unix, however it was saved."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def keyword_key(text: str) -> str:
    """Return the form in which two spellings of one keyword are equal.

    NFKC, lower case, white space folded to one space, a leading ``!`` dropped:
    ``Importer  Pod`` and ``!importer pod`` are the same, as are composed and
    decomposed Hangul and full-width letters. The browser computes the same
    (``browser/text.js``); ``tests/vectors/text.json`` holds both to it.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return _SPACE.sub(" ", folded).strip().removeprefix("!").lstrip()


def slugify(text: str) -> str:
    """Return *text* as a readable slug, Hangul kept: ``importer pod`` -> ``importer-pod``.

    Letters and digits of any script, inner ``_`` and inner dots survive; the rest
    becomes single hyphens. Empty when nothing survives (``!!!``). Material's script
    takes element ids that start with ``__`` for its own, so none does.
    """
    return _NOT_SLUG.sub("-", keyword_key(text)).strip("-._")


def unique_slug(text: str, taken: set[str]) -> str:
    """Return a slug of *text* that is not in *taken*, and add it there.

    A slug that is empty, too long or already taken gets a short hash of the text, so
    that it depends on the text alone and not on what else there is before it
    (``c`` and ``c++`` -> ``c`` and ``c-3f2a91``). The same text for the third time is
    counted.
    """
    slug = slugify(text)
    short = slug.encode()[:MAX_SLUG_BYTES].decode(errors="ignore").strip("-._")
    if not slug or short != slug or slug in taken:
        digest = hashlib.sha256(keyword_key(text).encode()).hexdigest()[:6]
        slug = f"{short}-{digest}" if short else digest
    if slug in taken:
        # A page may have thousands of headings that say the same.
        bound = 2
        while f"{slug}-{bound}" in taken:
            bound *= 2
        counts = range(2, bound)
        at = bisect_left(counts, True, key=lambda count: f"{slug}-{count}" not in taken)  # noqa: FBT003 (found)
        slug = f"{slug}-{[*counts, bound][at]}"
    taken.add(slug)
    return slug
