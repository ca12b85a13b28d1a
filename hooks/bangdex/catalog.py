"""The knowledge base as a whole: every link both ways, every keyword with all its spellings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bangdex.model import Issue, Keyword, OutFile, Product, Shared, SharedKind, Test
from bangdex.text import keyword_key, unique_slug

MAX_CONFUSIONS = 3  # more would be a list, not a hint
# What a keyword's page can't be called: the index itself, and Windows' devices.
_NOT_PAGES = frozenset("index con prn aux nul".split()) | {
    f"{device}{n}" for device in ("com", "lpt") for n in range(10)
}


@dataclass(frozen=True, slots=True, eq=False)  # its keys are its identity
class KeywordEntry:
    """A keyword of the index: all spellings of one thing, and the issues that show it."""

    slug: str
    spellings: tuple[str, ...]  # the first is shown
    issues: tuple[Issue, ...]

    @property
    def shown(self) -> str:
        """The spelling that people see."""
        return self.spellings[0]

    @property
    def url(self) -> str:
        """The symptom page's address from the site's root."""
        return f"keywords/{self.slug}.html"


@dataclass(frozen=True, slots=True)
class Cause:
    """What is behind issues, and which."""

    name: str
    anchor: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class TestUse:
    """A test as one issue uses it."""

    issue: Issue
    test: Test
    rules_out: bool  # whether a result of it says that it is not this issue


@dataclass(frozen=True, slots=True)
class Confusion:
    """An issue that another is easily taken for, and what tells the two apart."""

    issue: Issue
    keywords: tuple[KeywordEntry, ...]  # the rarer ones that both show
    tests: tuple[TestUse, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that is known, in an order that never varies."""

    products: tuple[Product, ...]
    issues: tuple[Issue, ...]
    shared: Mapping[str, Shared]  # by path
    images: tuple[OutFile, ...]
    keywords: tuple[KeywordEntry, ...]
    keyword_by_key: Mapping[str, KeywordEntry]
    causes: tuple[Cause, ...]
    causes_of: Mapping[str, tuple[Cause, ...]]  # by issue id, in the order of all causes
    users: Mapping[str, tuple[Issue, ...]]  # path of a shared page -> issues that bring it in
    mentions: Mapping[str, tuple[Issue | Shared | Product, ...]]  # path -> who links to it

    def product(self, slug: str) -> Product:
        """Return the product of that folder.

        Raises:
            StopIteration: there is none; a checked catalog always has it.
        """
        return next(product for product in self.products if product.slug == slug)

    def issues_of(self, product: str) -> tuple[Issue, ...]:
        """Return the issues of a product, in order."""
        return tuple(issue for issue in self.issues if issue.product == product)

    def shared_of(self, product: str, kind: SharedKind) -> tuple[Shared, ...]:
        """Return the shared tests or fixes of a product, in order."""
        return tuple(s for s in self.shared.values() if s.product == product and s.kind is kind)

    def entries(self, issue: Issue) -> tuple[KeywordEntry, ...]:
        """Return the index entries of an issue's keywords, in the issue's order."""
        found = (self.keyword_by_key[keyword.keys[0]] for keyword in issue.keywords)
        return tuple(dict.fromkeys(found))

    def confusions(self, issue: Issue) -> tuple[Confusion, ...]:
        """Return the issues that *issue* is easily taken for, the likeliest first."""
        return tuple(_confusions(self, issue))

    def rule_outs(self, test: Test) -> tuple[str, ...]:
        """Return the sentences of *test* that rule its issue out, those of its page first."""
        shared = self.shared[test.shared].rule_outs if test.shared is not None else ()
        return (*shared, *test.rule_outs)

    def rules_out(self, test: Test) -> bool:
        """Return whether a result of *test* says that it is not the issue."""
        return bool(self.rule_outs(test))

    def test_title(self, test: Test) -> str:
        """Return the title of *test*, which a shared one takes from its page."""
        return test.title.text if test.shared is None else self.shared[test.shared].title

    def uses(self, shared: Shared) -> tuple[TestUse, ...]:
        """Return how each issue uses a shared test."""
        return tuple(
            TestUse(issue, test, self.rules_out(test))
            for issue in self.users.get(shared.path, ())
            for test in issue.tests
            if test.shared == shared.path
        )


def build_catalog(
    items: Iterable[Issue | Shared | Product], images: Sequence[OutFile] = ()
) -> Catalog:
    """Return the catalog of *items*; what they say of each other is linked both ways.

    Items must have passed the checks: an issue's shared pages and product are there.
    """
    items = list(items)
    products = tuple(sorted((i for i in items if isinstance(i, Product)), key=lambda p: p.slug))
    issues = tuple(
        sorted((i for i in items if isinstance(i, Issue)), key=lambda i: (i.product, natural(i.id)))
    )
    shared = {
        s.path: s for s in sorted((i for i in items if isinstance(i, Shared)), key=lambda s: s.path)
    }
    keywords = _keyword_entries(issues)
    by_key = {keyword_key(s): entry for entry in keywords for s in entry.spellings}
    users: dict[str, list[Issue]] = defaultdict(list)
    mentions: dict[str, list[Issue | Shared | Product]] = defaultdict(list)
    for issue in issues:
        brought = dict.fromkeys([t.shared for t in issue.tests if t.shared] + list(issue.fixes))
        for path in brought:
            users[path].append(issue)
        for path in issue.links:
            if path not in brought and path != issue.path:
                mentions[path].append(issue)
    pages: list[Shared | Product] = [*shared.values(), *products]
    for page in pages:
        for path in page.links:
            if path != page.path:
                mentions[path].append(page)
    causes = _causes(issues)
    causes_of: dict[str, list[Cause]] = defaultdict(list)
    for cause in causes:
        for issue in cause.issues:
            causes_of[issue.id].append(cause)
    return Catalog(
        products=products,
        issues=issues,
        shared=shared,
        images=tuple(images),
        keywords=keywords,
        keyword_by_key=by_key,
        causes=causes,
        causes_of={id_: tuple(found) for id_, found in causes_of.items()},
        users={path: tuple(found) for path, found in sorted(users.items())},
        mentions={path: tuple(found) for path, found in sorted(mentions.items())},
    )


@lru_cache(maxsize=100_000)  # a sort asks for the same few names time and again
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that counts: ``cdi-2`` before ``cdi-10``."""
    return tuple(
        # A number's length and digits order it, however long it is.
        (0, len(run.lstrip("0")), run.lstrip("0") + run) if run.isdecimal() else (1, 0, run)
        for run in re.findall(r"[0-9]+|[^0-9]+", text)
    )


def _keyword_entries(issues: Sequence[Issue]) -> tuple[KeywordEntry, ...]:
    """Return the keyword index: spellings that any issue joins are one keyword everywhere."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for issue in issues:
        for keyword in issue.keywords:
            for key in keyword.keys:
                leader[find(key)] = find(keyword.keys[0])

    members: dict[str, list[Keyword]] = defaultdict(list)
    shows: dict[str, dict[str, Issue]] = defaultdict(dict)
    for issue in issues:
        for keyword in issue.keywords:
            group = find(keyword.keys[0])
            members[group].append(keyword)
            shows[group][issue.id] = issue
    taken = set(_NOT_PAGES)
    entries = []
    for group in sorted(members):
        spellings = _spellings(members[group])
        slug = unique_slug(spellings[0], taken)
        entries.append(KeywordEntry(slug, spellings, tuple(shows[group].values())))
    return tuple(entries)


def _spellings(keywords: Sequence[Keyword]) -> tuple[str, ...]:
    """Return all spellings, the one most often written first leading; each key once."""
    first = Counter(keyword.shown for keyword in keywords)
    shown = max(first, key=lambda s: (first[s], -list(first).index(s)))
    by_key = {keyword_key(shown): shown}
    for keyword in keywords:
        for spelling in keyword.spellings:
            by_key.setdefault(keyword_key(spelling), spelling)
    return tuple(by_key.values())


def _causes(issues: Sequence[Issue]) -> tuple[Cause, ...]:
    names: dict[str, str] = {}
    found: dict[str, dict[str, Issue]] = defaultdict(dict)
    for issue in issues:
        for cause in issue.causes:
            key = keyword_key(cause)
            names.setdefault(key, cause)
            found[key][issue.id] = issue
    taken: set[str] = set()
    return tuple(
        Cause(names[key], unique_slug(f"cause-{names[key]}", taken), tuple(found[key].values()))
        for key in sorted(found)
    )


def _confusions(catalog: Catalog, issue: Issue) -> Iterable[Confusion]:
    """Yield the issues that share *issue*'s rarer keywords, the likeliest to be confused first.

    A keyword that more than half of all issues show, and more than two, tells nothing; each
    other one counts by its inverse document frequency, ln(N / df).
    """
    total = len(catalog.issues)
    weight: dict[str, float] = defaultdict(float)
    common: dict[str, list[KeywordEntry]] = defaultdict(list)
    others: dict[str, Issue] = {}
    for entry in catalog.entries(issue):
        if len(entry.issues) > max(2, total / 2):
            continue
        rarity = math.log(total / len(entry.issues))
        for other in entry.issues:
            if other.id != issue.id and other.product == issue.product:
                weight[other.id] += rarity
                common[other.id].append(entry)
                others[other.id] = other
    best = sorted(weight, key=lambda id_: (-weight[id_], natural(id_)))[:MAX_CONFUSIONS]
    for id_ in best:
        tests = tuple(_telling(catalog, issue, others[id_]))
        yield Confusion(others[id_], tuple(common[id_]), tests)


def _telling(catalog: Catalog, issue: Issue, other: Issue) -> Iterable[TestUse]:
    """Yield the tests of *issue* that tell it from *other*.

    Those that both use and only one is ruled out by; without any, those of *issue* alone
    that rule out.
    """

    def uses(of: Issue) -> list[TestUse]:
        return [TestUse(of, test, catalog.rules_out(test)) for test in of.tests]

    theirs = {use.test.shared: use.rules_out for use in uses(other) if use.test.shared}
    both = [
        use
        for use in uses(issue)
        if use.test.shared in theirs and use.rules_out != theirs[use.test.shared]
    ]
    alone = [use for use in uses(issue) if use.rules_out and use.test.shared not in theirs]
    yield from both or alone
