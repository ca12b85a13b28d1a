"""The order of questions: the browser's own, against a reference that counts every outcome out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from diagnose.reference import Case, Issue, Reply, left, question

BROWSER = Path(__file__).resolve().parents[2] / "hooks" / "bangdex" / "browser"
_ASK = """([signs, replies]) => {
  const made = {
    ...signs,
    issues: signs.issues.map((issue) => ({ ...issue, keywords: new Set(issue.keywords) })),
  };
  const { left } = bangdex.reasoning.standing(made, replies);
  const asked = bangdex.reasoning.question(made, replies);
  return { left, asked: asked && [asked.kind, asked.of] };
}"""


@pytest.fixture(scope="module")
def reasoning(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.evaluate("window.bangdex = {}")
        page.add_script_tag(path=BROWSER / "diagnose-reason.js")
        yield page


def ask(page: Page, case: Case, replies: tuple[Reply, ...]) -> dict[str, Any]:
    signs = {
        "issues": [
            {
                "product": issue.product,
                "keywords": sorted(issue.keywords),
                "uses": [{"test": test, "says": sorted(says)} for test, says in issue.uses],
            }
            for issue in case.issues
        ],
        "costs": case.costs,
        "keywords": 6,
        "products": case.products,
    }
    told = [{"kind": r.kind, "of": r.of, "issues": r.issues} for r in replies]
    answer: dict[str, Any] = page.evaluate(_ASK, [signs, told])
    return answer


@st.composite
def cases(draw: st.DrawFn) -> Case:
    n_tests = draw(st.integers(0, 5))
    n_products = draw(st.integers(1, 2))
    issue = st.builds(
        lambda product, keywords, uses: Issue(product, keywords, tuple(sorted(uses.items()))),
        st.integers(0, n_products - 1),
        st.frozensets(st.integers(0, 5), max_size=4),
        st.dictionaries(
            st.integers(0, max(0, n_tests - 1)),
            st.frozensets(st.integers(0, 2), max_size=2),
            max_size=min(3, n_tests),
        ),
    )
    issues = tuple(draw(st.lists(issue, min_size=1, max_size=7)))
    costs = tuple(draw(st.integers(1, 3)) for _ in range(n_tests))
    return Case(issues, costs, n_products)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Case, tuple[Reply, ...]]:
    case = draw(cases())
    some = st.lists(st.integers(0, len(case.issues) - 1), min_size=1, max_size=2, unique=True).map(
        tuple
    )
    kinds = [
        st.builds(Reply, st.sampled_from(["seen", "unseen", "unsure"]), st.integers(0, 5)),
        st.builds(Reply, st.just("product"), st.integers(-1, case.products - 1)),
        st.just(Reply("tests", -1)),
        st.builds(Reply, st.just("match"), st.just(-1), some),
    ]
    if case.costs:
        test = st.integers(0, len(case.costs) - 1)
        kinds.append(st.builds(Reply, st.sampled_from(["out", "fits", "skip"]), test, some))
    return case, tuple(draw(st.lists(st.one_of(kinds), max_size=4)))


@given(answered())
@settings(max_examples=300)
def test_the_question_is_the_one_that_a_count_of_all_outcomes_chooses(
    reasoning: Page, given: tuple[Case, tuple[Reply, ...]]
) -> None:
    case, replies = given
    answer = ask(reasoning, case, replies)
    expected = question(case, replies)
    assert answer["left"] == left(case, replies)
    assert answer["asked"] == (None if expected is None else list(expected))


@given(cases(), st.data())
def test_true_answers_never_rule_the_true_issue_out(
    reasoning: Page, case: Case, data: st.DataObject
) -> None:
    truth = data.draw(st.integers(0, len(case.issues) - 1))
    issue = case.issues[truth]
    replies: tuple[Reply, ...] = ()
    for _ in range(20):
        answer = ask(reasoning, case, replies)
        assert truth in answer["left"]
        if answer["asked"] is None:
            break
        kind, of = answer["asked"]
        if kind == "product":
            replies += (Reply("product", issue.product),)
        elif kind == "keyword":
            replies += (Reply("seen" if of in issue.keywords else "unseen", of),)
        elif of in dict(issue.uses):
            replies += (Reply("fits", of, (truth,)),)
        else:
            replies += (Reply("skip", of),)
    else:
        pytest.fail("the questions have no end")


def test_a_shared_test_is_asked_before_one_of_a_single_candidate() -> None:
    out = frozenset({0})
    issues = (
        Issue(0, frozenset(), ((0, out), (1, out))),
        Issue(0, frozenset(), ((1, frozenset()),)),
    )
    assert question(Case(issues, (1, 3), 1), ()) == ("test", 1)


def test_a_keyword_that_halves_the_candidates_is_asked_first() -> None:
    shows = ({0, 1, 2}, {0, 1}, {0, 2}, {0})
    issues = tuple(Issue(0, frozenset(keywords), ()) for keywords in shows)
    assert question(Case(issues, (), 1), ()) == ("keyword", 1)
