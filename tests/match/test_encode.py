"""The signatures as files."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bangdex.index.encode import FOLDER
from bangdex.index.packing import ALPHABET, SINGLE
from bangdex.match.encode import LOW, encode_match
from bangdex.match.index import Entry, MatchIndex
from bangdex.match.keys import run_of
from bangdex.match.tokens import tokenize
from match.samples import index_of, sample_index


def calls(index: MatchIndex, run_bytes: int = 8192) -> dict[str, list[list[Any]]]:
    """Return what each kind of file calls, in the order of their numbers."""
    found: dict[str, list[list[Any]]] = {"match": [], "keys": [], "signatures": []}
    for file in encode_match(index, "b1", run_bytes):
        assert file.path.startswith(FOLDER)
        call = re.fullmatch(r"bangdex\.index\.(\w+)\((.*)\);\n", file.content.decode(), re.DOTALL)
        assert call is not None
        found[call[1]].append(json.loads(f"[{call[2]}]"))
    for rows in found.values():
        rows.sort(key=lambda row: row[1])
        assert all(row[:2] == ["b1", number] for number, row in enumerate(rows))
    return found


def numbers(text: str) -> list[int]:
    """Return the numbers of a packed text, read the slow and obvious way."""
    values = [ALPHABET.index(char) for char in text]
    found = []
    while values:
        value = values.pop(0)
        found.append(value if value < SINGLE else (value - SINGLE) * SINGLE + values.pop(0))
    return found


def decoded(text: str, words: list[str]) -> str:
    """Return a text with the words that stand in it as one character."""
    coded = {chr(0x100 + at): word for at, word in enumerate(words) if word}
    return "".join(coded.get(char, char) for char in text)


def unpacked(run: str) -> dict[int, Entry]:
    found = {}
    rest = numbers(run)
    key = 0
    while rest:
        key += rest.pop(0) * LOW + rest.pop(0)
        weight = 0 if key % 2 else rest.pop(0)
        postings = []
        last = 0
        for _ in range(rest.pop(0)):
            last += rest.pop(0)
            postings.append((last, 0) if key % 2 else divmod(last, 16))
        found[key] = Entry(weight, tuple(postings))
    return found


@pytest.mark.parametrize("run_bytes", [8192, 40])
def test_keys_lead_where_they_did(run_bytes: int) -> None:
    index = sample_index()
    found = calls(index, run_bytes)
    runs = [unpacked(row[2]) for row in found["keys"]]
    assert {key: entry for run in runs for key, entry in run.items()} == index.keys
    assert found["match"][0][2]["runs"] == len(runs)
    assert all(run_of(key, len(runs)) == at for at, run in enumerate(runs) for key in run)


def test_a_signature_is_read_again_as_it_was() -> None:
    index = sample_index()
    found = calls(index)
    rows = [row for call in found["signatures"] for row in call[2]]
    words = found["match"][0][2]["words"].split(",")
    assert len(rows) == len(index.signatures)
    for row, signature in zip(rows, index.signatures, strict=True):
        assert row[0] == signature.issue
        text = decoded(row[1], words)
        assert (text, tokenize(text).words) == (signature.text, list(signature.words))
        units = [(u.first * 256 + u.end) * 2 + u.claims for u in signature.units]
        assert numbers(row[3]) == units
        assert [divmod(value, 16) for value in numbers(row[2])] == list(
            zip(signature.parts, signature.bits, strict=True)
        )


def test_a_signature_says_what_differs_freely_and_which_tokens_are_codes() -> None:
    index = index_of("error 1603 while {$Name} copied 12 files to {$Target}")
    ((_, _, ((_, _, _, _, slots, codes),)),) = calls(index)["signatures"]
    assert slots == [[3, 4, "Name"], [5, 6], [8, 9, "Target"]]
    assert codes == [1]


def test_the_same_issues_give_the_same_files() -> None:
    assert encode_match(sample_index(), "b1") == encode_match(sample_index(), "b1")


def test_a_knowledge_base_without_error_texts_has_an_index_too() -> None:
    found = calls(index_of())
    assert (found["keys"], found["signatures"]) == ([["b1", 0, ""]], [])


@pytest.mark.parametrize(
    "text", ["= ошибка ž in the volume", "Āthe volume ā", "an error " * 9, "x"]
)
def test_any_text_survives_the_coding_of_its_words(text: str) -> None:
    index = index_of(text, "an error in the volume", "the volume error", "the volume")
    found = calls(index)
    words = found["match"][0][2]["words"].split(",")
    rows = [row for call in found["signatures"] for row in call[2]]
    assert [decoded(row[1], words) for row in rows] == [one.text for one in index.signatures]
