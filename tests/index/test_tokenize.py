"""Words of a text, as the build sees them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.index.tokenize import LONGEST, terms, words
from bangdex.text import keyword_key
from index.samples import vectors

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=9)
WORDS = (
    "pod",
    "Pod",
    "limits.cpu",
    "BackOff",
    "-n",
    "C++",
    "설치",
    "가",
    "ㅊ",
    "2.0",
    "é",
    "\u0301",
)
PIECES = st.sampled_from([*WORDS, *" \t\u00a0\u2028.-_#+\"'(/=!\u200b"])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize(("text", "expected"), vectors("tokenize.json"))
def test_a_text_has_these_words(text: str, expected: list[list[str]]) -> None:
    assert [list(word.terms) for word in words(text)] == expected


@pytest.mark.parametrize(("text", "expected"), vectors("text.json"))
def test_a_keyword_has_this_key(text: str, expected: str) -> None:
    assert keyword_key(text) == expected


@given(HANGUL, HANGUL, HANGUL)
def test_a_korean_word_is_found_inside_any_other(before: str, word: str, after: str) -> None:
    assert set(terms(word)) <= set(terms(before + word + after))


@given(HANGUL, st.sampled_from(["pod", "limits.cpu", "BackOff", "mysql8"]))
def test_a_word_glued_to_hangul_does_not_hide(hangul: str, word: str) -> None:
    assert set(terms(word)) <= set(terms(hangul + word + hangul))


@given(TEXTS, TEXTS)
def test_texts_apart_have_the_same_words_as_together(one: str, other: str) -> None:
    assert terms(one) + terms(other) == terms(f"{one}\n{other}")


@given(st.one_of(TEXTS, st.text(max_size=40)))
def test_composed_and_decomposed_text_are_the_same(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert terms(unicodedata.normalize("NFC", text)) == terms(decomposed)


@given(st.text(max_size=200))
def test_no_term_is_empty_or_too_long_or_repeated_in_its_word(text: str) -> None:
    for word in words(text):
        lengths = {len(term) for term in word.terms}
        assert lengths
        assert min(lengths) > 0
        # lower case can be longer: that of a capital I with a dot is two characters
        assert max(lengths) <= LONGEST
        assert word.syllables or len(set(word.terms)) == len(word.terms)


def test_a_megabyte_of_one_word_is_read() -> None:
    assert terms("x" * 1_000_000) == ["x" * LONGEST]
