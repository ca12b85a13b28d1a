"""Text as tokens: what hides them is looked through, and where they stand stays true."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.match.keys import issue_key, pair_hash, text_key, word_hash
from bangdex.match.tokens import MANY, PIECE, normal, tokenize

PIECES = [*"aZs9 .-_/\\\"':{}&;\n\tu노드é😀", "\x1b[31m", "&quot;", '\\"', '":', "\\u0041"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("!?", []),
        ('failed calling webhook "a.b-c"', ["failed", "calling", "webhook", "a", "b", "c"]),
        ("Pods registries access status", ["pod", "registry", "access", "status"]),
        ("20Gi 0x80070005 E0308", ["20gi", "0x80070005", "e0308"]),
        ("pod이 노드를", ["pod", "이", "노드를"]),
        ("\x1b[31mred\x1b[0m \\u001b[1;31mtoo\\u001b[0m ^[[32mgreen^[[0m", ["red", "too", "green"]),
        ("a&quot;b&lt;c", ["a", "b", "c"]),
        ('{"msg":"one\\ntwo\\tthree \\u003cfour"}', ["msg", "one", "two", "three", "four"]),
        ("C:\\new\\table", ["c", "new", "table"]),
        ("a😀b", ["a", "b"]),
    ],
)
def test_text_is_read_as_tokens(text: str, words: list[str]) -> None:
    assert tokenize(text).words == words


def test_a_word_that_the_end_of_a_line_cuts_is_also_read_whole_in_a_paste() -> None:
    text = "the scr\natch volume\n is full"
    assert tokenize(text).words == ["the", "scr", "atch", "volume", "is", "full"]
    pasted = tokenize(text, pasted=True)
    assert pasted.words == ["the", "scr", "scratch", "atch", "volume", "is", "full"]
    assert list(pasted.lines) == [0, 0, 0, 1, 1, 2, 2]


@given(TEXTS)
def test_every_token_stands_where_it_says(text: str) -> None:
    found = tokenize(text)
    places = zip(found.words, found.starts, found.ends, found.lines, strict=True)
    for word, start, end, line in places:
        assert normal(found.text[start:end]) == word
        assert found.text.count("\n", 0, start) == line
    assert list(found.starts) == sorted(found.starts)


@given(TEXTS)
def test_what_is_compared_stays_what_it_is(text: str) -> None:
    for word in tokenize(text).words:
        assert normal(word) == word


def test_json_reads_as_the_text_in_it() -> None:
    text = 'cannot mount "data": path /var/lib\nis not empty'
    words = tokenize(text).words
    assert tokenize(json.dumps({"msg": text})).words == ["msg", *words]


def test_a_long_line_is_read_like_many_short_ones() -> None:
    words = ["alpha", "beta", "gamma"] * PIECE
    assert tokenize(" ".join(words)).words == words


def test_a_word_of_megabytes_is_read_in_pieces() -> None:
    found = tokenize("x" * 5 * PIECE)
    assert [len(word) for word in found.words] == [2 * PIECE, 2 * PIECE, PIECE]


def test_lines_like_ones_before_are_left_out_once_there_are_many() -> None:
    lines = [f"worker {n} started job {n}" for n in range(5000)]
    found = tokenize("\n".join([*lines, "worker failed"]), pasted=True)
    assert MANY <= len(found) < MANY + 10
    assert found.words[-2:] == ["worker", "failed"]


def test_keys_are_the_same_everywhere() -> None:
    assert word_hash("foobar") == 0xBF9CF968  # a published value of FNV-1a
    first, second = word_hash("foo"), word_hash("bar")
    assert word_hash("bar", first) == word_hash("foobar")
    pair = pair_hash(first, second)
    assert pair != pair_hash(second, first)
    assert issue_key(pair) ^ text_key(pair) == 1
