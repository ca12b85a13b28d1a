from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.index.spellings import distance
from bangdex.likeness import a_mistake_apart, look, mixed_letter, of_one_look


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("storageclas", "storageclass"),
        ("storagecalss", "storageclass"),
        ("storrageclass", "storageclass"),
        ("default storageclas", "default storageclass"),
        ("crashloopbackof", "crashloopbackoff"),
        ("네임스패이스", "네임스페이스"),
        ("리소스쿼타", "리소스쿼터"),
        ("error", "eror"),
    ],
)
def test_a_typing_mistake_is_seen(one: str, other: str) -> None:
    assert a_mistake_apart([other, one, "other"]) == [(min(one, other), max(one, other))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v1.11", "v1.12"),
        ("0x80070005", "0x8007000e"),
        ("error 1001", "error 1002"),
        ("limits.cpu", "limits.gpu"),
        ("pod", "pods"),
        ("importer pod", "importer pods"),
        ("설치", "설지"),
        ("재설치", "설치"),
        ("drive c is full", "drive d is full"),
        ("系统错误一", "系统错误二"),
        ("storageclass", "storageclass"),
        ("storage class", "storageclass"),
        ("storageclas error", "storageclass fault"),
        ("", "a"),
        ("a" * 900, "a" * 901),
    ],
)
def test_another_name_is_no_typing_mistake(one: str, other: str) -> None:
    assert a_mistake_apart([one, other]) == []


@given(st.lists(st.text(alphabet="abcde", min_size=4, max_size=8), max_size=12))
def test_every_pair_of_words_is_found_that_comparing_each_with_each_finds(words: list[str]) -> None:
    found = sorted(set(words))
    naive = [
        (one, other)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if distance(one, other, 1) == 1 and max(len(one), len(other)) >= 5
    ]
    assert a_mistake_apart(words) == naive


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("storage class", "storage-class"),
        ("storageclass", "storage_class"),
        ("importer pods", "importer pod"),
        ("l0gin", "login"),
        ("\u0455torageclass", "storageclass"),
        ("k8s/node", "k8s node"),
    ],
)
def test_keywords_of_one_look_are_seen(one: str, other: str) -> None:
    assert look(one) == look(other)
    assert of_one_look([one, other]) == [(min(one, other), max(one, other))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v1.11", "v11.1"),
        ("8080-1", "80801"),
        ("10.0.0.1", "1.0.0.01"),
        ("process", "proces"),
        ("http", "https"),
        ("c++ error", "c# error"),
        ("100 errors", "10o errors x"),
    ],
)
def test_what_differs_in_more_does_not_look_the_same(one: str, other: str) -> None:
    assert of_one_look([one, other]) == []


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        ("\u0441rash", "\u0441"),
        ("a qu\u03bfta", "\u03bf"),
        ("crash", None),
        ("\u043a\u0440\u0430\u0445", None),
        ("pod재시작", None),
        ("100μs", None),
        ("crash \u0441", None),
        ("", None),
    ],
)
def test_a_letter_among_others_that_it_only_looks_like_is_found(
    key: str, letter: str | None
) -> None:
    assert mixed_letter(key) == letter
