from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.addresses import is_web_address, resolve_link
from bangdex.elements import is_harmless
from bangdex.model import Issue, Product, Shared, SharedKind, Source, Status
from bangdex.parse import Parsed, parse

FRONT = "---\nid: cdi-1\ntitle: quota\nkeywords: [quota]\nstatus: open\n---\n"
SYMPTOM = "\n## 상황\n\nimporter pod 이 생기지 않습니다.\n"


def parsed(text: str, path: str = "cdi/quota.md") -> Parsed:
    return parse(Source(path, f"kb/{path}", text))


def codes(text: str, path: str = "cdi/quota.md") -> list[str]:
    return [problem.code for problem in parsed(text, path).problems]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("other.md", ("cdi/other.md", "")),
        ("./tests/../other.md#상황", ("cdi/other.md", "상황")),
        ("../rook/index.md", ("rook/index.md", "")),
        ("#a", ("cdi/quota.md", "a")),
        ("", ("cdi/quota.md", "")),
        ("a%20b.md#c%20d", ("cdi/a b.md", "c d")),
        ("%E1%84%80%E1%85%A1.md", ("cdi/가.md", "")),
        ("a.md?x=1#y", ("cdi/a.md", "y")),
        ("a%23b.md", ("cdi/a#b.md", "")),
        ("..", (".", "")),
        ("../..", ("..", "")),
        ("../../a.md", ("../a.md", "")),
        ("%2e%2e/%2E%2E/a.md", ("../a.md", "")),
        ("/etc/passwd", ("/etc/passwd", "")),
        ("..\\..\\a.md", ("cdi/..\\..\\a.md", "")),
        ("https://a.b/c.md", None),
        ("//a.b/c.md", None),
        ("mailto:a@b.c", None),
        ("JavaScript:x", None),
        ("C:/a.md", None),
        ("http://[", None),
        ("http://\u2100.com", None),
    ],
)
def test_a_link_leads_to_a_path_below_the_knowledge_base(
    href: str, found: tuple[str, str] | None
) -> None:
    assert resolve_link(href, "cdi/quota.md") == found


@pytest.mark.parametrize(
    ("href", "is_one"),
    [
        ("http://a.b", True),
        ("HTTPS://a.b", True),
        ("mailto:a@b.c", True),
        ("http:a.md", False),
        ("https:///a", False),
        ("javascript:x", False),
        ("java\tscript:x", False),
        (" javascript:x", False),
        ("data:text/html,x", False),
        ("//a.b", False),
        ("a.md", False),
        ("", False),
        ("http://[", False),
        ("https://a|b", False),
        ("http://10.0.0.300", False),
        ("http://a:70000", False),
    ],
)
def test_only_three_schemes_are_addresses_on_the_web(href: str, *, is_one: bool) -> None:
    assert is_web_address(href) is is_one


@pytest.mark.parametrize(
    ("html", "harmless"),
    [
        ("<br>", True),
        ("<BR />", True),
        ("<details>\n<summary>a & b</summary>\n", True),
        ("</sub>", True),
        ("a", True),
        ("<br onclick=x>", False),
        ("<br\nclass=x>", False),
        ("<br/ onload=x>", False),
        ("<kbd><img src=x></kbd>", False),
        ("<script>", False),
        ("<brx>", False),
        ("<br", False),
        ("</br>", False),
        ("<kbd/>", False),
        ("< br>", False),
        ("<!-- x -->", False),
        ("<?x?>", False),
        ("<svg/onload=x>", False),
    ],
)
def test_only_a_few_elements_without_attributes_are_harmless(html: str, *, harmless: bool) -> None:
    assert is_harmless(html) is harmless


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("cdi/index.md", Product),
        ("cdi/quota.md", Issue),
        ("cdi/tests.md", Issue),
        ("cdi/tests/a.md", Shared),
        ("cdi/fixes/a.md", Shared),
        ("tests/a.md", Issue),
    ],
)
def test_the_path_decides_what_a_document_is(path: str, kind: type) -> None:
    text = "---\ntitle: a\n---\n\nb\n" if kind is not Issue else FRONT + SYMPTOM
    found = parsed(text, path)
    assert found.problems == ()
    assert type(found.item) is kind


def test_an_issue_is_all_that_its_document_says() -> None:
    text = (
        "---\nid: cdi-1\ntitle: quota\ncauses: [namespace, quota]\n"
        "keywords: [importer pod, [quota, quota, resourceQuota]]\nstatus: workaround\n"
        'versions: ">=1.11"\nreviewed: 2020-04-27\n---\n\n'
        "## 해결 방법\n\n- [등록](fixes/registry.md)\n- 늘립니다.\n\n"
        "## 상황\n\n생기지 않고 `v1.11` 에서 보입니다.\n\n```\nerror: <name>\n```\n\n"
        "## 확인\n\n- [quota](tests/quota.md)\n- 비면 해당 이슈가 아닙니다\n"
    )
    found = parsed(text)
    assert found.problems == ()
    issue = found.item
    assert isinstance(issue, Issue)
    assert (issue.id, issue.product, issue.slug, issue.url) == (
        "cdi-1", "cdi", "quota", "cdi/quota.html",
    )  # fmt: skip
    assert [keyword.spellings for keyword in issue.keywords] == [
        ("importer pod",), ("quota", "resourceQuota"),
    ]  # fmt: skip
    assert (issue.causes, issue.status) == (("namespace", "quota"), Status.WORKAROUND)
    assert (issue.versions, issue.reviewed) == (">=1.11", "2020-04-27")
    assert [(s.text, s.line) for s in issue.signatures] == [("error: <name>", 20)]
    assert [(t.shared, t.rule_outs) for t in issue.tests] == [
        ("cdi/tests/quota.md", ()),
        (None, ("비면 해당 이슈가 아닙니다",)),
    ]
    assert issue.fixes == ("cdi/fixes/registry.md",)
    assert issue.links == ("cdi/fixes/registry.md", "cdi/tests/quota.md")
    assert issue.symptom.anchor == "상황"
    assert issue.test is not None
    assert issue.fix is not None
    assert (issue.test.anchor, issue.test.heading) == ("테스트", "확인")
    assert (issue.fix.anchor, issue.fix.line) == ("해결방법", 11)
    assert found.anchors >= {"상황", "테스트", "해결방법", "test-quota"}


def test_no_heading_or_test_takes_the_place_of_a_section() -> None:
    text = FRONT + "\n## Symptom\n\n### Symptom\n\n### Fix\n\na\n\n## Fix\n\nb\n"
    found = parsed(text)
    assert isinstance(found.item, Issue)
    ids = [str(t.attrs["id"]) for t in found.item.symptom.body.tokens if t.type == "heading_open"]
    assert not set(ids) & {"symptom", "fix"}
    assert found.anchors == {"symptom", "fix", *ids}


@pytest.mark.parametrize(
    "heading",
    ["## 상황", "# 상황", "## `상황`", "## **상황** ##", "상황\n---", "상황\n===", "##\t상황:"],
)
def test_a_section_is_found_however_its_heading_is_written(heading: str) -> None:
    assert codes(f"{FRONT}\n{heading}\n\na\n") == []


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", " ", "---", "---\n---", "\x00"])
def test_a_document_that_says_nothing_is_told_of_once(text: str) -> None:
    found = parsed(text)
    assert found.item is None
    assert len({problem.line for problem in found.problems}) == 1
    assert found.problems[0].code in {"BDX002", "BDX004"}


def test_front_matter_alone_lacks_the_symptom() -> None:
    assert codes(FRONT) == ["BDX020"]
    assert codes("---\ntitle: a\n---\n", "cdi/tests/a.md") == ["BDX022"]
    assert codes("---\ntitle: a\n---\n", "cdi/index.md") == []


def test_what_is_wrong_above_and_below_is_told_together() -> None:
    text = FRONT.replace("open", "opne").replace("title", "titel") + "\n## 사황\n\n<b>\n"
    assert codes(text) == ["BDX007", "BDX006", "BDX012", "BDX020", "BDX024", "BDX033"]


def test_a_comment_is_as_if_it_were_not_there() -> None:
    with_comments = (
        FRONT + "\n<!-- 앞 -->\n" + SYMPTOM.replace("pod", "<!-- x -->pod") + "\n<!-- <b> -->\n"
    )
    found, without = parsed(with_comments).item, parsed(FRONT + SYMPTOM).item
    assert isinstance(found, Issue)
    assert isinstance(without, Issue)
    assert codes(with_comments) == []
    assert found.symptom.body.text == without.symptom.body.text


@pytest.mark.parametrize(
    "html",
    [
        "<!-- open",
        "<!-->",
        "<!-- a --> <img src=x>",
        "<!-- a --><script>x</script>",
        "<![CDATA[x]]>",
        "<?php ?>",
        "<!DOCTYPE html>",
        "</div>",
        "<a href='javascript:x'>",
        "- <details open>",
        "| <b> |\n| - |",
    ],
)
def test_other_html_is_an_error(html: str) -> None:
    assert codes(f"{FRONT}{SYMPTOM}\n{html}\n") == ["BDX033"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a <!-- open", "a <!-- open"),
        ("<scr<!-- x -->ipt>", "<script>"),
        ("<!--> <img src=x onerror=y> -->", ""),
        ("<이름> a < b > c", "<이름> a < b > c"),
        ("\\<b>", "<b>"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_what_markdown_takes_for_text_or_a_comment_is_no_html(text: str, shown: str) -> None:
    found = parsed(f"{FRONT}{SYMPTOM}\n{text}\n")
    assert found.problems == ()
    assert isinstance(found.item, Issue)
    assert found.item.symptom.body.text.split("\n")[1:] == ([shown] if shown else [])
    tokens = found.item.symptom.body.tokens
    children = [child.type for token in tokens for child in token.children or ()]
    assert "html_inline" not in children
    assert "html_block" not in [token.type for token in tokens]


@given(st.text(alphabet="ab#-*`<>[]()!|\\\n :/.\t가&;0" + unicodedata.lookup("ZERO WIDTH JOINER")))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for path in ("cdi/index.md", "cdi/a.md", "cdi/tests/a.md", "cdi/fixes/a.md", "a.md", "a/b/c/d"):
        lines = text.count("\n") + 1 + FRONT.count("\n")
        for source in (text, FRONT + text):
            found = parsed(source, path)
            assert all(1 <= p.line <= lines and p.col >= 1 for p in found.problems)
            assert found.item is not None or found.problems


def test_a_shared_page_brings_its_own_rule_outs() -> None:
    text = "---\ntitle: quota\n---\n\n`kubectl get quota`\n\n비면 해당 이슈가 아닙니다.\n"
    shared = parsed(text, "cdi/tests/quota.md").item
    assert isinstance(shared, Shared)
    assert (shared.kind, shared.rule_outs) == (SharedKind.TEST, ("비면 해당 이슈가 아닙니다.",))
    assert shared.body.commands == ("kubectl get quota",)


def test_a_product_may_give_one_name_to_several_placeholders() -> None:
    text = "---\ntitle: CDI\nplaceholders:\n  Namespace: [PodNamespace, ns]\nlanguage: en\n---\n"
    product = parsed(text, "cdi/index.md").item
    assert isinstance(product, Product)
    assert dict(product.placeholders) == {"PodNamespace": "Namespace", "ns": "Namespace"}
    assert (product.short, product.summary, product.language) == ("CDI", "", "en")
    names = ("ns", "NS", "pod-namespace", "namespace", "Other")
    assert [product.field_name(name) for name in names] == [*["Namespace"] * 4, "Other"]
