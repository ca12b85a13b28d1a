from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.catalog import Catalog, Confusion, build_catalog, natural
from bangdex.knowledge import read_knowledge
from bangdex.model import Issue, Product, Shared, Source
from bangdex.parse import parse

PRODUCT = "---\ntitle: CDI\n---\n"


def issue(id_: str, keywords: str = "[]", causes: str = "[]", body: str = "") -> str:
    return (
        f"---\nid: {id_}\ntitle: about {id_}\nkeywords: {keywords}\ncauses: {causes}\n"
        f"status: open\n---\n\n## 상황\n\na\n{body}"
    )


def items(files: dict[str, str]) -> list[Issue | Shared | Product]:
    found = []
    for path, text in {"cdi/index.md": PRODUCT, **files}.items():
        parsed = parse(Source(path, f"kb/{path}", text))
        assert parsed.problems == ()
        assert parsed.item is not None
        found.append(parsed.item)
    return found


def catalog(*issues: str, **files: str) -> Catalog:
    named = {f"cdi/i{n}.md": text for n, text in enumerate(issues)}
    named |= {path.replace("__", "/") + ".md": text for path, text in files.items()}
    return build_catalog(items(named))


def ids(issues: Sequence[Issue | Shared | Product]) -> list[str]:
    return [i.id if isinstance(i, Issue) else i.path for i in issues]


def confusions(found: Catalog, id_: str) -> tuple[Confusion, ...]:
    (of,) = (issue for issue in found.issues if issue.id == id_)
    return found.confusions(of)


def test_spellings_that_any_issue_joins_are_one_keyword_everywhere() -> None:
    found = catalog(
        issue("a-1", "[quota]"),
        issue("a-2", "[[resourceQuota, Quota]]"),
        issue("a-3", "[[RESOURCEQUOTA, rq]]"),
        issue("a-4", "[other]"),
    )
    assert [entry.slug for entry in found.keywords] == ["other", "quota"]
    entry = found.keyword_by_key["rq"]
    assert ids(entry.issues) == ["a-1", "a-2", "a-3"]
    assert {found.keyword_by_key[key] for key in ("quota", "resourcequota", "rq")} == {entry}
    assert entry.spellings == ("quota", "resourceQuota", "rq")


def test_the_spelling_that_is_most_often_first_is_shown() -> None:
    found = catalog(
        issue("a-1", "[[quota, resourceQuota]]"),
        issue("a-2", "[resourceQuota]"),
        issue("a-3", "[resourceQuota]"),
    )
    assert [entry.shown for entry in found.keywords] == ["resourceQuota"]


def test_a_keyword_repeated_in_an_issue_is_listed_once() -> None:
    found = catalog(issue("a-1", "[quota, QUOTA, [x, quota]]"))
    [entry] = found.keywords
    assert ids(entry.issues) == ["a-1"]
    assert found.entries(found.issues[0]) == (entry,)


@pytest.mark.parametrize(
    "keywords",
    ["[c, c++, 'c#']", "[index, con, NUL, com1, lpt9]", "['!!!', '???', '...']",
     "[__proto__, proto]",
     f"[{'가' * 900}, {'가' * 901}]", "[a/b, a b, a-b, a.b]", "[constructor, toString]"],
)  # fmt: skip
def test_every_keyword_has_a_page_of_its_own_that_can_be_a_file(keywords: str) -> None:
    found = catalog(issue("a-1", keywords))
    slugs = [entry.slug for entry in found.keywords]
    assert len({slug.casefold() for slug in slugs}) == len(found.issues[0].keywords)
    assert not set(slugs) & {"", "index", "con", "nul", "com1", "lpt9"}
    assert all(len(f"{slug}.html".encode()) < 200 and "/" not in slug for slug in slugs)


@pytest.mark.parametrize(
    ("mixed", "in_order"),
    [
        (["cdi-10", "cdi-2", "cdi-1"], ["cdi-1", "cdi-2", "cdi-10"]),
        (["b-1", "a-2"], ["a-2", "b-1"]),
        (["a-01", "a-1", "a-001"], ["a-001", "a-01", "a-1"]),
        (["a10b2", "a10b1", "a9b3"], ["a9b3", "a10b1", "a10b2"]),
        (["10", "9", "a"], ["9", "10", "a"]),
        (["x" + "9" * 900, "x8"], ["x8", "x" + "9" * 900]),
        (["a-٣", "a-2"], ["a-2", "a-٣"]),
        (["나-1", "가-2"], ["가-2", "나-1"]),
    ],
)
def test_ids_are_ordered_as_people_count(mixed: list[str], in_order: list[str]) -> None:
    assert sorted(mixed, key=natural) == in_order
    assert ids(catalog(*(issue(id_) for id_ in mixed)).issues) == in_order


@given(st.lists(st.text(alphabet="a-019٣²가", min_size=1)))
def test_the_order_of_ids_does_not_depend_on_where_they_stood(found: list[str]) -> None:
    assert sorted(found, key=natural) == sorted(found, key=natural)


def test_a_shared_page_knows_who_brings_it_in_and_who_only_links_to_it() -> None:
    found = catalog(
        issue("a-1", body="\n## 테스트\n\n- [quota](tests/quota.md)\n"),
        issue("a-2", body="\n[quota](tests/quota.md) 와 [a-1](i0.md), [나](i1.md)\n"),
        issue("a-3", body="\n## 해결방법\n\n- [등록](fixes/registry.md)\n"),
        cdi__tests__quota="---\ntitle: quota\n---\n\n`kubectl get quota` 는 [a-3](../i2.md)\n",
        cdi__fixes__registry="---\ntitle: 등록\n---\n\n`kubectl patch a`\n",
    )
    assert {path: ids(users) for path, users in found.users.items()} == {
        "cdi/fixes/registry.md": ["a-3"],
        "cdi/tests/quota.md": ["a-1"],
    }
    assert {path: ids(who) for path, who in found.mentions.items()} == {
        "cdi/i0.md": ["a-2"],
        "cdi/i2.md": ["cdi/tests/quota.md"],
        "cdi/tests/quota.md": ["a-2"],
    }
    [use] = found.uses(found.shared["cdi/tests/quota.md"])
    assert (use.issue.id, use.rules_out) == ("a-1", False)
    assert found.test_title(use.test) == "quota"


def test_causes_are_joined_whatever_their_case() -> None:
    found = catalog(issue("a-1", causes="[Network, dns]"), issue("a-2", causes="[network]"))
    assert [(c.name, c.anchor, ids(c.issues)) for c in found.causes] == [
        ("dns", "cause-dns", ["a-1"]),
        ("Network", "cause-network", ["a-1", "a-2"]),
    ]


def test_an_issue_is_confused_with_those_that_share_its_rarer_keywords() -> None:
    found = catalog(
        issue("a-1", "[rare, half, all]"),
        issue("a-2", "[half, all]"),
        issue("a-3", "[rare, all]"),
        issue("a-4", "[half, all]"),
        issue("a-5", "[all]"),
        issue("a-6", "[all]"),
    )
    confused = confusions(found, "a-1")
    assert [c.issue.id for c in confused] == ["a-3", "a-2", "a-4"]
    assert [[k.shown for k in c.keywords] for c in confused] == [["rare"], ["half"], ["half"]]
    assert confusions(found, "a-5") == ()


def test_a_test_that_rules_only_one_of_them_out_tells_two_issues_apart() -> None:
    both = "\n## 테스트\n\n- [quota](tests/quota.md)\n"
    out = both + "\n  비면 해당 이슈가 아닙니다.\n"
    found = catalog(
        issue("a-1", "[rare]", body=out + "\n- 또 비면 해당 이슈가 아닙니다.\n"),
        issue("a-2", "[rare]", body=both),
        issue("a-3"),
        issue("a-4"),
        cdi__tests__quota="---\ntitle: quota\n---\n\n`kubectl get quota`\n",
    )
    [confusion] = confusions(found, "a-1")
    assert [use.test.shared for use in confusion.tests] == ["cdi/tests/quota.md"]
    [back] = confusions(found, "a-2")
    assert [(use.test.shared, use.rules_out) for use in back.tests] == [
        ("cdi/tests/quota.md", False)
    ]


def test_an_issue_of_another_product_is_not_confused_with_it() -> None:
    found = catalog(
        issue("a-1", "[rare]"),
        issue("a-3"),
        rook__index=PRODUCT,
        rook__b=issue("b-1", "[rare]"),
        rook__c=issue("b-2"),
    )
    assert confusions(found, "a-1") == ()


def test_the_catalog_is_the_same_in_whatever_order_its_items_come() -> None:
    read = items(
        {
            "cdi/a.md": issue("a-2", "[x, [y, z]]", "[n]"),
            "cdi/b.md": issue("a-1", "[[z, w], X]", "[N]"),
            "cdi/c.md": issue("a-3", "[w, v]"),
            "cdi/tests/t.md": "---\ntitle: t\n---\n\nb\n",
        }
    )
    forward, backward = build_catalog(read), build_catalog(reversed(read))
    assert ids(forward.issues) == ids(backward.issues) == ["a-1", "a-2", "a-3"]
    assert [(e.slug, e.spellings, ids(e.issues)) for e in forward.keywords] == [
        (e.slug, e.spellings, ids(e.issues)) for e in backward.keywords
    ]
    assert [c.name for c in forward.causes] == [c.name for c in backward.causes]


def test_what_needs_a_broken_file_is_left_out_and_the_rest_stands(tmp_path: Path) -> None:
    files = {
        "cdi/index.md": PRODUCT,
        "cdi/good.md": issue("a-1", body="\n## 해결방법\n\n- [ok](fixes/ok.md)\n"),
        "cdi/needs.md": issue("a-2", body="\n## 해결방법\n\n- [a](fixes/needs.md)\n"),
        "cdi/fixes/ok.md": "---\ntitle: ok\n---\n\nb\n",
        "cdi/fixes/needs.md": "---\ntitle: needs\n---\n\n- [b](broken.md)\n",
        "cdi/fixes/broken.md": "---\ntitle: broken\n---\n\n<b>\n",
        "rook/index.md": "---\ntitel: Rook\n---\n",
        "rook/osd.md": issue("b-1"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    knowledge = read_knowledge(tmp_path, "kb")
    assert [p.code for p in knowledge.problems] == ["BDX033", "BDX007", "BDX006"]
    assert ids(knowledge.catalog.issues) == ["a-1"]
    assert list(knowledge.catalog.shared) == ["cdi/fixes/ok.md"]
    assert [product.slug for product in knowledge.catalog.products] == ["cdi"]
