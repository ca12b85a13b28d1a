"""What a test is called in addresses, on pages and in the data, where it is, what it confirms."""

from __future__ import annotations

from bangdex.addresses import page_url
from bangdex.model import Issue, Test
from bangdex.vocabulary import is_confirmation


def confirmation(test: Test) -> str:
    """Return the sentence of *test* that says when it is the issue, or an empty string."""
    lines = (*test.title.text.splitlines(), *test.body.text.splitlines())
    return next((line.strip() for line in lines if is_confirmation(line)), "")


def test_id(issue: Issue, test: Test) -> str:
    """Return the name by which *test* is known: a shared one's path, or its issue's and its own.

    ``cdi/tests/resourcequota`` is one test, whichever issue uses it; ``cdi-2/test-version``
    is the one of cdi-2. Renaming an issue's file changes neither.
    """
    if test.shared is not None:
        return test.shared.removesuffix(".md")
    return f"{issue.id}/{test.anchor}"


def test_url(issue: Issue, test: Test) -> str:
    """Return where *test* stands: its own page if it is shared, else its place in *issue*."""
    return f"{issue.url}#{test.anchor}" if test.shared is None else page_url(test.shared)
