"""An issue as far as warnings look at it: its keywords, its error texts, its tests.

Reading every file again in full would take as long as all the rest of an import.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bangdex import structure
from bangdex.limits import LimitError
from bangdex.markdown import parse_markdown
from bangdex.model import Body, Issue, Keyword, Section, Signature, Status, Test
from bangdex.vocabulary import SectionKind

_BLANK = Section(SectionKind.SYMPTOM, "", "", Body(), 1)


def gist(
    title: str, keywords: Sequence[Sequence[str]], errors: Sequence[str], tests: Sequence[str]
) -> Issue:
    """Return the issue, which has no id and no path yet.

    *errors* are the blocks of its symptom with code in them, *tests* those of its test section
    without the heading, both Markdown.
    """
    return Issue(
        id="",
        product="",
        slug="",
        path="",
        shown="",
        title=title,
        causes=(),
        keywords=tuple(Keyword(tuple(spellings)) for spellings in keywords),
        status=Status.OPEN,
        versions="",
        reviewed="",
        symptom=_BLANK,
        signatures=_signatures(errors),
        tests=_tests(tests),
        test=None,
        fix=None,
        fixes=(),
        links=(),
    )


def _signatures(blocks: Sequence[str]) -> tuple[Signature, ...]:
    try:
        nodes = parse_markdown("\n\n".join(blocks))
    except LimitError:  # they are in a fence in the end, and then no error texts
        return ()
    return structure.signatures(structure.annotate(nodes, SectionKind.SYMPTOM, _no_page), 0)


def _tests(blocks: Sequence[str]) -> tuple[Test, ...]:
    try:
        nodes = parse_markdown("\n\n".join(blocks))
    except LimitError:
        return ()
    tests, _ = structure.split_tests(nodes, _no_page, 0, set())
    # Tokens are what takes long to hand from one process to the next.
    return tuple(
        replace(test, title=replace(test.title, tokens=()), body=replace(test.body, tokens=()))
        for test in tests
    )


def _no_page(_: str) -> None:
    return None


NO_ISSUE = gist("", (), (), ())  # of a page that is none
