from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.text import MAX_SLUG_BYTES, invisible, keyword_key, slugify, unique_slug

VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors/text.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("text", "key"), VECTORS)
def test_two_spellings_of_one_keyword_have_one_key(text: str, key: str) -> None:
    assert keyword_key(text) == key


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("importer pod", "importer-pod"),
        ("  Importer   Pod  ", "importer-pod"),
        ("!importer pod", "importer-pod"),
        ("limits.cpu", "limits.cpu"),
        ("v1.11.0", "v1.11.0"),
        ("리소스 쿼터", "리소스-쿼터"),
        (unicodedata.normalize("NFD", "쿼터"), "쿼터"),
        ("C++", "c"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", ""),
        ("!!!", ""),
        ("", ""),
        ("\u3000", ""),
        ("-a-", "a"),
        ("__config", "config"),
        ("__proto__", "proto"),
        ("a__b", "a__b"),
        ("_", ""),
        ("<script>", "script"),
        ('a"b&c', "a-b-c"),
        ("ＣＰＵ", "cpu"),
        ("x\u202ey", "x-y"),
        ("a.", "a"),
        ("👍", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_never_needs_escaping_in_a_path_or_an_id(text: str) -> None:
    slug = slugify(text)
    assert all(char.isalnum() or unicodedata.category(char)[0] in "LNP" for char in slug)
    assert not set(slug) & set("/\\#?%&\"'<> :")
    assert not slug.startswith(("-", ".", "_"))


def test_the_first_of_equal_slugs_is_plain_and_the_next_carry_a_hash() -> None:
    taken: set[str] = set()
    found = [unique_slug(text, taken) for text in ("c", "c++", "c#", "c")]
    assert found[0] == "c"
    assert all(slug.startswith("c-") for slug in found[1:])
    assert len(set(found)) == 4
    assert taken == set(found)


@given(st.lists(st.sampled_from(["a", "A", "a!", "!!!", "???", "", "가", "a-2", "x" * 500])))
def test_no_two_texts_get_the_same_slug_however_often_they_come(texts: list[str]) -> None:
    taken: set[str] = set()
    found = [unique_slug(text, taken) for text in texts]
    assert len(set(found)) == len(texts)
    assert all(found)


@pytest.mark.parametrize("text", ["a" * 5000, "가" * 5000, "a" + "가" * 5000, "-".join("ab" * 90)])
def test_a_slug_of_any_text_is_short_enough_for_a_file_name(text: str) -> None:
    assert len(unique_slug(text, set()).encode()) <= MAX_SLUG_BYTES + len("-123456")


def test_two_long_texts_that_start_alike_get_different_slugs_in_any_order() -> None:
    one, two = "a" * 200 + "1", "a" * 200 + "2"
    taken: set[str] = set()
    forward = {text: unique_slug(text, taken) for text in (one, two)}
    taken = set()
    backward = {text: unique_slug(text, taken) for text in (two, one)}
    assert forward == backward
    assert len(set(forward.values())) == 2


@pytest.mark.parametrize(
    ("text", "name", "at"),
    [
        ("a\x00", "U+0000", 1),
        ("\x1b[31m", "U+001B", 0),
        ("\x7f", "U+007F", 0),
        ("\x9b", "U+009B", 0),
        ("ab\u202ec\u202d", "U+202E", 2),
        ("\u2066", "U+2066", 0),
        ("\ud800", "U+D800", 0),
    ],
)
def test_a_character_that_nobody_sees_is_named(text: str, name: str, at: int) -> None:
    found = invisible(text)
    assert found is not None
    assert (found.name, found.at) == (name, at)


@pytest.mark.parametrize("text", ["", "a\tb\n", "가나다", "a\u00a0b", "👨\u200d👩", "\x0c", "\x85"])
def test_white_space_and_what_joins_letters_is_no_such_character(text: str) -> None:
    assert invisible(text) is None
