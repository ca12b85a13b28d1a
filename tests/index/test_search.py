"""The search in memory: the shared vectors, and what must hold for any documents."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.index import Document, Index, build_index, search
from bangdex.index.ranking import FIELDS, IMPACT_LEVELS, Ranking, idf, impact
from bangdex.index.tokenize import terms
from bangdex.model import Keyword
from index.samples import document, documents, queries, vectors

# No word of these is a form, a beginning or a misspelling of another.
WORDS = ("alpha", "bravo", "charlie", "delta", "foxtrot", "golf", "hotel")
KEYWORDS = ("importer pod", "pending", "삭제")


@pytest.fixture(scope="module")
def sample_index() -> Index:
    return build_index(documents())


@pytest.mark.parametrize("row", queries(), ids=lambda row: ascii(row["query"])[:40])
def test_a_query_finds_these_issues_in_this_order(sample_index: Index, row: dict[str, Any]) -> None:
    result = search(sample_index, row["query"])
    assert row == {
        "query": row["query"],
        "hits": [hit.id for hit in result.hits],
        "near": [hit.id for hit in result.near],
        "keywords": [card.shown for card in result.keywords],
        "unknown": list(result.unknown),
        "unknown_filters": list(result.unknown_filters),
        "suggestions": [card.shown for card in result.suggestions],
    }


@pytest.mark.parametrize(
    ("query", "section", "missing"),
    [
        ("must specify limits", "error", ()),
        ("CrashLoopBackOff", "symptom", ()),
        ("busybox", "test", ()),
        ("limitRange", "fix", ()),
        ("느린", "title", ()),
        ("finalizer", "keywords", ()),
        ("busybox daemon unheardof", "test", ("unheardof",)),
        ("!importer pod unheardof", "error", ("unheardof",)),
    ],
)
def test_a_hit_says_where_it_was_found_and_what_it_lacks(
    sample_index: Index, query: str, section: str, missing: tuple[str, ...]
) -> None:
    best = search(sample_index, query).hits[0]
    assert (best.section, best.missing) == (section, missing)


def test_a_hit_names_the_keywords_that_the_query_names(sample_index: Index) -> None:
    by_bang = search(sample_index, "!quota").hits[0]
    by_words = search(sample_index, "pod importer pvcbound").hits[0]
    assert by_bang.keywords == ("resourceQuota",)
    assert by_words.keywords == ("importer pod", "pvcbound")


def test_nothing_is_said_where_there_is_no_hit(sample_index: Index) -> None:
    assert search(sample_index, "!nosuchthing").nothing
    assert search(sample_index, "unheardof").nothing
    assert not search(sample_index, "busybox").nothing


def test_a_long_query_is_read_up_to_a_limit(sample_index: Index) -> None:
    limit = Ranking().longest_query
    assert search(sample_index, "x" * limit + " busybox").nothing
    assert search(sample_index, "busybox " * 500_000).hits[0].id == "cdi-4"


@pytest.mark.parametrize(
    ("query", "nothing"),
    [
        ("설치가 안돼요", False),
        ("응답이 왜 안올까", False),
        ("응답이 느려졌어요", False),
        ("importer 자동차가 안돼요", True),  # an unknown topic keeps its weight
        ("importer 람다", True),  # a noun that ends as a predicate does
        ("자동차가 안돼요", True),
        ("안돼요", True),
    ],
)
def test_how_people_speak_does_not_hide_what_they_speak_of(
    sample_index: Index, query: str, *, nothing: bool
) -> None:
    assert search(sample_index, query).nothing is nothing


def test_a_text_has_no_unknown_filters(sample_index: Index) -> None:
    said = "status:500 cause:timeout"
    assert search(sample_index, said).unknown_filters == ("status:500", "cause:timeout")
    text = " ".join((said, *(f"word{n}" for n in range(Ranking().exact_from))))
    assert search(sample_index, text).unknown_filters == ()


def test_an_empty_knowledge_base_answers_nothing() -> None:
    result = search(build_index([]), "!pending pod 설치")
    assert (result.hits, result.near, result.unknown) == ((), (), ("pending pod 설치",))


def test_keywords_of_two_issues_that_share_a_spelling_are_one() -> None:
    index = build_index(
        [
            document(id="x-1", keywords=(Keyword(("Quota", "resourcequota")),)),
            document(id="x-2", keywords=(Keyword(("quota",)),)),
        ]
    )
    result = search(index, "!resourcequota")
    assert [hit.id for hit in result.hits] == ["x-1", "x-2"]
    assert [(card.shown, card.count) for card in result.keywords] == [("Quota", 2)]


def test_equal_hits_are_in_the_order_in_which_people_count() -> None:
    index = build_index([document(id=f"x-{n}", title="same") for n in (10, 9, 1, 2)])
    assert [hit.id for hit in search(index, "same").hits] == ["x-1", "x-2", "x-9", "x-10"]


TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
DOCUMENTS = st.lists(
    st.tuples(TEXT, st.sets(st.sampled_from(KEYWORDS)), TEXT, TEXT, TEXT, TEXT), max_size=8
).map(
    lambda rows: [
        document(
            id=f"x-{number}",
            url=".html",
            title=title,
            keywords=tuple(Keyword((keyword,)) for keyword in sorted(keywords)),
            error_text=error,
            symptom=symptom,
            test=test,
            fix=fix,
        )
        for number, (title, keywords, error, symptom, test, fix) in enumerate(rows)
    ]
)


def naive_search(
    found: Sequence[Document], wanted_words: Sequence[str], wanted: set[str]
) -> list[tuple[str, float]]:
    """Score every document by the definition: BM25F in 16 levels, times the root of coverage."""
    ranking = Ranking()
    texts = [
        [
            [*one.title.split(), one.id],
            terms(" ".join(keyword.shown for keyword in one.keywords)),
            *(text.split() for text in (one.error_text, one.symptom, one.test, one.fix)),
        ]
        for one in found
    ]
    usual = [max(sum(len(one[f]) for one in texts) / max(len(texts), 1), 1.0) for f in range(6)]

    def level(number: int, word: str) -> int | None:
        weight = 0.0
        for field, text, average in zip(FIELDS, texts[number], usual, strict=True):
            length = 1 - field.length_share + field.length_share * len(text) / average
            weight += field.weight / max(length, 0.25) * text.count(word)
        in_title = word in texts[number][0]
        return impact(weight, in_title=in_title) if weight else None

    def telling(count: int) -> float:
        return idf(len(found), max(count, 1))

    hits = []
    for number, one in enumerate(found):
        having = {keyword.shown for keyword in one.keywords}
        if not wanted <= having:
            continue
        total = covered = mass = 0.0
        for word in wanted_words:
            levels = [level(n, word) for n in range(len(found))]
            weight = telling(sum(other is not None for other in levels))
            mass += weight
            own = levels[number]
            if own is not None:
                value = (own + 1) / IMPACT_LEVELS
                total += weight * value
                covered += weight * min(1, value / ranking.full_impact)
        if not wanted and not covered:
            continue
        share = math.sqrt(covered / mass) if mass else 0.0
        hits.append((one.id, total * share))
    return hits


@given(DOCUMENTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
def test_words_score_as_the_formula_says(found: list[Document], wanted: list[str]) -> None:
    expected = sorted(naive_search(found, wanted, set()), key=lambda hit: -hit[1])
    result = search(build_index(found), " ".join(wanted) + " ")
    hits = {hit.id: hit.score for hit in (*result.hits, *result.near)}
    # an issue that has little of each word lacks them all and is none
    assert hits.keys() <= {name for name, _ in expected}
    for name, score in expected:
        if name in hits:
            assert math.isclose(hits[name], score, abs_tol=1e-9)


@given(DOCUMENTS, st.sets(st.sampled_from(KEYWORDS)), st.randoms())
def test_keywords_find_exactly_the_issues_that_have_them_all(
    found: list[Document],
    wanted: set[str],
    random: Any,  # noqa: ANN401 - random.Random
) -> None:
    known = {keyword.shown for one in found for keyword in one.keywords}
    shuffled = sorted(wanted & known)
    random.shuffle(shuffled)
    result = search(build_index(found), " ".join(f"!{keyword}" for keyword in shuffled))
    expected = {
        one.id for one in found if shuffled and set(shuffled) <= {k.shown for k in one.keywords}
    }
    assert {hit.id for hit in result.hits} == expected


@given(DOCUMENTS, st.randoms())
def test_the_order_of_the_documents_does_not_matter(
    found: list[Document],
    random: Any,  # noqa: ANN401 - random.Random
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    for query in itertools.chain(WORDS[:3], ("!pending alpha",)):
        assert search(build_index(found), query) == search(build_index(shuffled), query)


@pytest.mark.parametrize("row", vectors("search.json")["facets"], ids=lambda row: row["query"])
def test_an_answer_says_how_many_there_are_and_what_would_narrow_them(
    sample_index: Index, row: dict[str, Any]
) -> None:
    result = search(sample_index, row["query"], limit=2)
    assert row == {
        "query": row["query"],
        "total": result.total,
        "facets": [[one.kind, one.value, one.count] for one in result.facets],
    }


@given(DOCUMENTS, st.sampled_from(WORDS))
def test_each_facet_leaves_as_many_as_it_says(found: list[Document], word: str) -> None:
    index = build_index(found)
    for facet in search(index, word).facets:
        assert search(index, f"{facet.kind}:{facet.value} {word}").total == facet.count


def test_a_phrase_is_looked_for_in_the_texts_and_what_is_uncertain_is_said() -> None:
    long = document(id="x-2", symptom="bravo alpha " + "other " * 2000)
    index = build_index([document(id="x-1", symptom="Alpha\n bravo"), long])
    hits = search(index, '"alpha bravo"').hits
    assert [(hit.id, hit.missing) for hit in hits] == [("x-1", ()), ("x-2", ('"alpha bravo"',))]
    assert search(build_index([document(symptom="bravo alpha")]), '"alpha bravo"').nothing


def test_a_word_that_only_one_issue_has_mistyped_finds_the_right_ones_too() -> None:
    many = [document(id=f"x-{n}", symptom="controller") for n in range(500)]
    index = build_index([*many, document(id="x-999", symptom="contoller")])
    result = search(index, "contoller ")
    assert (result.hits[0].id, result.total) == ("x-999", 501)
