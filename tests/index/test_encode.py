"""The index as files."""

from __future__ import annotations

import json
import re
from array import array
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bangdex.index import build_index, encode, search
from bangdex.index.build import MOST_POSTINGS
from bangdex.index.encode import FOLDER
from bangdex.index.excerpts import cut_bytes
from bangdex.index.inverted import Postings, code_units
from bangdex.index.packing import ALPHABET, SINGLE, number, pack, separator
from bangdex.index.spellings import distance
from index.samples import document, documents

CALL = re.compile(r"bangdex\.index\.(\w+)\((.*)\);\n", re.DOTALL)
TERMS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


def call(content: bytes) -> tuple[str, list[Any]]:
    """Return the function that a file calls and the arguments."""
    found = CALL.fullmatch(content.decode())
    assert found
    return found[1], json.loads(f"[{found[2]}]")


class Reader:
    """Reads numbers back, the slow and obvious way."""

    def __init__(self, text: str) -> None:
        # the browser sees code units
        units = code_units(text)
        self.units = [
            units[i : i + 2].decode("utf-16-be", "surrogatepass") for i in range(0, len(units), 2)
        ]
        self.at = 0

    def text(self, length: int) -> str:
        self.at += length
        taken = "".join(self.units[self.at - length : self.at])
        return taken.encode("utf-16-be", "surrogatepass").decode("utf-16-be")

    def number(self) -> int:
        value = ALPHABET.index(self.text(1))
        return value if value < SINGLE else (value - SINGLE) * SINGLE + ALPHABET.index(self.text(1))


def unpacked(terms: str, postings: str) -> dict[str, tuple[int, list[int]]]:
    found = {}
    term = ""
    heads, bodies = Reader(terms), Reader(postings)
    while heads.at < len(heads.units):
        shared, rest = heads.number(), heads.number()
        before = code_units(term)[: shared * 2].decode("utf-16-be")
        term = before + heads.text(rest)
        length = heads.number()
        end = bodies.at + length // 2
        count = heads.number() if length % 2 else None
        values = []
        while bodies.at < end:
            many, bits = divmod(bodies.number(), 16)
            last = -1
            for _ in range(many):
                last += bodies.number() + 1
                values.append(last * 16 + bits)
        found[term] = (len(values) if count is None else count, sorted(values))
    return found


@given(
    st.dictionaries(
        TERMS,
        st.tuples(
            st.dictionaries(st.integers(0, 4_000_000), st.integers(0, 15)), st.integers(0, 9)
        ),
    ),
    st.integers(1, 200),
)
def test_what_is_packed_comes_back(
    wanted: dict[str, tuple[dict[int, int], int]], size: int
) -> None:
    postings = {
        term: Postings(
            len(bits) + dropped, array("I", (n * 16 + b for n, b in sorted(bits.items())))
        )
        for term, (bits, dropped) in wanted.items()
    }
    runs = pack(sorted(postings, key=code_units), postings, size)
    found = {term: got for run in runs for term, got in unpacked(run.terms, run.postings).items()}
    assert found == {term: (one.found, list(one.values)) for term, one in postings.items()}


@given(st.integers(0, SINGLE * 1200 - 1))
def test_a_number_comes_back(value: int) -> None:
    assert Reader(number(value)).number() == value


@given(TERMS, TERMS)
def test_a_separator_is_the_shortest_string_between_two_terms(one: str, other: str) -> None:
    before, after = sorted((one, other), key=code_units)
    if before == after:
        return
    found = separator(before, after)
    assert after.startswith(found)
    assert code_units(before) < code_units(found) <= code_units(after)
    assert len(found) == 1 or code_units(found[:-1]) <= code_units(before)


def test_names_are_made_of_contents_but_for_the_manifest() -> None:
    index = build_index(documents())
    paths = [
        {file.path for file in encode(index, build, shard_bytes=300)}
        for build in ("b1", "b1", "b2")
    ]
    assert paths[0] == paths[1]
    assert paths[0] & paths[2] == {f"{FOLDER}manifest.js"}


def test_every_file_says_its_build_and_its_number() -> None:
    files = encode(build_index(documents()), 'b"1', shard_bytes=300)
    calls = {file.path.removeprefix(FOLDER): call(file.content) for file in files}
    _, (manifest,) = calls.pop("manifest.js")
    assert manifest["build"] == 'b"1'
    for name, (kind, arguments) in calls.items():
        assert name == f"{kind}-{arguments[1]}-{manifest['digest']}.js"
        assert arguments[0] == 'b"1'
    assert sum(kind == "shard" for kind, _ in calls.values()) == manifest["shards"]


def test_the_same_documents_make_the_same_bytes_in_any_order() -> None:
    forward = encode(build_index(documents()), "b1")
    assert encode(build_index(documents()[::-1]), "b1") == forward


def test_the_files_of_an_empty_knowledge_base_are_the_manifest_alone() -> None:
    assert [file.path for file in encode(build_index([]), "b1")] == [f"{FOLDER}manifest.js"]


def test_a_common_word_keeps_its_best_issues_and_its_true_count() -> None:
    many = [document(id=f"x-{n}", symptom="common") for n in range(MOST_POSTINGS + 3)]
    index = build_index([*many, document(id="x-99999", title="common")])
    where = index.find("common")
    assert where is not None
    assert (where.found, len(where.values)) == (MOST_POSTINGS + 4, MOST_POSTINGS)
    assert search(index, "common").hits[0].id == "x-99999"


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cut_text_is_a_beginning_of_at_most_so_many_bytes(text: str, limit: int) -> None:
    cut = cut_bytes(text, limit)
    assert text.startswith(cut)
    assert len(cut.encode()) <= limit or cut == text == ""


@given(st.text("ab", max_size=5), st.text("ab", max_size=5))
def test_a_distance_is_counted_as_the_definition_says(one: str, other: str) -> None:
    def mistakes(a: str, b: str) -> int:
        if not a or not b:
            return len(a) + len(b)
        ways = [
            mistakes(a[1:], b) + 1,
            mistakes(a, b[1:]) + 1,
            mistakes(a[1:], b[1:]) + (a[0] != b[0]),
        ]
        if a[:2] == b[1::-1] and len(a) > 1 and len(b) > 1:
            ways.append(mistakes(a[2:], b[2:]) + 1)
        return min(ways)

    assert distance(one, other, 9) == mistakes(one, other)
    assert distance(one, other, 1) == min(mistakes(one, other), 2)
