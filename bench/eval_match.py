"""How well a pasted text is matched: on texts that people pasted, and on a big catalogue.

``python bench/eval_match.py [FOLDER]`` reads ``cases/log_cases.jsonl`` and ``corpora/`` in FOLDER,
which is ``$BANGDEX_SHARED`` or ``../shared`` beside this repository; neither is part of it. The
catalogue is made of the corpora's own articles; their error texts are pasted with what differs
from one machine to the next changed, and then damaged as pastes are.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench_results import write_part

from bangdex.index import Document
from bangdex.knowledge import read_knowledge
from bangdex.match import ErrorText, MatchIndex, build_match_index, catalog_index, match
from bangdex.match.tokens import tokenize
from bangdex.model import Status
from bangdex.site import index_documents

REPOSITORY = Path(__file__).resolve().parent.parent
ARTICLES = 1500
QUERIES = 500
LEAST_WORDS = 4

_SYMPTOMS = re.compile(
    r"^#+ (?:symptoms?|issue|problem|scenario|error message)\b[^\n]*\n(.*?)(?=^#{1,2} |\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_QUOTE = re.compile(
    r"(?:^[ \t]*>[^\n]*\n?(?:^(?![ \t]*(?:>|#|-|\*|\d+\.|```|\n))[^\n]+\n?)*)+", re.MULTILINE
)
_FENCE = re.compile(
    r"^[ \t]*```(?:output|text|console|log)?[ \t]*\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL
)
_CALLOUT = re.compile(r"^\s*\[!", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a corpus."""

    path: str
    title: str
    symptom: str
    rest: str
    errors: tuple[str, ...]


def articles(shared: Path) -> list[Article]:
    """Return the articles that a big catalogue is made of: some of one corpus, all of others."""
    found = []
    with zipfile.ZipFile(shared / "corpora" / "ms-support-articles.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".md")]
        names.sort(key=lambda name: hashlib.sha256(name.encode()).hexdigest())
        for name in names:
            article = _article(name, archive.read(name).decode("utf-8", "replace"))
            if article is not None and article.errors:
                found.append(article)
            if len(found) == ARTICLES:
                break
    for folder in ("longhorn-kb", "rook-troubleshooting"):
        for path in sorted((shared / "corpora" / folder).glob("*.md")):
            article = _article(path.name, path.read_text(encoding="utf-8"))
            if article is not None:
                found.append(article)
    return found


def _article(path: str, text: str) -> Article | None:
    title = re.search(r"^title: *[\"']?(.*?)[\"']?$", text, re.MULTILINE)
    body = re.sub(r"\A---.*?\n---\n", "", text, flags=re.DOTALL)
    symptom = "\n".join(_SYMPTOMS.findall(body))
    if not symptom:
        return None
    errors = list(_FENCE.findall(symptom))
    prose = _FENCE.sub("", symptom)
    for quote in _QUOTE.findall(prose):
        plain = re.sub(r"^[ \t]*> ?", "", quote, flags=re.MULTILINE)
        plain = re.sub(
            r"[*_`]{1,2}(?=\S)|(?<=\S)[*`]{1,2}| {2}$|\\(?=[\[\]<>*_])",
            "",
            plain,
            flags=re.MULTILINE,
        )
        if not _CALLOUT.search(plain):
            errors.append(plain)
    prose = _QUOTE.sub("", prose)
    rest = _SYMPTOMS.sub("", body)
    kept = tuple(e.strip() for e in errors if len(tokenize(e)) >= LEAST_WORDS)
    return Article(path, title[1] if title else path, prose, rest, kept)


def documents(found: list[Article]) -> list[Document]:
    """Return *found* as documents, numbered in order."""
    return [
        Document(
            id=str(number),
            url=f"{number}.html",
            path=article.path,
            title=article.title,
            product="x",
            product_name="x",
            status=Status.SOLVED,
            keywords=(),
            causes=(),
            error_text="\n".join(article.errors),
            symptom=article.symptom,
            test="",
            fix=article.rest,
            symptom_anchor="",
            test_anchor="",
            fix_anchor="",
        )
        for number, article in enumerate(found)
    ]


def catalogue(found: list[Article]) -> MatchIndex:
    """Return the index of *found*."""
    return build_match_index(documents(found), [[ErrorText(e) for e in a.errors] for a in found])


_HEX = "0123456789abcdef"
_KEEP_NUMBER = re.compile(
    r"(?:error|code|id|event|status|exit|msg|message|number|http|errno|returned|reason|state|level)"
    r"(?: ?(?:code|error|id|number|status))?[ :=#(-]{1,3}$",
    re.IGNORECASE,
)


def changed(text: str, chance: random.Random) -> str:
    """Return *text* as another machine would write it."""

    def name() -> str:
        return chance.choice(["web", "dbtest", "node", "prod", "kim"]) + str(chance.randint(1, 99))

    def number(match: re.Match[str]) -> str:
        if _KEEP_NUMBER.search(text_now[: match.start()][-24:]):
            return match[0]
        return str(chance.randint(10 ** (len(match[0]) - 1), 10 ** len(match[0]) - 1))

    text = re.sub(
        r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b",
        lambda m: "".join(chance.choice(_HEX) if c != "-" else c for c in m[0]),
        text,
    )
    text = re.sub(r"<[A-Za-z][\w .:-]{0,40}>", lambda _: name(), text)
    text = re.sub(r"(?i)\b(?:contoso|fabrikam)\b", lambda _: name(), text)
    text = re.sub(r"\b[xX]{3,}\b", lambda _: name(), text)
    text = re.sub(
        r"(?<=\w[\\/])[\w.-]+(?=[\\/][\w.-]+[\\/])",
        lambda m: name() if len(m[0]) > 2 else m[0],
        text,
    )
    text = re.sub(
        r"(?<!0x)\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b",
        lambda m: "".join(chance.choice(_HEX) for _ in m[0][1:]) + "7",
        text,
    )
    text_now = text
    return re.sub(r"(?<![\w.-])\d{2,}(?![\w.])", number, text)


def cut(text: str, chance: random.Random) -> str:
    """Return the beginning of a long text, or its middle."""
    size = int(len(text) * chance.uniform(0.5, 0.9))
    return text[:size]


def wrapped(text: str, _: random.Random) -> str:
    """Return *text* as a terminal of 80 columns shows it."""
    return "\n".join(
        line[at : at + 80] for line in text.split("\n") for at in range(0, max(len(line), 1), 80)
    )


def in_json(text: str, _: random.Random) -> str:
    """Return *text* as the message of a log line in JSON."""
    return json.dumps({"level": "error", "ts": 1587955224.9, "msg": text, "controller": "main"})


def with_prefix(text: str, chance: random.Random) -> str:
    """Return *text* with a time before each line."""
    return "\n".join(
        f"2024-03-{chance.randint(10, 28)}T{chance.randint(10, 23)}:07:07.113Z "
        f"host-{chance.randint(1, 9)} app[{chance.randint(100, 999)}]: {line}"
        for line in text.split("\n")
    )


def coloured(text: str, _: random.Random) -> str:
    """Return *text* in colours."""
    return "\n".join(f"\x1b[31m{line}\x1b[0m" for line in text.split("\n"))


def among_others(text: str, chance: random.Random) -> str:
    """Return *text* in the middle of other lines."""

    def other() -> str:
        words = "starting worker request handled in queue cache refreshed sync done session".split()
        return f"INFO {chance.randint(1000, 9999)} " + " ".join(chance.sample(words, 6))

    lines = [other() for _ in range(chance.randint(3, 30))]
    return "\n".join([*lines, text, *(other() for _ in range(chance.randint(0, 20)))])


Damage = Callable[[str, random.Random], str]
DAMAGES: dict[str, Damage] = {
    "none": lambda text, _: text,
    "json": in_json,
    "wrapped": wrapped,
    "prefix": with_prefix,
    "colours": coloured,
    "other lines": among_others,
    "one line": lambda text, _: " ".join(text.split()),
    "cut": cut,
}


def damaged(text: str, chance: random.Random) -> str:
    """Return *text* changed, half of the long ones cut, and in one of the ways that pastes come."""
    text = changed(text, chance)
    if len(text) > 160 and chance.random() < 0.5:
        text = cut(text, chance)
    way = chance.choice([name for name in DAMAGES if name != "cut"])
    return DAMAGES[way](text, chance)


def same_text(one: str, other: str) -> bool:
    """Return whether two error texts are the same, but for numbers and order."""
    first, second = ({w for w in tokenize(t).words if w.isalpha()} for t in (one, other))
    return len(first & second) >= 0.93 * min(len(first), len(second))


def measure(
    index: MatchIndex, found: list[Article], ways: Damage, label: str
) -> tuple[str, list[tuple[str, int, list[str]]]]:
    """Return how texts changed in *ways* are matched, in words, and the misses."""
    chance = random.Random(label)  # noqa: S311 - the same texts every time
    pool = [(n, e) for n, a in enumerate(found) for e in a.errors]
    drawn = chance.sample(pool, min(QUERIES, len(pool)))
    first = third = own = only = same = 0
    misses = []
    for number, error in drawn:
        text = ways(error, chance)
        result = match(index, text)
        ids = [int(r.id) for r in result.results]
        claims = [int(r.id) for r in result.results if r.verdict == "match"]
        first += ids[:1] == [number]
        third += number in ids[:3]
        own += number in claims
        wrong = bool(claims) and number not in claims
        alike = wrong and any(same_text(error, e) for c in claims for e in found[c].errors)
        only += wrong and not alike
        same += alike
        if wrong or ids[:1] != [number]:
            misses.append((text, number, [r.id + r.verdict[0] for r in result.results[:4]]))
    size = len(drawn)
    said = (
        f"{label:34} first {first / size:6.1%}  in three {third / size:6.1%}"
        f"  claimed {own / size:6.1%}"
        f"  only another {only / size:5.1%} (with the same text {same / size:.1%})"
    )
    return said, misses


def pasted(shared: Path) -> Iterator[str]:
    """Yield how the texts that people pasted are matched."""
    catalog = read_knowledge(REPOSITORY / "kb").catalog
    index = catalog_index(catalog, index_documents(catalog))
    counts: dict[str, list[bool]] = {"positive": [], "symptom": [], "claimed": []}
    cases = (shared / "cases" / "log_cases.jsonl").read_text(encoding="utf-8").splitlines()
    for case in map(json.loads, cases):
        results = match(index, case["text"]).results
        expected = [f"cdi-{number}" for number in case["expected"]]
        if case["kind"] == "positive":
            counts["positive"].append(bool(results) and results[0].id in expected)
        elif case["kind"] == "symptom":
            counts["symptom"].append(any(r.id in expected for r in results[:3]))
        else:
            counts["claimed"].append(any(r.verdict == "match" for r in results))
    for name, label in (
        ("positive", "error texts: the right issue first"),
        ("symptom", "descriptions: the right one in three"),
        ("claimed", "others: claimed, wrongly"),
    ):
        yield f"{label:38} {sum(counts[name])} of {len(counts[name])}"


def left_out(index_of: Callable[[list[Article]], MatchIndex], found: list[Article]) -> str:
    """Return how many texts of articles that the catalogue lacks are claimed."""
    lacking = found[::6]
    rest = [a for n, a in enumerate(found) if n % 6]
    index = index_of(rest)
    wrong = same = 0
    texts = [a.errors[0] for a in lacking if a.errors]
    for text in texts:
        claims = [int(r.id) for r in match(index, text).results if r.verdict == "match"]
        alike = any(same_text(text, e) for c in claims for e in rest[c].errors)
        same += bool(claims) and alike
        wrong += bool(claims) and not alike
    return (
        f"texts of {len(texts)} articles that it lacks: claimed {wrong / len(texts):.1%}"
        f" (the same text in another article {same / len(texts):.1%})"
    )


def shared_folder(arguments: list[str]) -> Iterator[Path]:
    """Yield the folder with cases and corpora, if it is there."""
    named = arguments[0] if arguments else os.environ.get("BANGDEX_SHARED", "")
    folder = Path(named) if named else REPOSITORY.parent / "shared"
    if (folder / "cases").is_dir() and (folder / "corpora").is_dir():
        yield folder
    else:
        print(f"no cases/ and corpora/ in {folder}: nothing is measured", file=sys.stderr)


def outcomes(shared: Path, *, verbose: bool) -> Iterator[str]:
    """Yield all lines of the outcome, as they are found."""
    yield from pasted(shared)
    found = articles(shared)
    start = time.perf_counter()
    index = catalogue(found)
    yield (
        f"catalogue: {len(found)} articles, {len(index.signatures)} error texts,"
        f" {len(index.keys)} keys, {time.perf_counter() - start:.1f} s"
    )
    runs: list[tuple[str, Damage]] = [("changed", changed), ("changed and damaged", damaged)]
    for label, ways in runs:
        said, misses = measure(index, found, ways, label)
        yield said
        for text, number, got in misses[: 40 * verbose]:
            yield f"    {number} {got} {text[:300]!r}"
            yield f"        own: {[e[:200] for e in found[number].errors]}"
    for name, damage in DAMAGES.items():
        yield measure(index, found, lambda t, c, d=damage: d(changed(t, c), c), f"changed, {name}")[
            0
        ]
    yield left_out(catalogue, found)


def main(arguments: list[str]) -> None:
    """Print the outcome, and write it down."""
    for shared in shared_folder(arguments):
        lines = []
        for line in outcomes(shared, verbose="-v" in arguments):
            print(line, flush=True)
            lines.append(line)
        write_part("Pasting", "\n".join(("```", *lines, "```")))


if __name__ == "__main__":
    main(sys.argv[1:])
