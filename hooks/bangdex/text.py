"""Text in its comparable forms: what counts as the same word, key, slug or anchor."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SPACE = re.compile(r"\s+")
# What a file name, a URL path and an element id can all hold without escaping.
_NOT_SLUG = re.compile(r"[^\w.]+", re.UNICODE)


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

    Letters and digits of any script, ``_`` and inner dots survive; the rest
    becomes single hyphens. Empty when nothing survives (``!!!``).
    """
    return _NOT_SLUG.sub("-", keyword_key(text)).strip("-.")


def unique_slug(text: str, taken: set[str]) -> str:
    """Return a slug of *text* that is not in *taken*, and add it there.

    A slug that is empty or already taken gets a short hash of the text, so that
    it depends on the text alone and not on what else there is before it
    (``c`` and ``c++`` -> ``c`` and ``c-3f2a91``).
    """
    slug = slugify(text)
    if not slug or slug in taken:
        digest = hashlib.sha256(keyword_key(text).encode()).hexdigest()[:6]
        slug = f"{slug}-{digest}" if slug else digest
    taken.add(slug)
    return slug
