"""HTML in other people's Markdown: its tags, and what each comes to."""

from __future__ import annotations

import re

TAG = r"""</?[A-Za-z](?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>"""
_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")

STRONG = frozenset("b strong".split())
EMPHASIS = frozenset("i em cite var dfn".split())
STRUCK = frozenset("s del strike".split())
CODE = frozenset("code tt samp".split())
KEPT = frozenset("kbd sub sup br details summary".split())  # the reader takes them
LISTS = frozenset("ul ol dl menu".split())
BLOCKS = frozenset(
    "p div section article header footer main nav aside center figure figcaption address".split()
)
# What says nothing by itself: what it holds is kept.
DROPPED = (
    frozenset(
        "u ins span font small big label abbr acronym mark q wbr nobr bdi bdo time data tbody thead"
        " tfoot colgroup col caption picture source html head body meta link base noscript".split()
    )
    | BLOCKS
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
KNOWN = (
    STRONG | EMPHASIS | STRUCK | CODE | KEPT | LISTS | DROPPED | HEADINGS
    | frozenset("a img hr li dt dd pre table tr td th blockquote".split())
)  # fmt: skip


def tag_name(tag: str) -> str:
    """Return the name of *tag*, in lower case; empty for a declaration."""
    found = _NAME.match(tag)
    return found[1].lower() if found else ""


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of *tag*, their values without quotes."""
    return {m[1].lower(): m[2].strip("\"'") for m in _ATTRIBUTE.finditer(tag)}


def is_closing(tag: str) -> bool:
    """Return whether *tag* ends an element."""
    return tag.startswith("</")


def code_span(text: str) -> str:
    """Return *text* as a code span of Markdown, on one line."""
    text = " ".join(text.split("\n"))
    if not text.strip():
        return text
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def emphasized(mark: str, content: str) -> str:
    """Return *content* between *mark*, spaces at its ends outside; none is added twice."""
    bare = content.strip()
    if not bare or bare.startswith(mark[0]) or bare.endswith(mark[0]):
        return content
    lead = content[: len(content) - len(content.lstrip())]
    trail = content[len(content.rstrip()) :]
    return f"{lead}{mark}{bare}{mark}{trail}"


def bracketed(text: str) -> str:
    """Return *text* as what stands between the brackets of a picture, on one line."""
    return " ".join(re.sub(r"[\[\]\\]", r"\\\g<0>", text).split())
