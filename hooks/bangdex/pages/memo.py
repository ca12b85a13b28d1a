"""What a preview has made already, so that an edit costs what it changes.

A page is made of a few items. As long as a file doesn't change, reading it again gives
the very same object, so a page is known by the objects it is made of, and by what it
shows of the rest of the catalog: which keywords an issue has, how many share its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from enum import Enum
from functools import singledispatch

from bangdex.catalog import Catalog, Cause, KeywordEntry, TestUse
from bangdex.model import Issue, Product, Shared
from bangdex.structure import shared_in

# The pages that there are many of; the others show the whole catalog and are made anew.
KINDS = frozenset({"issue", "keyword", "shared"})


class Memo:
    """The pages of the last build, by what they were made of."""

    def __init__(self) -> None:
        """Start with nothing made."""
        self._last: dict[Hashable, str] = {}
        self._this: dict[Hashable, str] = {}

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """Return the HTML known by *key*, or what *make* makes."""
        if key not in self._this:
            self._this[key] = self._last[key] if key in self._last else make()
        return self._this[key]

    def next_build(self) -> None:
        """Forget what the build before the last one needed."""
        self._last, self._this = self._this, {}


@singledispatch
def key_of(value: object, catalog: Catalog) -> Hashable:
    """Return what *value* shows on a page, as a key: equal keys look the same.

    A row of a table is known by its fields.
    """
    names = (field.name for field in fields(value))  # type: ignore[arg-type]
    return tuple(key_of(getattr(value, name), catalog) for name in names)


@key_of.register
def _(value: str | int | Enum | Shared | Product | None, _: Catalog) -> Hashable:
    return value


@key_of.register
def _(value: Mapping, catalog: Catalog) -> Hashable:  # type: ignore[type-arg]
    return tuple((name, key_of(part, catalog)) for name, part in value.items())


@key_of.register
def _(value: tuple | list, catalog: Catalog) -> Hashable:  # type: ignore[type-arg]
    return tuple(key_of(part, catalog) for part in value)


@key_of.register
def _(issue: Issue, catalog: Catalog) -> Hashable:
    brought = [test.shared for test in issue.tests if test.shared] + list(issue.fixes)
    return (
        issue,
        tuple((entry.slug, entry.shown) for entry in catalog.entries(issue)),
        tuple(_shared_key(path, catalog) for path in brought),
    )


@key_of.register
def _(entry: KeywordEntry, _: Catalog) -> Hashable:
    return entry.slug, entry.spellings, entry.issues


@key_of.register
def _(cause: Cause, _: Catalog) -> Hashable:
    return cause.name, cause.anchor


@key_of.register
def _(use: TestUse, catalog: Catalog) -> Hashable:
    return key_of(use.issue, catalog), use.test.anchor, use.rules_out


def _shared_key(path: str, catalog: Catalog) -> Hashable:
    shared = catalog.shared[path]
    inner = tuple(catalog.shared[below] for below in shared_in(shared.body.tokens))
    return shared, len(catalog.users.get(path, ())), inner
