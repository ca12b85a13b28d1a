"""What Markdown comes to mean, as people write it."""

from __future__ import annotations

import posixpath

import pytest

from bangdex import model, structure
from bangdex.limits import MAX_NESTING, NestingError
from bangdex.markdown import (
    addresses,
    inline_text,
    parse_markdown,
    parser,
    plain_text,
)
from bangdex.vocabulary import SectionKind

SYMPTOM, TEST, FIX = SectionKind


def resolve(href: str) -> str | None:
    path = posixpath.normpath(posixpath.join("cdi", href))
    return path if path.startswith(("cdi/tests/", "cdi/fixes/")) else None


def outline(text: str, kind: SectionKind | None) -> list[str]:
    """Return the blocks of *text* in a section of *kind*, each a word and what it holds."""
    found = []
    for token in structure.annotate(parse_markdown(text), kind, resolve):
        if token.type.startswith("bangdex_"):
            content = token.content if token.children is None else inline_text(token.children)
            found.append(f"{token.type.removeprefix('bangdex_')}: {content}")
        elif token.type == "inline":
            found.append(f"text: {inline_text(token.children or ())}")
        elif token.type in {"fence", "code_block", "html_block"}:
            found.append(f"{token.type}: {token.content.strip()}")
        elif token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            found.append(f"<{token.type.removesuffix('_open')}>")
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            found.append(f"</{token.type.removesuffix('_close')}>")
    return found


def session(*lines: str, language: str = "") -> str:
    return "\n".join((f"```{language}", *lines, "```", ""))


def read_tests(text: str) -> list[model.Test]:
    return structure.split_tests(parse_markdown(text), resolve, 10, set())[0]


def blocks(test: model.Test) -> list[str]:
    """Return the blocks below a test's title."""
    found = []
    for token in test.body.tokens:
        if token.type.startswith("bangdex_"):
            content = token.content if token.children is None else inline_text(token.children)
            found.append(f"{token.type.removeprefix('bangdex_')}: {content}")
        elif token.type == "inline":
            found.append(f"text: {inline_text(token.children or ())}")
        elif token.type in {"fence", "code_block"}:
            found.append(f"{token.type}: {token.content.strip()}")
    return found


FENCE = "```\nerror: exceeded\n```\n"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("`kubectl get pod`\n", TEST, ["command: kubectl get pod"]),
        ("`kubectl get pod`\n", FIX, ["command: kubectl get pod"]),
        ("`kubectl get pod`\n", SYMPTOM, ["command: kubectl get pod"]),
        ("`Pending`\n", SYMPTOM, ["text: Pending"]),
        ("`./install.sh`\n", FIX, ["command: ./install.sh"]),
        ("`a` `b`\n", FIX, ["text: a b"]),
        ("`a` 를 실행\n", FIX, ["text: a 를 실행"]),
        (FENCE, SYMPTOM, ["signature: error: exceeded"]),
        (FENCE.replace("```\ne", "```text\ne"), SYMPTOM, ["signature: error: exceeded"]),
        (FENCE.replace("```\ne", "```sh\ne"), SYMPTOM, ["command: error: exceeded"]),
        (FENCE.replace("```\ne", "```yaml\ne"), SYMPTOM, ["fence: error: exceeded"]),
        (FENCE.replace("```\ne", "``` SH title\ne"), FIX, ["command: error: exceeded"]),
        (FENCE, FIX, ["command: error: exceeded"]),
        (FENCE, TEST, ["command: error: exceeded"]),
        (FENCE, None, ["command: error: exceeded"]),
        ("`kubectl get pod`\n\n" + FENCE, TEST,
         ["command: kubectl get pod", "output: error: exceeded"]),
        ("`kubectl get pod`\n\n" + FENCE, FIX,
         ["command: kubectl get pod", "command: error: exceeded"]),
        (FENCE.replace("```\ne", "```console\ne") + FENCE, TEST,
         ["command: error: exceeded", "output: error: exceeded"]),
        (FENCE.replace("```\ne", "```log\ne"), FIX, ["output: error: exceeded"]),
        ("    kubectl get pod\n", FIX, ["command: kubectl get pod"]),
        ("~~~\na\n\nb\n~~~\n", SYMPTOM, ["signature: a\n\nb"]),
        ("```\nnot closed\n", SYMPTOM, ["signature: not closed"]),
        ("```\n```\n", SYMPTOM, ["signature: "]),
        ("비어 있으면 해당 이슈가 아닙니다.\n", TEST, ["out: 비어 있으면 해당 이슈가 아닙니다."]),
        ("비어 있으면 **해당 이슈가** 아닙니다.\n", TEST,
         ["out: 비어 있으면 해당 이슈가 아닙니다."]),
        ("비어 있으면 해당 이슈가 아닙니다.\n", SYMPTOM,
         ["text: 비어 있으면 해당 이슈가 아닙니다."]),
        ("- [등록](fixes/registry.md)\n", FIX, ["shared: cdi/fixes/registry.md"]),
        ("- [등록](fixes/registry.md)\n- a\n- [b](fixes/b.md)\n", FIX,
         ["shared: cdi/fixes/registry.md", "<bullet_list>", "text: a", "</bullet_list>",
          "shared: cdi/fixes/b.md"]),
        ("- a\n- [등록](fixes/registry.md)\n\n  그리고 더.\n", FIX,
         ["<bullet_list>", "text: a", "</bullet_list>", "shared: cdi/fixes/registry.md",
          "text: 그리고 더."]),
        ("1. [등록](fixes/registry.md)\n", FIX,
         ["<ordered_list>", "shared: cdi/fixes/registry.md", "</ordered_list>"]),
        ("- [등록](fixes/registry.md) 을 봅니다\n", FIX,
         ["<bullet_list>", "text: 등록 을 봅니다", "</bullet_list>"]),
        ("- [웹](https://example.com/fixes/a.md)\n", FIX,
         ["<bullet_list>", "text: 웹", "</bullet_list>"]),
        ("- [등록](fixes/registry.md)\n", SYMPTOM,
         ["<bullet_list>", "text: 등록", "</bullet_list>"]),
        ("[등록](fixes/registry.md)\n", FIX, ["text: 등록"]),
        ("- a\n  - b\n    - c\n      ```\n      x\n        y\n      ```\n", FIX,
         ["<bullet_list>", "text: a", "<bullet_list>", "text: b", "<bullet_list>", "text: c",
          "command: x\n  y", "</bullet_list>", "</bullet_list>", "</bullet_list>"]),
        ("> - `kubectl get pod`\n", TEST,
         ["<blockquote>", "<bullet_list>", "command: kubectl get pod", "</bullet_list>",
          "</blockquote>"]),
        ("a <!-- 주석 --> b\n\n<!-- <b> -->\n\n- <!-- x -->\n- c\n", FIX,
         ["text: a  b", "<bullet_list>", "text: c", "</bullet_list>"]),
        ("<!-- a --> b <br>\n", FIX, ["html_block: b <br>"]),
        ("", FIX, []),
        ("\n\n", FIX, []),
        ("[ref]: x.md\n", FIX, []),
    ],
)  # fmt: skip
def test_a_block_means_what_people_mean_by_it(
    text: str, kind: SectionKind | None, expected: list[str]
) -> None:
    assert outline(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (session("$ oc get a", "NAME"), FIX, ["command: $ oc get a", "output: NAME"]),
        (session("$ oc get a", "NAME"), TEST, ["command: $ oc get a", "output: NAME"]),
        (session("$ oc get a", "NAME"), None, ["command: $ oc get a", "output: NAME"]),
        (session("$ oc get a", "denied"), SYMPTOM, ["command: $ oc get a", "signature: denied"]),
        (session("$ oc get a", "denied", language="console"), SYMPTOM,
         ["command: $ oc get a", "output: denied"]),
        ("`oc get b`\n\n" + session("$ oc get a", "NAME"), TEST,
         ["command: oc get b", "command: $ oc get a", "output: NAME"]),
        (session("$ a", "1", "", "2", "$ b", "$ c", "3"), FIX,
         ["command: $ a", "output: 1\n\n2", "command: $ b\n$ c", "output: 3"]),
        (session("$ a", "", "$ b"), FIX, ["command: $ a\n\n$ b"]),
        (session("$ a", "", "1", ""), FIX, ["command: $ a", "output: 1"]),
        (session("$ a \\", "  -b", "1"), FIX, ["command: $ a \\\n  -b", "output: 1"]),
        (session("$ cat <<'EOF' >f", "$ x", "", "y", "EOF", "1"), FIX,
         ["command: $ cat <<'EOF' >f\n$ x\n\ny\nEOF", "output: 1"]),
        (session("$ cat <<< word", "1"), FIX, ["command: $ cat <<< word", "output: 1"]),
        (session("$ cat <<EOF", "never closed"), FIX, ["command: $ cat <<EOF\nnever closed"]),
        (session("# first", "$ a", "1"), FIX, ["command: # first\n$ a\n1"]),
        (session("$a", "1"), FIX, ["command: $a\n1"]),
        (session("$ a", "1", language="text"), FIX, ["output: $ a\n1"]),
        (session("$ a", "1", language="text"), SYMPTOM, ["signature: $ a\n1"]),
        (session("$ a", "1", language="yaml"), FIX, ["fence: $ a\n1"]),
    ],
)  # fmt: skip
def test_at_a_prompt_stand_commands_and_below_it_what_they_print(
    text: str, kind: SectionKind | None, expected: list[str]
) -> None:
    assert outline(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", [("a", []), ("b", [])]),
        ("1. a\n2. b\n", [("a", []), ("b", [])]),
        ("### 1. a\n\n`kubectl get a`\n\n### b\n\n- x\n- y\n",
         [("1. a", ["command: kubectl get a"]), ("b", ["text: x", "text: y"])]),
        ("- a\n\n### b\n\ntext\n\n- c\n", [("a", []), ("b", ["text: text", "text: c"])]),
        ("- `kubectl get pod`\n", [("kubectl get pod", ["command: kubectl get pod"])]),
        ("- quota 확인\n  `kubectl get quota`\n", [("quota 확인", ["command: kubectl get quota"])]),
        ("- quota 확인  \n  `kubectl get quota`\n",
         [("quota 확인", ["command: kubectl get quota"])]),
        ("- quota 확인\n  - `kubectl get quota`\n    - 비면 해당 이슈가 아닙니다\n",
         [("quota 확인", ["command: kubectl get quota", "out: 비면 해당 이슈가 아닙니다"])]),
        ("- quota 확인\n\n    `kubectl get quota`\n\n    ```\n    none\n    ```\n",
         [("quota 확인", ["command: kubectl get quota", "output: none"])]),
        ("- a\n  - b\n    - c\n      ```sh\n      x\n\n      y\n      ```\n",
         [("a", ["text: b", "text: c", "command: x\n\ny"])]),
        ("- a\n  ```\n  x\n  ```\n  b\n", [("a", ["command: x", "text: b"])]),
        ("- a\n  b 이면 해당 이슈가 아닙니다\n  c\n",
         [("a", ["out: b 이면 해당 이슈가 아닙니다 c"])]),
        ("- **a** `b`\n", [("a b", [])]),
        ("- ```sh\n  kubectl get pod\n  ```\n", [("", ["command: kubectl get pod"])]),
        ("-\n", [("", [])]),
        ("- [ ] 할 일\n", [("[ ] 할 일", [])]),
        ("앞의 글\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_every_item_or_step_is_a_test(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [(test.title.text, blocks(test)) for test in read_tests(text)] == expected


def test_no_paragraph_of_a_test_stands_without_its_tags() -> None:
    [test] = read_tests("- a\n  ```\n  x\n  ```\n  b\n  - c\n")
    opened = [token for token in test.body.tokens if token.type == "paragraph_open"]
    assert [token.hidden for token in opened] == [False, False]


def test_what_stands_around_the_tests_is_kept() -> None:
    text = "앞\n\n- a\n\n가운데\n\n- b\n\n뒤\n"
    tests, around = structure.split_tests(parse_markdown(text), resolve, 0, set())
    assert [test.title.text for test in tests] == ["a", "b"]
    assert plain_text(around).split("\n") == ["앞", "가운데", "뒤"]


def test_a_link_to_a_shared_test_brings_it_in_with_what_is_said_below() -> None:
    [test] = read_tests("- [quota](tests/quota.md)\n\n  여기서는 비면 해당 이슈가 아닙니다.\n")
    assert test.shared == "cdi/tests/quota.md"
    assert test.anchor == "test-quota"
    assert test.title.tokens == ()
    assert test.rule_outs == ("여기서는 비면 해당 이슈가 아닙니다.",)


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("- quota 확인\n- quota 확인\n", ["test-quota-확인", "test-quota-확인-"]),
        ("- `kubectl get pod`\n", ["test-kubectl-get-pod"]),
        ("- ```sh\n  kubectl get pod\n  ```\n", ["test-kubectl-get-pod"]),
        ("- !!!\n", ["test"]),
        ("-\n", ["test"]),
        ("- " + "아주 긴 제목 " * 40 + "\n", ["test-아주-긴-제목-"]),
        ("- " + "가" * 3000 + "\n", ["test-" + "가" * 38]),
    ],
)
def test_the_anchor_of_a_test_is_made_of_its_words(text: str, anchors: list[str]) -> None:
    found = [test.anchor for test in read_tests(text)]
    assert [a.startswith(start) for a, start in zip(found, anchors, strict=True)] == [True] * len(
        found
    )
    assert len(set(found)) == len(found)
    assert all(len(anchor) < 80 for anchor in found)


def test_the_anchor_of_a_test_does_not_depend_on_its_line() -> None:
    text = "- ```sh\n  kubectl get pod\n  ```\n"
    moved = read_tests("앞의 글\n\n" + text)
    assert [test.anchor for test in moved] == [test.anchor for test in read_tests(text)]
    assert [test.line for test in moved] == [13]


def test_headings_get_readable_ids_that_are_unique_and_none_of_the_themes() -> None:
    tokens = structure.annotate(
        parse_markdown(
            "### 늘리는 법\n\n### `a.b` 와 *c*\n\n### a\n\n### a\n\n### a\n\n### __config\n"
        ),
        FIX,
        resolve,
    )
    taken = {"해결방법"}
    structure.set_anchors(tokens, taken)
    ids = [str(t.attrs["id"]) for t in tokens if t.type == "heading_open"]
    assert ids[:3] == ["늘리는-법", "a.b-와-c", "a"]
    assert ids[5] == "config"
    assert len(set(ids)) == 6
    assert taken == {"해결방법", *ids}


def test_signatures_come_with_their_lines() -> None:
    text = "a\n\n```\nx\ny\n```\n\n- b\n\n  ```text\n  z\n  ```\n"
    tokens = structure.annotate(parse_markdown(text), SYMPTOM, resolve)
    found = structure.signatures(tokens, 7)
    assert [(s.text, s.line) for s in found] == [("x\ny", 10), ("z", 17)]


def test_a_body_knows_its_words_and_its_commands() -> None:
    text = "먼저 `kubectl get pod` 를 보고 `quota` 를\n봅니다.\n\n`oc get a`\n\n```\nerror\n```\n"
    tokens = structure.annotate(parse_markdown(text), SYMPTOM, resolve)
    body = structure.body(tokens, 3)
    assert body.commands == ("kubectl get pod", "oc get a")
    assert body.text == "먼저 kubectl get pod 를 보고 quota 를 봅니다.\noc get a"


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("https://a.b/c", ["https://a.b/c"]),
        ("(http://a.b/c_d).", ["http://a.b/c_d"]),
        ("HTTP://A.b, http://a.b/(c)", ["HTTP://A.b", "http://a.b/(c)"]),
        ("주소는https://a.b 입니다", ["https://a.b"]),
        ("**http://a.b**", ["http://a.b"]),
        ("http://a.b/?x=1&y=2", ["http://a.b/?x=1&y=2"]),
        ("[http://a.b](c.md)", ["c.md"]),
        ("`http://a.b` \\`http://a.b\\`", ["http://a.b"]),
        ("<http://a.b> <a@b.c>", ["http://a.b", "mailto:a@b.c"]),
        ("xhttp://a.b ahttps://a.b", []),
        ("cdi.kubevirt.io www.a.b a@b.c //a.b ftp://a.b javascript:x", []),
        ("http:// http://. http://)", []),
        ("http://" + "a" * 3000, []),
        ("![a](b.png) [c][d]\n\n[d]: <e f.md>", ["b.png", "e%20f.md"]),
        ("[a](JavaScript:x) <VBSCRIPT:x>", ["JavaScript:x", "VBSCRIPT:x"]),
    ],
)
def test_an_address_is_a_link_only_where_one_is_meant(text: str, hrefs: list[str]) -> None:
    assert [href for href, _, _ in addresses(parser().parse(text))] == hrefs


def test_an_address_comes_with_its_line_in_tables_and_below_breaks() -> None:
    text = "a\n[b](b.md)  \n![c](c.png)\n\n| x |\n| - |\n| y |\n| [d](d.md) |\n"
    found = [address for node in parse_markdown(text) for address in addresses(node.to_tokens())]
    assert found == [("b.md", 1, False), ("c.png", 2, True), ("d.md", 7, False)]


@pytest.mark.parametrize(
    "text",
    [
        "".join("  " * n + "- a\n" for n in range(400)),
        ">" * 5000,
        "- " * 5000 + "a",
        "1. " * 5000 + "a",
        "> - " * 1000 + "a",
        "*a " * 2000 + "a* " * 2000,
        "**a " * 500 + "a** " * 500,
        "~~a " * 2000 + "a~~ " * 2000,
    ],
)
def test_what_nests_without_end_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(NestingError) as caught:
        parse_markdown("\n\n" + text)
    assert 2 <= caught.value.line <= 2 + MAX_NESTING


def test_what_people_nest_is_not_refused() -> None:
    text = "".join("  " * n + "- a\n" for n in range(MAX_NESTING // 2 - 1))
    assert len(parse_markdown(text)) == 1
