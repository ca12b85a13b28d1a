"""Queries with the articles that answer them: cases that people wrote, and items made by rule.

Items made by rule are drawn from the articles themselves, half for trying out (``development``),
half only for looking at the outcome (``held-out``); an article is in one half with all its items.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval_documents import Article

Half = Literal["cases", "development", "held-out"]

PER_KIND = 120  # items of one kind and collection, both halves together, if there are as many
LEAST_LETTERS = 3
TITLE_WORDS = (3, 5)
PASTED_WORDS = (5, 30)
MOST_ANSWERS = 3  # an item that more articles answer asks for none of them

_WORD = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
_LONG = re.compile(r"[a-z]{6,}")
_HANGUL = re.compile(r"[가-힣]{5,}")
_NUMBER = re.compile(r"\d+")
_QUOTED_NAME = re.compile(r"(?<=['\"<])[\w.\\/-]{3,24}(?=['\">])")
# What a title says of its own kind and nothing of its subject.
_COMMON = frozenset(
    """
    a an and are as at be by can cannot can't do does doesn't error errors fail failed fails
    failure fix for from get has have how if in into is isn't issue issues it its message not of
    on or problem problems receive that the this to troubleshoot troubleshooting unable use using
    was when where with won't you your
    """.split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """A query, and what must be found by it."""

    collection: str
    kind: str
    half: Half
    query: str
    expected: frozenset[str]  # paths; none where nothing is about the query


def written_cases(folder: Path) -> Iterator[Item]:
    """Yield the cases of the files in *folder* that are about these collections."""
    corpora = {"ms-supportarticles": "ms", "adobe-commerce-kb-ko": "ko"}
    for name in ("known_items", "search_cases"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            collection = corpora.get(row["corpus"], "rb")
            kind = row["kind"] if name == "known_items" else "runbook"
            yield Item(collection, kind, "cases", row["query"], frozenset(row["expected"]))


def own_cases(file: Path) -> Iterator[Item]:
    """Yield the cases of *file*, which were written for this evaluation."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = frozenset(row["expected"])
        half = _half(row["query"])
        yield Item(row["collection"], row["kind"], half, row["query"], expected)


def made_items(collections: dict[str, list[Article]]) -> Iterator[Item]:
    """Yield the items that the rules draw from the articles, the same ones every time."""
    for collection, found in collections.items():
        draw = _Draw(collection, found)
        yield from draw.titles()
        yield from draw.mistyped()
        yield from draw.pasted()
        yield from draw.pieces()
    foreign = {"ms": "rb", "rb": "ms", "ko": "ms"}
    for collection, other in foreign.items():
        if other in collections and collection in collections:
            # what the one is about the other isn't, but for a common word now and then
            draw = _Draw(other, collections[other])
            titles, texts = draw.titles("nothing"), draw.pasted()
            for kind, drawn in (("foreign", titles), ("foreign text", texts)):
                for item in list(drawn)[: PER_KIND // 2]:
                    yield Item(collection, kind, item.half, item.query, frozenset())


def _half(text: str) -> Half:
    return "development" if hashlib.sha256(text.encode()).digest()[0] % 2 else "held-out"


def _squeezed(text: str) -> str:
    return " ".join(_NUMBER.sub("0", text.lower()).split())


class _Draw:
    """Draws items from the articles of one collection."""

    def __init__(self, collection: str, articles: Sequence[Article]) -> None:
        self.collection = collection
        self.articles = articles
        self.titles_of: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        self.df: Counter[str] = Counter()
        for article in articles:
            self.titles_of[self._title(article)].add(article.path)
            self.df.update({word.lower() for word in _WORD.findall(article.markdown)})

    def _shuffled(self, kind: str) -> list[Article]:
        def order(article: Article) -> bytes:
            return hashlib.sha256(f"{kind} {article.path}".encode()).digest()

        return sorted(self.articles, key=order)

    def _item(self, kind: str, article: Article, query: str, expected: Iterable[str]) -> Item:
        half = _half(article.path)
        return Item(self.collection, kind, half, query, frozenset(expected))

    def _title(self, article: Article) -> frozenset[str]:
        return frozenset(word.lower() for word in _WORD.findall(article.document.title))

    def _telling(self, article: Article, random_: random.Random) -> list[str]:
        """Return some of the telling words of the title, in its order."""
        found = [
            word.lower()
            for word in dict.fromkeys(_WORD.findall(article.document.title))
            if len(word) >= LEAST_LETTERS and word.lower() not in _COMMON
        ]
        found = list(dict.fromkeys(found))
        known = sorted(found, key=lambda word: self.df[word])
        count = random_.randint(*TITLE_WORDS)
        kept = set(known[:1]) | set(random_.sample(found, min(len(found), count - 1)))
        return [word for word in found if word in kept]

    def titles(self, kind: str = "title") -> Iterator[Item]:
        """Yield words of titles, as someone remembers them."""
        made = 0
        for article in self._shuffled(kind):
            random_ = random.Random(article.path)  # noqa: S311 - to draw, not to hide
            words = self._telling(article, random_)
            answers = [p for title, ps in self.titles_of.items() if set(words) <= title for p in ps]
            if len(words) < TITLE_WORDS[0] or len(answers) > MOST_ANSWERS:
                continue
            yield self._item(kind, article, " ".join(words), answers)
            made += 1
            if made == PER_KIND:
                return

    def mistyped(self) -> Iterator[Item]:
        """Yield words of titles with a typing mistake in the most telling one that is long."""
        made = 0
        for article in self._shuffled("typo"):
            random_ = random.Random(article.path)  # noqa: S311 - to draw, not to hide
            words = self._telling(article, random_)
            long = [word for word in words if _LONG.fullmatch(word)]
            answers = [p for title, ps in self.titles_of.items() if set(words) <= title for p in ps]
            if not long or len(words) < 2 or len(answers) > MOST_ANSWERS:
                continue
            victim = min(long, key=lambda word: self.df[word])
            wrong = _mistype(victim, random_)
            if self.df[wrong]:
                continue
            query = " ".join(wrong if word == victim else word for word in words)
            yield self._item("typo", article, query, answers)
            made += 1
            if made == PER_KIND:
                return

    def pasted(self) -> Iterator[Item]:
        """Yield error texts with the numbers and names of another machine, some of them cut."""
        lines: defaultdict[str, set[str]] = defaultdict(set)
        for article in self.articles:
            for line in {_squeezed(line) for line in article.document.error_text.split("\n")}:
                lines[line].add(article.path)
        made = 0
        for article in self._shuffled("pasted"):
            random_ = random.Random(article.path)  # noqa: S311 - to draw, not to hide
            fit = [
                line.strip()
                for line in article.document.error_text.split("\n")
                if len(line.split()) >= PASTED_WORDS[0]
                and len(lines[_squeezed(line)]) <= MOST_ANSWERS
            ]
            if not fit:
                continue
            line = random_.choice(fit)
            words = _elsewhere(line, random_).split()[: PASTED_WORDS[1]]
            if random_.random() < 0.3:
                words = words[: max(PASTED_WORDS[0], len(words) * 2 // 3)]
            yield self._item("pasted", article, " ".join(words), lines[_squeezed(line)])
            made += 1
            if made == PER_KIND:
                return

    def pieces(self) -> Iterator[Item]:
        """Yield pieces of Korean words that few articles have."""
        if self.collection != "ko":
            return
        made = 0
        for article in self._shuffled("partial"):
            random_ = random.Random(article.path)  # noqa: S311 - to draw, not to hide
            runs = sorted(set(_HANGUL.findall(article.markdown)))
            random_.shuffle(runs)
            for run in runs[:40]:
                stem = run[:-2]  # what stands at the end is seldom the word
                length = random_.randint(3, min(4, len(stem)))
                start = random_.randint(0, len(stem) - length)
                piece = stem[start : start + length]
                answers = [one.path for one in self.articles if piece in one.markdown]
                if len(answers) <= MOST_ANSWERS:
                    yield self._item("partial", article, piece, answers)
                    made += 1
                    break
            if made == PER_KIND:
                return


def _mistype(word: str, random_: random.Random) -> str:
    at = random_.randint(1, len(word) - 2)
    letter = random_.choice("etaoinsrhl")
    return random_.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def _elsewhere(line: str, random_: random.Random) -> str:
    def number(found: re.Match[str]) -> str:
        if len(found[0]) < 5:  # error codes and ports stay what they are
            return found[0]
        return "".join(random_.choice("123456789") for _ in found[0])

    def name(found: re.Match[str]) -> str:
        if _WORD.fullmatch(found[0]) and found[0].islower():
            return found[0]
        return "".join(random_.choice("bcdfgklmnprst") for _ in found[0])

    return _QUOTED_NAME.sub(name, _NUMBER.sub(number, line))


def idf(documents: int, found: int) -> float:
    """Return the usual weight of a word that *found* of *documents* have."""
    return math.log(1 + (documents - found + 0.5) / (found + 0.5))
