"""Which question comes next, said as plainly as it can be: every outcome is counted out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean


@dataclass(frozen=True)
class Issue:
    product: int
    keywords: frozenset[int]
    uses: tuple[tuple[int, frozenset[int]], ...]  # test, and the results of it that rule it out


@dataclass(frozen=True)
class Reply:
    kind: str
    of: int
    issues: tuple[int, ...] = ()


@dataclass(frozen=True)
class Case:
    issues: tuple[Issue, ...]
    costs: tuple[int, ...]
    products: int


def excludes(case: Case, reply: Reply, issue: int) -> bool:
    about = case.issues[issue]
    return {
        "product": reply.of >= 0 and about.product != reply.of,
        "seen": reply.of not in about.keywords,
        "unseen": reply.of in about.keywords,
        "out": issue in reply.issues,
    }.get(reply.kind, False)


def left(case: Case, replies: Sequence[Reply]) -> list[int]:
    stay = [
        issue
        for issue in range(len(case.issues))
        if not any(excludes(case, reply, issue) for reply in replies)
    ]
    fits = [i for reply in replies if reply.kind == "fits" for i in reply.issues]
    matched = [i for reply in replies if reply.kind == "match" for i in reply.issues]
    place = {issue: matched.index(issue) for issue in matched}
    return sorted(stay, key=lambda i: (-fits.count(i), place.get(i, len(case.issues)), i))


def question(case: Case, replies: Sequence[Reply]) -> tuple[str, int] | None:
    stay = left(case, replies)
    if not stay:
        return None
    if not replies and case.products > 1:
        return "product", -1
    seen = {r.of for r in replies if r.kind in {"seen", "unseen", "unsure"}}
    tested = {r.of for r in replies if r.kind in {"out", "fits", "skip"}}
    first = stay[0]
    confirmed = any(r.kind == "fits" and first in r.issues for r in replies)
    matched = any(r.kind == "match" and first in r.issues for r in replies)
    if len(stay) == 1 or confirmed or matched:
        own = {test for test, _ in case.issues[first].uses}
        if (test := best_test(case, stay, own - tested)) is not None:
            return "test", test
        if confirmed:
            return None
    if not any(r.kind == "tests" for r in replies):
        keywords = {k for i in stay for k in case.issues[i].keywords} - seen
        apart = [k for k in keywords if expected_by_keyword(case, stay, k) < len(stay)]
        if apart:
            return "keyword", min(apart, key=lambda k: (expected_by_keyword(case, stay, k), k))
    used = {test for i in stay for test, _ in case.issues[i].uses}
    test = best_test(case, stay, used - tested)
    return None if test is None else ("test", test)


def best_test(case: Case, stay: Sequence[int], tests: Iterable[int]) -> int | None:
    def rank(test: int) -> tuple[Fraction, int, int, int]:
        users = sum(test in dict(case.issues[i].uses) for i in stay)
        return expected_by_test(case, stay, test), -users, case.costs[test], test

    return min(tests, key=rank, default=None)


def expected_by_keyword(case: Case, stay: Sequence[int], keyword: int) -> Fraction:
    """How many are left on average: whichever is the one answers as it shows the keyword."""
    shows = [keyword in case.issues[i].keywords for i in stay]
    return mean(Fraction(shows.count(answer)) for answer in shows)


def expected_by_test(case: Case, stay: Sequence[int], test: int) -> Fraction:
    """Likewise: whichever is the one lets every result come out that doesn't rule it out."""
    rules: dict[int, set[int]] = {}
    for i in stay:
        for say in dict(case.issues[i].uses).get(test, ()):
            rules.setdefault(say, set()).add(i)

    def after(truth: int) -> Fraction:
        can = [out for out in rules.values() if truth not in out]
        return mean([Fraction(len(stay) - len(out)) for out in can] or [Fraction(len(stay))])

    return mean(after(truth) for truth in stay)
