"""From a folder to a catalog: load, parse, check, in one call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bangdex import clock
from bangdex.catalog import Catalog, build_catalog
from bangdex.check import check
from bangdex.check_meaning import check_meaning, unaccepted
from bangdex.load import load
from bangdex.model import Issue, Product, Shared, Source
from bangdex.parse import parse
from bangdex.problems import Problem
from bangdex.structure import shared_in


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a folder holds, and what is wrong with it."""

    catalog: Catalog  # of what could be read; whole where there is no error
    problems: tuple[Problem, ...]  # sorted by place
    digest: str  # tells its documents from any others: 16 hexadecimal digits

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before anything is published."""
        return tuple(problem for problem in self.problems if not problem.warning)


# The same text gives the same object: a preview parses again only what was edited.
_parse = lru_cache(maxsize=20_000)(parse)


def read_knowledge(
    folder: Path, shown: str | None = None, *, today: date | None = None
) -> Knowledge:
    """Return the knowledge base in *folder*, which problems name *shown*.

    What was reviewed too long ago is judged as of *today*, which is the build's day if it
    isn't given. A file with an error of its own is left out of the catalog, and so is what can't
    stand without it, so that a preview can show the rest.

    Raises:
        NotADirectoryError: *folder* is not a folder that can be read.
        OSError: a file can't be read, or SOURCE_DATE_EPOCH is no time.
    """
    loaded = load(folder, shown)
    parsed = [_parse(source) for source in loaded.sources]
    problems = [*loaded.problems, *check(parsed, loaded)]
    problems += (problem for page in parsed for problem in page.problems)
    broken = {problem.path for problem in problems if not problem.warning}
    items = [page.item for page in parsed if page.item and page.source.shown not in broken]
    catalog = build_catalog(_standing(items), loaded.images)
    problems += check_meaning(catalog, parsed, today or clock.today())
    left = tuple(unaccepted(sorted(set(problems)), parsed))
    return Knowledge(catalog, left, _digest(loaded.sources))


def _digest(sources: Iterable[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.path}\0{source.text}\0".encode())
    return digest.hexdigest()[:16]


Item = Issue | Shared | Product


def _standing(items: list[Item]) -> list[Item]:
    """Return the items of which all that they need is there too."""
    paths = {item.path for item in items}
    standing = [item for item in items if _needed(item) <= paths]
    return standing if len(standing) == len(items) else _standing(standing)


def _needed(item: Item) -> set[str]:
    """Return the paths of its product's page and of the shared pages that it brings in."""
    needed = {item.path.split("/")[0] + "/index.md"}
    if isinstance(item, Issue):
        needed |= {t.shared for t in item.tests if t.shared} | set(item.fixes)
    if isinstance(item, Shared):
        needed |= set(shared_in(item.body.tokens))
    return needed
