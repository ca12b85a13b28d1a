"""``bangdex fmt``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from bangdex.authoring.form import FormError, canonical, formatted
from bangdex.authoring.scalars import flow, key, scalar
from bangdex.frontmatter import split_front_matter

REPOSITORY = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]
Content = Callable[[], dict[str, bytes]]

MESSY = """\
---
# about the title
title: "The water"    # eol
# id!
id: 'kettle-1'
# yaml-language-server: $schema=../../schema/issue.json

keywords: [importer pod, # one
   # above quota
   ["!resourceQuota", quota, quota],  # two
   ["v1.11"], "a: b", 'no', "1.10"
   ]
  # - gone
causes:
  - network  # n1
  - "a, b"   # n2
  # below causes
versions: ">=1.11"
reviewed: "2020-04-27"
status: >-   # folded # twice
  open
source: |
  # no comment
  x
# end
---
 body   # kept
"""
NEAT = """\
---
# yaml-language-server: $schema=../../schema/issue.json
# id!
id: kettle-1
# about the title
title: The water  # eol
# n1
# n2
causes: [network, "a, b"]
  # below causes
# above quota
keywords:
  - importer pod  # one
  - [resourceQuota, quota]  # two
  - v1.11
  - "a: b"
  - "no"
  - "1.10"
  # - gone
status: open  # folded # twice
versions: ">=1.11"
reviewed: 2020-04-27
source: "# no comment x"
# end
---
 body   # kept
"""


def test_front_matter_gets_its_one_form_and_keeps_its_comments() -> None:
    assert formatted(MESSY, "x").replace("# above quota\nkeywords:\n", "keywords:\n") == (
        NEAT.replace("# above quota\nkeywords:\n", "keywords:\n")
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{id: a, title: b}", "id: a\ntitle: b"),
        ("title:   b  \nid: a", "id: a\ntitle: b"),
        ("keywords: []", "keywords: []"),
        ("keywords: [[a], [b, b], '! c']", "keywords:\n  - a\n  - b\n  - c"),
        ("keywords:\n- '!'", 'keywords:\n  - "!"'),
        ("placeholders: {Name: [a, 'b c'], 'x: y': []}",
         'placeholders:\n  Name: [a, b c]\n  "x: y": []'),
        ("placeholders:\n  # what\n  A:   # beside\n    - a\n",
         "placeholders:\n  # what\n  A: [a]  # beside"),
        ("versions:", "versions:"),
        ("versions: ''", "versions:"),
        ("title: two\n  lines", "title: two lines"),
        ("title: 'it''s'", "title: it's"),
        ('title: "say \\"no\\""', 'title: say "no"'),
        ('title: "\\"no\\""', "title: '\"no\"'"),
        ("title: '@x'", 'title: "@x"'),
        ("title: 'a #b'", 'title: "a #b"'),
        ("title: a#b", "title: a#b"),
        ("title: '12:30'", 'title: "12:30"'),
        ("title: 012", 'title: "012"'),
        ("title: 1e3", 'title: "1e3"'),
        ("title: 0o17", 'title: "0o17"'),
        ("title: 2020-04-27 10:00:00", 'title: "2020-04-27 10:00:00"'),
        ("title: <1.12", "title: <1.12"),
        ("title: '>=1.12'", 'title: ">=1.12"'),
        ("title: '{$PodName} 은'", 'title: "{$PodName} 은"'),
        ("causes: ['a, b', '[c]', 'd: e', f]", 'causes: ["a, b", "[c]", "d: e", f]'),
        ("zoo: a\nid: b\napple: c", "id: b\nzoo: a\napple: c"),
        ("zoo: [{a: [b, c]}, []]", "zoo: [{a: [b, c]}, []]"),
        ("# alone\nid: a", "# alone\nid: a"),
        ("id: a\n\n\n# after all", "id: a\n# after all"),
        ("id: a\n  # indented\ntitle: b", "id: a\n  # indented\ntitle: b"),
        ("causes: [a,#b\n c]", "causes: [a, c]  #b"),
    ],
)  # fmt: skip
def test_one_form(before: str, after: str) -> None:
    assert formatted(f"---\n{before}\n---\n", "x") == f"---\n{after}\n---\n"
    assert formatted(f"---\n{after}\n---\n", "x") == f"---\n{after}\n---\n"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_stay_those_of_the_file(ends: str) -> None:
    text = "---\ntitle: 'b'\nid: a\n---\nx\n\ny".replace("\n", ends)
    assert formatted(text, "x") == "---\nid: a\ntitle: b\n---\nx\n\ny".replace("\n", ends)


def test_below_the_front_matter_every_byte_stays() -> None:
    body = "\ufeff\r\n---\r \x00 e\u0301 \u2028\n\n---\n# no comment\n\tx  "
    text = f"\ufeff---\ntitle: 'b'\n--- \n{body}"
    assert formatted(text, "x") == f"\ufeff---\ntitle: b\n--- \n{body}"


@pytest.mark.parametrize(
    "text",
    ["", "x", "---\nid: a\n", "---\n- a\n---\n", "---\na: [\n---\n", "---\na: &b c\n---\n",
     "---\na: 1\na: 2\n---\n", "---\n---\n"],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_left(
    run: Run, folder: Path, content: Content, text: str
) -> None:
    (folder / "kb/kettle/cold.md").write_text(text, encoding="utf-8")
    run("fmt", "kb/kettle/hot.md", "kb/kettle/index.md")
    before = content()
    result = run("fmt", "kb/kettle")
    assert result.exit_code == 1
    assert result.stderr.startswith("kb/kettle/cold.md:")
    assert content() == before


def test_files_are_named_that_change_and_a_second_run_changes_none(
    run: Run, content: Content
) -> None:
    before = content()
    check = run("fmt", "--check")
    assert (check.exit_code, check.output) == (1, "kb/kettle/cold.md\nkb/kettle/hot.md\n")
    assert content() == before
    assert run("fmt").output == check.output
    assert run("fmt", "--check").exit_code == 0
    assert run("fmt").output == ""
    assert run("lint").exit_code == 0


def test_a_link_is_not_followed(run: Run, folder: Path, content: Content) -> None:
    (folder / "elsewhere.md").write_text("---\ntitle:  'x'\n---\n")
    (folder / "kb/kettle/link.md").symlink_to(folder / "elsewhere.md")
    before = content()["elsewhere.md"]
    run("fmt")
    assert run("fmt", "kb/kettle/link.md").exit_code == 2
    assert content()["elsewhere.md"] == before


def test_a_file_stays_as_open_as_it_was(run: Run, folder: Path) -> None:
    path = folder / "kb/kettle/cold.md"
    path.chmod(0o640)
    run("fmt")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_not_utf8_is_said_and_left(run: Run, folder: Path) -> None:
    path = folder / "kb/kettle/cold.md"
    path.write_bytes(b"---\ntitle: \xff\n---\n")
    result = run("fmt", "kb/kettle/cold.md")
    assert (result.exit_code, result.output) == (1, "kb/kettle/cold.md: must be UTF-8\n")


@pytest.mark.parametrize("kb", ["kb", "hooks/bangdex/starter/ko/kb", "hooks/bangdex/starter/en/kb"])
def test_what_this_repository_keeps_is_in_form(kb: str) -> None:
    for path in sorted((REPOSITORY / kb).rglob("*.md")):
        text = path.read_bytes().decode()
        assert formatted(text, path.as_posix()) == text, "run: bangdex fmt"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x85\u2028\u2029"), max_size=12)
SIMPLE = st.text("ab1 .:#'\"-[]{},!&*>|%@`?~=\\\té가", max_size=8)


def one_line(text: str) -> str:
    return " ".join("".join(char for char in text if char.isprintable() or char == " ").split())


@given(TEXTS | SIMPLE)
def test_a_text_is_read_back_as_it_was_wherever_it_stands(text: str) -> None:
    text = one_line(text)
    source = f"a: {scalar(text)}\nb: {flow(['x', text, 'y'])}\n{key(text)}: {flow({text: text})}\n"
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    assert node is not None
    (_, first), (_, many), (name, mapping) = node.value
    ((inner, held),) = mapping.value
    assert [first.value, many.value[1].value, name.value, inner.value, held.value] == [text] * 5


@given(TEXTS | SIMPLE)
def test_a_text_keeps_its_quotes_only_where_it_is_read_otherwise_without(text: str) -> None:
    text = one_line(text)
    if not scalar(text).startswith(("'", '"')) or text.startswith(("'", '"')):
        return
    try:
        loaded = yaml.safe_load(f"a: {text}")["a"]
    except (yaml.YAMLError, ValueError, TypeError, KeyError):
        return
    # YAML 1.1 reads it as text; then 1.2, or another reader of 1.1, doesn't.
    number = r"[yn]|[-+]?0o[0-7]+|[-+]?[0-9][0-9.]*(?:e[-+]?[0-9]+)?"
    assert loaded != text or re.fullmatch(number, text, re.IGNORECASE), text


COMMENTS = st.sampled_from(["", "", "  # beside", " # 'quoted'", " # a: [b"])
ALONE = st.sampled_from(["", "", "", "\n", "# above\n", "  # indented\n", "\n# after a gap\n"])
WORDS = st.sampled_from(["a", "b c", "'no'", '"x: y"', "quota", "'!d'", '"1.10"', "v1", "é", "é"])


@st.composite
def front_matter(draw: st.DrawFn) -> str:
    """Front matter as people write it: in any order, in any style, with comments anywhere."""
    names = draw(
        st.permutations(["id", "title", "causes", "keywords", "versions", "placeholders", "own"])
    )
    return "".join(draw(ALONE) + draw(entry(name)) for name in names) + draw(ALONE)


@st.composite
def entry(draw: st.DrawFn, name: str) -> str:
    if name in {"causes", "keywords", "own"}:
        items = draw(st.lists(WORDS | spellings(), max_size=3))
        return draw(sequence(name, items))
    if name == "placeholders":
        inner = draw(st.lists(st.sampled_from(["A", "B", "C"]), unique=True, max_size=2))
        lines = [
            draw(ALONE) * bool(number) + f"  {one}: {draw(spellings())}{draw(COMMENTS)}\n"
            for number, one in enumerate(inner)
        ]
        return f"{name}:{draw(COMMENTS)}\n{''.join(lines)}" if lines else f"{name}: {{}}\n"
    style = draw(st.sampled_from(["{}{}\n", ">-{1}\n  {0}\n", "|{1}\n  {0}\n  # text\n"]))
    return f"{name}: {style.format(draw(WORDS), draw(COMMENTS))}"


@st.composite
def spellings(draw: st.DrawFn) -> str:
    return f"[{', '.join(draw(st.lists(WORDS, min_size=1, max_size=3)))}]"


@st.composite
def sequence(draw: st.DrawFn, name: str, items: list[str]) -> str:
    if not items:
        return f"{name}: []{draw(COMMENTS)}\n"
    if draw(st.booleans()):
        inner = "".join(f"  {item},{draw(COMMENTS)}\n{draw(ALONE)}" for item in items)
        return f"{name}: [{draw(COMMENTS)}\n{inner}  ]{draw(COMMENTS)}\n"
    indent = draw(st.sampled_from(["", "  ", "    "]))
    lines = (f"{draw(ALONE)}{indent}- {item}{draw(COMMENTS)}\n" for item in items)
    return f"{name}:{draw(COMMENTS)}\n{''.join(lines)}"


def comments(header: str) -> Counter[str]:
    """Count what follows a hash in lines, a text in a block of text too."""
    return Counter(re.findall(r"# (?:above|indented|after a gap|beside|'quoted'|a: \[b)", header))


@given(front_matter(), st.sampled_from(["", "body\n", "\r\n# x\n---\n  "]))
def test_nothing_is_lost_and_a_second_time_changes_nothing(header: str, body: str) -> None:
    text = f"---\n{header}---\n{body}"
    read = split_front_matter(text, "x")
    try:
        once = formatted(text, "x")
    except FormError as error:
        assert error.problems == read.problems != ()  # noqa: PT017  what is said is what lint says
        return
    assert formatted(once, "x") == once
    again = split_front_matter(once, "x")
    assert again.problems == ()
    assert canonical(again.data) == canonical(read.data)
    assert list(again.data) == list(canonical(read.data))
    assert again.body == read.body
    assert once.endswith(f"---\n{body}")
    assert comments(once.removesuffix(body)) == comments(header)
