from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangdex.frontmatter import (
    IssueFrontMatter,
    ProductFrontMatter,
    SharedFrontMatter,
    split_front_matter,
    validate,
)

ISSUE = "id: cdi-1\ntitle: quota\nkeywords: [quota]\nstatus: open\n"


def shared(source: str) -> SharedFrontMatter | None:
    matter = split_front_matter(f"---\n{source}\n---\n", "a.md")
    return validate(matter, SharedFrontMatter, "a.md")[0] if not matter.problems else None


def issue(source: str) -> tuple[IssueFrontMatter | None, list[str]]:
    matter = split_front_matter(f"---\n{source}---\n", "a.md")
    front, problems = validate(matter, IssueFrontMatter, "a.md")
    return front, [str(p) for p in (*matter.problems, *problems)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.10", "1.10"),
        ("no", "no"),
        ("012", "012"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("true", "true"),
        ("null", "null"),
        ("2020-04-27", "2020-04-27"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ('"a \\" b"', 'a " b'),
        ("'it''s'", "it's"),
        ("a # comment", "a"),
        ('"a # b"', "a # b"),
        ("|\n  a\n  b", "a b"),
        (">\n  a\n  b", "a b"),
        ("a\n  b", "a b"),
        ('"  a   b  "', "a b"),
        ("scratch PVC 가 quota 를 넘음", "scratch PVC 가 quota 를 넘음"),
        ('"\\u1100\\u1161"', "가"),
        ('"👍 \\U0001F44D"', "👍 👍"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("http://a.b/c", "http://a.b/c"),
        ('"\\u2028a"', "a"),
    ],
)
def test_a_value_stays_the_text_that_was_written(written: str, read: str) -> None:
    front = shared(f"title: {written}")
    assert front is not None
    assert front.title == read


@pytest.mark.parametrize(
    ("written", "keywords"),
    [
        ("[]", ()),
        ("[a, b]", (("a",), ("b",))),
        ("[[a, b], c]", (("a", "b"), ("c",))),
        ("['!a', '! b']", (("a",), ("b",))),
        ("[1.10, v1.11.0, no, 8080]", (("1.10",), ("v1.11.0",), ("no",), ("8080",))),
        ("['importer   pod']", (("importer pod",),)),
        ("\n  - importer pod\n  - [resourceQuota, quota]",
         (("importer pod",), ("resourceQuota", "quota"))),
    ],
)  # fmt: skip
def test_a_keyword_is_one_spelling_or_several(
    written: str, keywords: tuple[tuple[str, ...], ...]
) -> None:
    front, problems = issue(ISSUE.replace("[quota]", written))
    assert problems == []
    assert front is not None
    assert front.keywords == keywords


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "4:10: BDX010 keywords must be a list of texts: ''"),
        ("quota", "4:11: BDX010 keywords must be a list of texts: 'quota'"),
        ("1.10", "4:11: BDX010 keywords must be a list of texts: '1.10'"),
        ("{a: b}", "4:11: BDX010 keywords must be a list of texts"),
        ("[{a: b}]", "4:12: BDX010 keywords must be a list of texts"),
        ("[a, []]", "4:15: BDX010 keywords must be a list of texts"),
        ("[[[a]]]", "4:13: BDX010 keywords must be a text"),
        ("['']", "4:12: BDX011 keywords must not be empty: ''"),
        ("['!']", "4:12: BDX011 keywords must not be empty: '!'"),
        ("['!!']", "4:12: BDX011 keywords must not be empty: '!!'"),
        ("['! !']", "4:12: BDX011 keywords must not be empty: '! !'"),
        ("[a, [b, ' ']]", "4:19: BDX011 keywords must not be empty: ' '"),
        ("[a, ,b]", "4:15: BDX003 front matter must be YAML: "),
        ("[!]", "4:12: BDX008 front matter must not use a YAML tag; "),
        ("[!!python/object:os.system x]", "4:12: BDX008 front matter must not use a YAML tag; "),
    ],
)
def test_a_keyword_that_is_none_is_told_once_with_its_place(written: str, problem: str) -> None:
    _, problems = issue(ISSUE.replace("[quota]", written))
    placed = [p for p in problems if "BDX007" not in p]
    assert len(placed) == 1
    assert placed[0].startswith(f"a.md:{problem}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n\n",
        "a",
        "----\ntitle: a\n----\n",
        " ---\ntitle: a\n---\n",
        "---",
        "---\n",
        "---\ntitle: a\n",
        "---\ntitle: a\n--- \n"[:-5],
        "\ufeff---\ntitle: a\n---\n",
    ],
)
def test_a_text_without_two_fences_has_no_front_matter(text: str) -> None:
    matter = split_front_matter(text, "a.md")
    assert [problem.code for problem in matter.problems] == ["BDX002"]
    assert matter.data == {}


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\na: b\n---\n", "", 3),
        ("---\na: b\n---", "", 3),
        ("--- \na: b\n---\t\nx", "x", 3),
        ("---\na: b\n---\n\nx\n---\ny", "\nx\n---\ny", 3),
    ],
)
def test_the_body_starts_below_the_second_fence(text: str, body: str, line: int) -> None:
    matter = split_front_matter(text, "a.md")
    assert (matter.data, matter.body, matter.body_line) == ({"a": "b"}, body, line)


@pytest.mark.parametrize(
    "source",
    [
        "a: " + "[" * 10_000,
        "a: " + "{" * 10_000,
        "a: " + "[" * 10_000 + "]" * 10_000,
        "- " * 10_000,
        "? " * 10_000,
        "".join("  " * n + "a:\n" for n in range(100)),
        'a: "\\UFFFFFFFF"',
        'a: "\\U00110000"',
        "%YAML 1." + "1" * 5000,
        "a: &x [*x]",
        "a: &a [x]\nb: [*a, *a]",
        "!!python/object/apply:os.system [ls]",
        "a: !!binary =",
        "<<: *a",
        "a: \x00",
        "a: \ufffe",
        "...",
        "--- a\n",
        "[a: b: c]",
        "a: |9999999999\n  x",
        "a: 'x",
        "\ta: b",
        "a:\n\t- b",
        "{a: b, a: c}",
        "? [a]\n: b",
        "'': x\n'': y",
    ],
)
def test_hostile_front_matter_is_a_problem_with_a_place_and_never_a_crash(source: str) -> None:
    matter = split_front_matter(f"---\n{source}\n---\n\nbody\n", "a.md")
    assert matter.problems
    assert all(p.code.startswith("BDX00") or p.code == "BDX053" for p in matter.problems)
    assert all(1 <= p.line <= source.count("\n") + 2 and p.col >= 1 for p in matter.problems)


def test_a_problem_names_the_line_that_an_editor_shows() -> None:
    # YAML ends a line at these, an editor doesn't.
    _, problems = issue('id: cdi-1\ntitle: "a\u2028b\x85c"\nkeywords: [q]\nstatus: opne\n')
    assert problems == [
        (
            "a.md:5:9: BDX012 status must be one of solved, workaround, open: 'opne'"
            " (did you mean 'open'?)"
        )
    ]


def test_all_problems_come_at_once_each_with_its_place() -> None:
    front, problems = issue(
        "id: 'a b'\nkeywords: x\nstauts: open\nreviewed: yesterday\ncauses: []\n"
    )
    assert front is None
    assert [p.split(" ")[:2] for p in problems] == [
        ["a.md:1:1:", "BDX007"],
        ["a.md:1:1:", "BDX007"],
        ["a.md:2:5:", "BDX014"],
        ["a.md:3:11:", "BDX010"],
        ["a.md:4:1:", "BDX006"],
        ["a.md:5:11:", "BDX013"],
    ]


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        ("placeholders: {A: [B, C], D: []}", []),
        ("placeholders: []", ["BDX010"]),
        ("placeholders:", ["BDX010"]),
        ("placeholders: {A: B}", ["BDX010"]),
        ("placeholders: {A: ['']}", ["BDX011"]),
        ("placeholders: {A: {B: C}}", ["BDX010"]),
        ("language: en", []),
        ("language: KO", ["BDX012"]),
        ("short:", ["BDX011"]),
        ("keywords: [a]", ["BDX006"]),
    ],
)
def test_a_product_says_what_it_may(source: str, problems: list[str]) -> None:
    matter = split_front_matter(f"---\ntitle: CDI\n{source}\n---\n", "a.md")
    _, found = validate(matter, ProductFrontMatter, "a.md")
    assert [p.code for p in found] == problems


@given(st.text(alphabet="ab:-[]{}!&*#|>'\"\\ \n\t?%@`,가\x00\u2028"))
def test_any_text_between_the_fences_is_read_or_is_a_problem(source: str) -> None:
    matter = split_front_matter(f"---\n{source}\n---\n", "a.md")
    front, problems = validate(matter, SharedFrontMatter, "a.md")
    assert (front is None) == bool(problems)
    assert all(p.line >= 1 and p.col >= 1 for p in (*matter.problems, *problems))
