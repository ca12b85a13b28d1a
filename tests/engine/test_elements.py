"""HTML in a document: what is whole passes in one form, what a browser would mend is told."""

from __future__ import annotations

import pytest

from bangdex.elements import needs_no_end, nesting, plainly
from bangdex.model import Source
from bangdex.parse import parse


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("<br>", "<br>"),
        ("<BR />", "<br>"),
        ("<kbd>a</KBD >", "<kbd>a</kbd>"),
        ("<DETAILS\n>\n<summary>a &amp; b</summary>", "<details>\n<summary>a &amp; b</summary>"),
        ("a < b", "a < b"),
    ],
)
def test_harmless_html_is_written_in_one_form(written: str, form: str) -> None:
    assert plainly(written) == form


@pytest.mark.parametrize(
    ("html", "opened", "is_whole"),
    [("<br>", 0, True), ("<kbd>", 1, False), ("</SUB>", -1, False), ("<kbd></kbd>", 0, False)],
)
def test_what_html_leaves_open_is_counted(html: str, opened: int, *, is_whole: bool) -> None:
    assert (nesting(html), needs_no_end(html)) == (opened, is_whole)


KINDS = {
    "be closed in the same block": "left open",
    "be closed in the same section": "never closed",
    "be closed before what it stands in": "crossed",
    "be opened in the same block": "stray",
    "not stand in the middle of a line": "in a line",
}


def told(body: str) -> list[str]:
    """Return where in *body*, of a product, HTML is wrong, and how."""
    source = Source("a/index.md", "a/index.md", f"---\ntitle: a\n---\n{body}\n")
    found = []
    for problem in parse(source).problems:
        said = problem.message.removeprefix("an HTML element must ").rpartition(":")[0]
        found.append(f"{problem.line}:{problem.col} {KINDS.get(said, 'not allowed')}")
    return found


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("<kbd>a</kbd> <sub><sup>b</sup></sub>", []),
        ("<kbd>\na\n</kbd>", []),
        ("- a\n\n  <details>\n  <summary>s</summary>\n\n  b\n\n  </details>", []),
        ("> <details>\n>\n> a\n>\n> </details>", []),
        ("a <kbd>b", ["4:3 left open"]),
        ("a</kbd> b", ["4:2 stray"]),
        ("`<kbd>` <kbd>b", ["4:9 left open"]),
        ("<kbd>a\n\nb</kbd>", ["4:1 left open", "6:2 stray"]),
        ("<kbd>\na\n\n**b**", ["4:1 left open"]),
        ("**<kbd>a**</kbd>", ["4:3 left open", "4:11 stray"]),
        ("[<kbd>a](https://x)</kbd>", ["4:2 left open", "4:20 stray"]),
        ("<kbd><sub>a</kbd></sub>", ["4:6 crossed", "4:18 stray"]),
        ("|a|b|\n|-|-|\n|<kbd>x|y</kbd>|", ["6:2 left open", "6:10 stray"]),
        ("<details>\n\na", ["4:1 never closed"]),
        ("- <details>\n\n</details>", ["4:3 left open", "6:1 stray"]),
        ("<kbd><details></details></kbd>\n", ["4:6 in a line"]),
        # Where some must go, what is left is judged without it.
        ("<b><kbd>a</b>", ["4:1 not allowed", "4:10 not allowed"]),
    ],
)
def test_what_a_browser_would_mend_is_told_by_its_place(body: str, problems: list[str]) -> None:
    assert told(body) == problems


@pytest.mark.parametrize(
    ("test", "title"), [("- <kbd>a\n  b</kbd>\n  c", "a b"), ("- <kbd>a</kbd>\n  b", "a")]
)
def test_a_title_is_not_cut_within_an_element(test: str, title: str) -> None:
    text = "---\nid: a-1\ntitle: t\nkeywords: [k]\nstatus: open\n---\n## Symptom\nx\n## Test\n"
    item = parse(Source("a/b.md", "a/b.md", f"{text}{test}\n")).item
    assert item is not None
    [found] = item.tests  # type: ignore[union-attr]
    assert found.title.text == title
