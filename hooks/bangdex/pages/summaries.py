"""An issue's parts in one line, for cards and lists."""

from __future__ import annotations

from bangdex.catalog import Catalog
from bangdex.markdown import inline_text
from bangdex.model import Issue

ONE_LINE = 120  # characters; two lines of a card


def shorten(text: str, limit: int = ONE_LINE) -> str:
    """Return *text* cut at a word to at most *limit* characters, with an ellipsis where cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 2]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > limit // 2 else cut).rstrip(" ,:;") + " …"


def symptom_summary(issue: Issue) -> str:
    """Return the first statement of the symptom, or an empty string."""
    return shorten(next(iter(issue.symptom.body.text.splitlines()), ""))


def fix_summary(issue: Issue, catalog: Catalog) -> str:
    """Return what the fix comes to: the fixes it names, else its first statement.

    Shared fixes and headings are names that an author chose; a first sentence often
    only leads in. An empty string where there is no fix.
    """
    if issue.fix is None:
        return ""
    names: list[str] = []
    heading = False
    for token in issue.fix.body.tokens:
        if token.type == "bangdex_shared":
            names.append(catalog.shared[token.content].title)
        elif token.type == "heading_open":
            heading = True
        elif heading:
            names.append(inline_text(token.children or ()))
            heading = False
    text = " · ".join(dict.fromkeys(names)) or next(iter(issue.fix.body.text.splitlines()), "")
    return shorten(text)
