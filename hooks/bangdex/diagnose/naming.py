"""What a test is called in addresses, on pages and in the data, and what it confirms."""

from __future__ import annotations

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
