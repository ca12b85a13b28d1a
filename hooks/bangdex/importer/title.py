"""What an issue is called, and its file."""

from __future__ import annotations

import re

from bangdex.importer.unseen import seen
from bangdex.text import MAX_SLUG_BYTES, slugify
from bangdex.vocabulary import section_role

MAX_TITLE = 80  # characters: what fits in two lines of the page
MAX_QUESTION = 160  # and what fits where a sentence is all that names an issue
MAX_SLUG = 60
MAX_STEM = 50  # of a document's name, where a number follows

_SENTENCE_END = re.compile(r"(?<=[^\W\d_][.!?])\s|(?<=[。！？])|\n")
_CLAUSE_END = re.compile(r"[,;:，、]\s| [-–—] ")
# Markup that a title of front matter may hold: it is shown as text.
_MARKUP = re.compile(r"`+([^`]+)`+|\[![A-Za-z][\w-]* +([^\[\]]*)\]|\*\*([^*]+)\*\*")
# `Issue 3: what happens`, `Symptom - what is seen`: the first word says what everyone knows.
_LABEL = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
    r"(?:known )?(?:issue|problem|symptoms?|이슈|문제|증상)\s*#?\d*\s*"
    r"(?:[:：]|\s[-–—])\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=[^\W\d])")
_NUMBERED = re.compile(r"[\s#(]*\d*[\s).:：]*$")
_WORD = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*", re.IGNORECASE)
# Names that stand for something else: a product's page, its folders, devices of Windows.
RESERVED = re.compile(r"index|readme|tests|fixes|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def first_sentence(text: str, longest: int = MAX_TITLE) -> str:
    """Return the first sentence of *text*, cut at a clause or a word where it is too long."""
    text = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    text = " ".join(text.split()).rstrip(" .:：。")
    if len(text) <= longest:
        return text
    cut = text[:longest]
    ends = [m.start() for m in _CLAUSE_END.finditer(cut) if m.start() >= longest * 2 // 3]
    end = ends[-1] if ends else cut.rfind(" ")
    return (cut[:end] if end > 0 else cut).rstrip(" ,;:，、-–—") + "…"


def plain_title(text: str) -> str:
    """Return *text* without markup, and without a label that stands before what it says."""
    text = seen(text)
    text = " ".join(_MARKUP.sub(lambda m: next(filter(None, m.groups()), ""), text).split())
    text = _NUMBER.sub("", text)
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def names_a_section(heading: str) -> bool:
    """Return whether *heading* says no more than which section it heads: ``Symptom 2``."""
    role = section_role(_NUMBERED.sub("", heading))
    return role is not None and role.is_name


def source_slug(stem: str, id_: str) -> str:
    """Return a file's name for the issue of a document that is called *stem*."""
    slug = slugify(stem)
    slug = slug if len(slug) <= MAX_SLUG else slug[:MAX_SLUG].rpartition("-")[0] or slug[:MAX_SLUG]
    slug = slug.encode()[:MAX_SLUG_BYTES].decode(errors="ignore").strip("-._")
    product = id_.rpartition("-")[0]
    is_id = re.fullmatch(rf"{re.escape(product)}-\d+", slug) is not None  # of another issue
    return id_ if not slug or is_id or RESERVED.fullmatch(slug) else slug


def file_slug(title: str, id_: str) -> str:
    """Return a file's name for an issue: the Latin words of its title, or else its id."""
    product = id_.rpartition("-")[0]
    words = dict.fromkeys(word for word in _WORD.findall(title.lower()) if re.search("[a-z]", word))
    slug = slugify(" ".join(word for word in words if word != product))
    if len(slug) > MAX_SLUG:
        slug = slug[:MAX_SLUG].rpartition("-")[0] or slug[:MAX_SLUG]
    slug = slug.strip("-.")
    is_id = re.fullmatch(rf"{re.escape(product)}-\d+", slug) is not None  # of another issue
    return id_ if not slug or is_id or RESERVED.fullmatch(slug) else slug
