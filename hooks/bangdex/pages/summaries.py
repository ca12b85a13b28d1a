"""An issue's parts in one line, for cards and lists."""

from __future__ import annotations

import re
from itertools import islice

from bangdex.catalog import Catalog
from bangdex.model import Issue
from bangdex.strings import Strings
from bangdex.vocabulary import is_lead_in

_RANGE = re.compile(r"\s*(?P<sign>[<>]=?|=)?\s*(?P<version>v?\d[\w.+-]*)\s*")
_SIGNS = {"<": "below", "<=": "upto", ">": "above", ">=": "from", "=": "is", None: "is"}
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
    statements = (line for line in issue.symptom.body.text.splitlines() if not is_lead_in(line))
    return shorten(next(statements, ""))


def fix_summary(issue: Issue, catalog: Catalog) -> str:
    """Return what the fix comes to: the shared fixes it names, then its first statement.

    A sentence that only leads in is passed over. An empty string where there is no fix.
    """
    if issue.fix is None:
        return ""
    names = [catalog.shared[path].title for path in issue.fixes]
    statements = (line for line in issue.fix.body.text.splitlines() if not is_lead_in(line))
    return shorten(" · ".join([*names, *islice(statements, 1)]))


def versions_text(versions: str, strings: Strings) -> str:
    """Return version ranges in words: ``>=1.11, <1.12`` -> ``1.11 and later, below 1.12``.

    What isn't such a list comes back as it was written.
    """
    found = [_RANGE.fullmatch(part) for part in versions.split(",")]
    words = [
        strings(f"versions.{_SIGNS[match['sign']]}", version=match["version"])
        for match in found
        if match is not None
    ]
    return ", ".join(words) if len(words) == len(found) else versions
