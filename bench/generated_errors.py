"""A big catalogue of generated articles that have error texts, alike as real ones are."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from eval_match import Article

LETTERS = 2700  # of an article
SYMPTOM = 0.4  # of it
HAVING = 2 / 3  # of the articles have an error text, and
TWO = 0.4  # of these have two
LONGEST = 1200  # letters of an error text
TURNS = 0.06  # words after which an error text goes on as another one does
OTHERS = 0.04  # ordinary words that are others
NAMES = 3  # that an article has for itself

_PIECE = re.compile(r"[^\W_]+|[\W_]+")
_NAME = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[A-Z]{4,}|\w*[a-z]\d\w*")
_HEX = re.compile(r"(?i)(?=.*\d)(?:0x)?[0-9a-f]{4,}")


class _Texts:
    """The error texts that others are made of, in words and what stands between them."""

    def __init__(self, found: Sequence[Article], chance: random.Random) -> None:
        self.chance = chance
        self.texts = [
            _PIECE.findall(error[:LONGEST]) for article in found for error in article.errors
        ]
        self.words = [p for pieces in self.texts for p in pieces if p.isalpha() and len(p) > 3]
        places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, pieces in enumerate(self.texts):
            for at, piece in enumerate(pieces):
                if piece.isalpha():
                    places[piece].append((number, at))
        self.places = places

    def name(self) -> str:
        """Return a name, made of two words."""
        return "".join(self.chance.choice(self.words).capitalize() for _ in range(2))

    def error(self, names: Sequence[str]) -> str:
        """Return an error text: that of one article, then of another, with other *names*."""
        chance = self.chance
        number, at = chance.randrange(len(self.texts)), 0
        made: list[str] = []
        length = 0
        own: dict[str, str] = {}
        while at < len(self.texts[number]) and length < LONGEST:
            piece = self.texts[number][at]
            if piece.isalpha() and chance.random() < TURNS:
                number, at = chance.choice(self.places[piece])
            if piece not in own:
                own[piece] = self._other(piece, names)
            made.append(own[piece])
            length += len(piece)
            at += 1
        return "".join(made).strip()

    def _other(self, piece: str, names: Sequence[str]) -> str:
        chance = self.chance
        if _HEX.fullmatch(piece):
            start, rest = (piece[:3], piece[3:]) if piece[1:2] in "xX" else ("", piece)
            letters = "0123456789ABCDEF" if rest.isupper() else "0123456789abcdef"
            letters = "0123456789" if rest.isdigit() else letters
            return start + "".join(chance.choice(letters) for _ in rest)
        if piece.isdigit():
            return str(chance.randrange(10 ** (len(piece) - 1), 10 ** len(piece)))
        if _NAME.fullmatch(piece):
            return chance.choice(names)
        if piece.isalpha() and chance.random() < OTHERS:
            return chance.choice(self.words)
        return piece


def generated(found: Sequence[Article], count: int) -> list[Article]:
    """Return *count* articles whose lines are drawn from those of *found*.

    Each has names of its own, which stand in its title, its error texts and its symptoms. Two error
    texts share words and beginnings as two real ones do: they are real ones that go over into one
    another where both have the same word, with other names, numbers and codes.
    """
    chance = random.Random(count)  # noqa: S311 - the same articles every time
    texts = _Texts(found, chance)
    symptoms = [line for a in found for line in a.symptom.split("\n") if line.strip()]
    rest = [line for a in found for line in a.rest.split("\n") if line.strip()]
    made = []
    for number in range(count):
        names = [texts.name() for _ in range(NAMES)]
        having = chance.random() < HAVING
        errors = [texts.error(names) for _ in range(having + (having and chance.random() < TWO))]
        made.append(
            Article(
                path=f"generated/{number}.md",
                title=f"{chance.choice(found).title} in {names[0]} (case {number})",
                symptom=f"{' '.join(names)}\n{_lines(symptoms, SYMPTOM, chance)}",
                rest=_lines(rest, 1 - SYMPTOM, chance),
                errors=tuple(errors),
            )
        )
    return made


def _lines(pool: Sequence[str], share: float, chance: random.Random) -> str:
    lines: list[str] = []
    size = LETTERS * share
    while size > 0:
        lines.append(chance.choice(pool)[: int(LETTERS * share)])
        size -= len(lines[-1]) + 1
    return "\n".join(lines)
