"""Lines that people mean as headings, and Markdown reads as something else.

=====================================  =================================================
``1. 증상`` above ``====``              a heading, not an item of a list
``1. 증상`` with text below it          a heading, where the list names a symptom or a test,
                                       and a fix
``■ 현상``, ``가. 현상``, ``[현상]``         a heading, where it names a section and stands alone
=====================================  =================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangdex.importer.page import Line, Page
from bangdex.vocabulary import Aside, SectionKind, section_role

_UNDERLINE = re.compile(r"(=|-)\1{2,}\s*$")
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*[.)]\s+)(\S.*?)\s*$")
_MARKED = re.compile(
    r"(?:[■□◆◇●○▶▷▣◎★☆※①-⑨]\s*|[0-9]️⃣\s*|[가나다라마바사][.)]\s+)(\S.{0,40}?)\s*[:：]?\s*$"
)
_BRACKETED = re.compile(r"(?:\[([^\[\]]{1,40})\]|【([^【】]{1,40})】|〔([^〔〕]{1,40})〕)\s*$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_MAY_BE = re.compile(
    r"^(?:\d|[■□◆◇●○▶▷▣◎★☆※①-⑨【〔]|[가나다라마바사][.)]|\[[^\[\]\n]{1,40}\]\s*$)", re.MULTILINE
)


def plain_headings(page: Page) -> None:
    """Write the lines of *page* that are meant as headings as such."""
    if _MAY_BE.search("\n".join(line.text for line in page.lines)):
        listed = _listed([*_outside_fences(page.lines)])
        page.lines = list(_with_headings(page.lines, listed))


def _outside_fences(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield the lines outside of fences with their places."""
    fence = ""
    for at, line in enumerate(lines):
        found = _FENCE.match(line.text)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence):
            fence = ""
        elif not fence:
            yield at, line.text


def _listed(lines: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return the places of items that are sections, with how far their texts are indented."""
    items = {
        at: (len(found[1]), role.part)
        for at, text in lines
        if (found := _NUMBERED.match(text)) and (role := section_role(found[2])) and role.is_name
    }
    parts = {part for _, part in items.values()}
    is_issue = SectionKind.FIX in parts and len(parts & {*SectionKind, Aside.CAUSE}) > 1
    return {at: width for at, (width, _) in items.items()} if is_issue else {}


def _with_headings(lines: Sequence[Line], listed: dict[int, int]) -> Iterator[Line]:
    outside = dict(_outside_fences(lines))
    indent = at = 0
    while at < len(lines):
        line = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else Line("")
        found = _NUMBERED.match(line.text) if at in outside else None
        underline = _UNDERLINE.match(below.text) if found else None
        if found and underline and (underline[1] == "=" or section_role(found[2])):
            level = "#" if underline[1] == "=" else "##"
            yield Line(f"{level} {line.text.strip()}", (*line.origins, *below.origins))
            indent, at = 0, at + 2
            continue
        name = _name(line.text) if at in outside and _stands_alone(lines, at) else ""
        if found and at in listed:
            indent = listed[at]
            yield from (Line(f"## {found[2]}", line.origins), Line(""))
        elif name:
            indent = 0
            yield from (Line(f"## {name}", line.origins), Line(""))
        else:
            lead = len(line.text) - len(line.text.lstrip())
            yield Line(line.text[min(lead, indent) :], line.origins) if indent else line
        at += 1


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Return whether no text goes on in line *at*."""
    return at == 0 or not lines[at - 1].text.strip()


def _name(text: str) -> str:
    """Return the name of the section that the whole line says, or an empty string."""
    found = _MARKED.match(text) or _BRACKETED.match(text)
    name = next(filter(None, found.groups()), "").strip() if found else ""
    role = section_role(name) if name else None
    return name if role is not None and role.is_name else ""
