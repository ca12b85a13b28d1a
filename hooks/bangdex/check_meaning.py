"""What may not be meant: warnings, one rule a function, all in one list.

Each can be accepted in the file that it names, with a reason: ``accept: {BDX060: …}``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from bangdex.catalog import Catalog, KeywordEntry
from bangdex.diagnose.gaps import indistinct, untold_tests
from bangdex.frontmatter import Path, Place
from bangdex.likeness import a_mistake_apart, letter_name, mixed_letter, of_one_look
from bangdex.model import Issue, Keyword, Product, Shared
from bangdex.parse import Parsed
from bangdex.placeholders import split_placeholders
from bangdex.problems import Problem
from bangdex.text import keyword_key

# A word with a digit is a number, a hash, a generated name, a time: another one each time.
_WORD = re.compile(r"[\w.:-]+")
_DIGIT = re.compile(r"\d")
_SAYS_NOTHING = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)  # no slots: what is looked up in it is found once
class Meaning:
    """What the rules look at."""

    catalog: Catalog
    places: Mapping[str, Mapping[Path, Place]]  # of front matter, by the file as it is shown
    today: date

    @cached_property
    def uses(self) -> Mapping[str, tuple[tuple[Issue, int], ...]]:
        """The issues that use each spelling, with the place among their keywords; in order."""
        found: dict[str, list[tuple[Issue, int]]] = defaultdict(list)
        for issue in self.catalog.issues:
            for number, keyword in enumerate(issue.keywords):
                for key in keyword.keys:
                    found[key].append((issue, number))
        return {key: tuple(uses) for key, uses in found.items()}

    def at(self, item: Issue | Shared | Product, path: Path, code: str, message: str) -> Problem:
        """Return the warning at the value of the front matter that *path* leads to."""
        line, col = self.places[item.shown].get(path, (1, 1))
        return Problem(item.shown, line, col, code, message, warning=True)


def keywords_a_mistake_apart(meaning: Meaning) -> Iterator[Problem]:
    """Two keywords must differ in more than a typing mistake."""
    for rare, common in _pairs(meaning, a_mistake_apart(meaning.uses)):
        issue, number = meaning.uses[rare][0]
        message = (
            "a keyword must differ in more than a typing mistake from another:"
            f" {_written(issue, number, rare)!r}{_instead(meaning, common)}"
        )
        yield meaning.at(issue, ("keywords", number), "BDX060", message)


def keywords_of_one_look(meaning: Meaning) -> Iterator[Problem]:
    """A keyword on one issue only must not look like another one's spelling."""
    for rare, common in _pairs(meaning, of_one_look(meaning.uses)):
        if len(meaning.catalog.keyword_by_key[rare].issues) > 1:
            continue
        issue, number = meaning.uses[rare][0]
        message = (
            "a keyword must be spelt as on other issues, or be one of its spellings:"
            f" {_written(issue, number, rare)!r}{_instead(meaning, common)}"
        )
        yield meaning.at(issue, ("keywords", number), "BDX061", message)


def _pairs(meaning: Meaning, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield of each two keywords one pair of spellings, that of fewer issues first."""
    by_key = meaning.catalog.keyword_by_key
    order = {key: number for number, key in enumerate(meaning.uses)}
    seen: set[frozenset[KeywordEntry]] = set()
    for pair in pairs:
        # Of two that are as common, the one that comes later is called the mistaken one.
        common, rare = sorted(pair, key=lambda key: (-len(by_key[key].issues), order[key]))
        entries = frozenset(by_key[key] for key in pair)
        if len(entries) > 1 and entries not in seen:
            seen.add(entries)
            yield rare, common


def _written(issue: Issue, number: int, key: str) -> str:
    return next(s for s in issue.keywords[number].spellings if keyword_key(s) == key)


def _instead(meaning: Meaning, key: str) -> str:
    written = _written(*meaning.uses[key][0], key)
    count = len(meaning.catalog.keyword_by_key[key].issues)
    return f" (did you mean {written!r}, on {count} issue{'' if count == 1 else 's'}?)"


def parted_spellings(meaning: Meaning) -> Iterator[Problem]:
    """What is one keyword in one file must not be two in another."""
    for issue in meaning.catalog.issues:
        first: dict[KeywordEntry, Keyword] = {}
        for number, keyword in enumerate(issue.keywords):
            entry = meaning.catalog.keyword_by_key[keyword.keys[0]]
            other = first.setdefault(entry, keyword)
            if other is not keyword:
                message = (
                    "spellings must be one keyword in every file or in none:"
                    f" {other.shown!r} and {keyword.shown!r} {_joined(meaning, other, keyword)}"
                )
                yield meaning.at(issue, ("keywords", number), "BDX063", message)


def _joined(meaning: Meaning, one: Keyword, other: Keyword) -> str:
    """Return where two keywords are made one."""
    if set(one.keys) & set(other.keys):
        return "share a spelling"
    uses = [use for key in one.keys for use in meaning.uses[key]]
    both = [i for i, number in uses if set(other.keys) & set(i.keywords[number].keys)]
    more = [i for i, number in uses if len(i.keywords[number].keys) > 1]
    return f"are one in {min(issue.shown for issue in both or more)}"


def mixed_scripts(meaning: Meaning) -> Iterator[Problem]:
    """A keyword must not mix letters that only look alike."""
    for key, [(issue, number), *_] in meaning.uses.items():
        letter = mixed_letter(key)
        if letter is not None:
            message = (
                "a keyword must not mix scripts that look alike:"
                f" {_written(issue, number, key)!r} holds {letter_name(letter)}"
            )
            yield meaning.at(issue, ("keywords", number), "BDX067", message)


def same_signatures(meaning: Meaning) -> Iterator[Problem]:
    """An error text must be one issue's."""
    first: dict[str, tuple[Issue, int]] = {}
    for issue in meaning.catalog.issues:
        for signature in issue.signatures:
            key = signature_key(signature.text)
            other, line = first.setdefault(key, (issue, signature.line))
            if key and other is not issue:
                message = f"an error text must be one issue's: it is that of {other.shown}:{line}"
                yield Problem(issue.shown, signature.line, 1, "BDX062", message, warning=True)


@lru_cache(maxsize=20_000)  # a preview asks again after each edit
def signature_key(text: str) -> str:
    """Return the form in which two error texts are the same; empty if they say nothing.

    Whatever stands for something else, and each word with a digit, is as good as any other.
    """
    parts = ("\0" if part.name is not None else part.text for part in split_placeholders(text))
    key = " ".join(_WORD.sub(_constant, keyword_key("".join(parts))).split())
    return key if _SAYS_NOTHING.sub("", key) else ""


def _constant(word: re.Match[str]) -> str:
    return "\0" if _DIGIT.search(word[0]) else word[0]


def _dated(meaning: Meaning) -> Iterator[tuple[Issue | Shared, date]]:
    items: tuple[Issue | Shared, ...] = meaning.catalog.issues
    for item in (*items, *meaning.catalog.shared.values()):
        if item.reviewed:
            yield item, date.fromisoformat(item.reviewed)


def reviewed_in_the_future(meaning: Meaning) -> Iterator[Problem]:
    """Nobody can have checked a page on a day that is still to come."""
    for item, day in _dated(meaning):
        if day > meaning.today:
            message = f"reviewed must not lie in the future: {item.reviewed!r}"
            yield meaning.at(item, ("reviewed",), "BDX064", message)


def reviewed_long_ago(meaning: Meaning) -> Iterator[Problem]:
    """A page must be looked at again after the time that its product states."""
    for item, day in _dated(meaning):
        period = meaning.catalog.product(item.product).review_after
        if period is not None and day < period.before(meaning.today):
            message = f"a page must be reviewed again; the last time was {item.reviewed!r}"
            yield meaning.at(item, ("reviewed",), "BDX065", message)


def tests_without_result(meaning: Meaning) -> Iterator[Problem]:
    """A test must say which result speaks for the issue or against it."""
    for use in untold_tests(meaning.catalog):
        title = meaning.catalog.test_title(use.test)
        message = f"a test must say what its result means for the issue: {title!r}"
        yield Problem(use.issue.shown, use.test.line, 1, "BDX066", message, warning=True)


def issues_not_told_apart(meaning: Meaning) -> Iterator[Problem]:
    """Two issues of a product must be told apart by a keyword or by a test."""
    first: dict[Issue, Issue] = {}
    for one, other in indistinct(meaning.catalog):
        if other not in first and one not in first:
            first[other] = one
    for other, one in first.items():
        message = f"a keyword or a test must tell the issue from {one.shown}"
        yield meaning.at(other, ("keywords", "key"), "BDX068", message)


Rule = Callable[[Meaning], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    issues_not_told_apart,
    keywords_a_mistake_apart,
    keywords_of_one_look,
    mixed_scripts,
    parted_spellings,
    reviewed_in_the_future,
    reviewed_long_ago,
    same_signatures,
    tests_without_result,
)


def check_meaning(catalog: Catalog, parsed: Sequence[Parsed], today: date) -> list[Problem]:
    """Return what every rule finds on the day *today*, sorted by place."""
    places = {page.source.shown: page.places for page in parsed}
    meaning = Meaning(catalog, places, today)
    return sorted({problem for rule in RULES for problem in rule(meaning)})


def unaccepted(problems: Sequence[Problem], parsed: Sequence[Parsed]) -> list[Problem]:
    """Return *problems* without the warnings that their files accept, sorted.

    Where there is no error, which could hide it, what is accepted and isn't there is another.
    """
    found = {(p.path, p.code) for p in problems if p.warning}
    accepted = {
        (page.source.shown, str(path[1])): place
        for page in parsed
        for path, place in page.places.items()
        if path[0:1] == ("accept",) and path[2:] == ("key",)
    }
    left = [p for p in problems if not (p.warning and (p.path, p.code) in accepted)]
    if all(problem.warning for problem in problems):
        left += (
            Problem(
                shown,
                *place,
                "BDX069",
                f"accept must name a warning that there is: {code!r}",
                warning=True,
            )
            for (shown, code), place in accepted.items()
            if (shown, code) not in found
        )
    return sorted(left)
