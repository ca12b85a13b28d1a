"""A new issue: the next id of its product, a name, and a file with what is still to be written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bangdex.authoring.scalars import scalar
from bangdex.check import fold
from bangdex.frontmatter import split_front_matter
from bangdex.importer.title import file_slug
from bangdex.load import load
from bangdex.model import Source
from bangdex.vocabulary import SECTION_NAMES, SectionKind

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
MAX_DIGITS = 9  # a longer number was not counted up to
SCHEMA = Path("schema/issue.json")  # beside the knowledge base, where a site keeps it

# What to write where, for the author alone: comments are left out of pages.
_HINTS: Mapping[str, Mapping[SectionKind, str]] = {
    "ko": {
        SectionKind.SYMPTOM: "무엇을 하다가 무엇을 보게 되는지. 에러 메시지는 코드 블록에 그대로.",
        SectionKind.TEST: "이 이슈가 맞는지 확인하는 방법. 목록의 항목 하나가 테스트 하나.",
        SectionKind.FIX: "차례대로 할 일. 아직 모르면 이 절을 지우고 status: open 으로.",
    },
    "en": {
        SectionKind.SYMPTOM: "What one does, and then sees. Error texts as they are, in a fence.",
        SectionKind.TEST: "How to make sure it is this issue. One test is one item of a list.",
        SectionKind.FIX: "What to do, in order. Not known yet? Drop it; the status stays open.",
    },
}
_KEYWORDS: Mapping[str, str] = {
    "ko": "보이는 것의 이름들. 여러 표기는 [quota, resourceQuota]",
    "en": "names of what is seen; spellings of one thing as [quota, resourceQuota]",
}


@dataclass(frozen=True, slots=True)
class NewIssue:
    """A file that isn't there yet."""

    path: str  # below the knowledge base
    id: str
    text: str


def known_products(kb: Path) -> dict[str, str]:
    """Return the folders of products in *kb*, each with its product's language."""
    found = {}
    for source in load(kb).sources:
        match source.path.split("/"):
            case [product, "index.md"]:
                language = split_front_matter(source.text, source.shown).data.get("language")
                found[product] = "en" if language == "en" else "ko"
            case _:
                pass
    return found


def new_issue(kb: Path, product: str, language: str, title: str) -> NewIssue:
    """Return an issue of *product* called *title*, with an id and a name that nothing has."""
    sources = load(kb).sources
    ids = {source.path: id_ for source in sources if (id_ := _id_of(source))}
    id_ = next_id(product, [i for path, i in ids.items() if path.startswith(f"{product}/")], ids)
    taken = {fold(path) for path in (source.path for source in sources)}
    names = (file_slug(title, id_), f"{file_slug(title, id_)}-{id_}", id_)
    slug = next(name for name in names if fold(f"{product}/{name}.md") not in taken)
    schema = (kb / ".." / SCHEMA).is_file()
    return NewIssue(f"{product}/{slug}.md", id_, _text(id_, title, language, has_schema=schema))


def next_id(product: str, own: Iterable[str], all_ids: Mapping[str, str]) -> str:
    """Return the id after the last of *own*, in their style, that none of *all_ids* is.

    The style is the one that most of them have: ``cdi-7`` after ``cdi-6``, ``C007`` after
    ``C006``; a product without any begins with ``<product>-1``.
    """
    numbered = [match for id_ in own if (match := _NUMBERED.fullmatch(id_))]
    styles = Counter(match[1] for match in numbered if len(match[2]) <= MAX_DIGITS)
    prefix = max(sorted(styles), key=styles.__getitem__, default=f"{product}-")
    digits = [m[2] for m in numbered if m[1] == prefix and len(m[2]) <= MAX_DIGITS]
    number = max(map(int, digits), default=0) + 1
    width = max((len(d) for d in digits if d.startswith("0")), default=0)
    return _free(prefix, number, width, {fold(id_) for id_ in all_ids.values()})


def _free(prefix: str, number: int, width: int, taken: Collection[str]) -> str:
    while fold(found := f"{prefix}{number:0{width}}") in taken:
        number += 1
    return found


def _id_of(source: Source) -> str:
    id_ = split_front_matter(source.text, source.shown).data.get("id")
    return unicodedata.normalize("NFC", id_).strip() if isinstance(id_, str) else ""


def _text(id_: str, title: str, language: str, *, has_schema: bool) -> str:
    front = [
        f"id: {scalar(id_)}",
        f"title: {scalar(title)}",
        "causes: []",
        f"keywords: []  # {_KEYWORDS[language]}",
        "status: open",
    ]
    if has_schema:
        front.insert(0, f"# yaml-language-server: $schema=../../{SCHEMA.as_posix()}")
    # The first name of a section is Korean, the first in Latin letters English.
    sections = [
        f"## {next(n for n in names if n.isascii() == (language == 'en'))}\n\n"
        f"<!-- {_HINTS[language][kind]} -->\n"
        for kind, names in SECTION_NAMES.items()
    ]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n".join(sections)
