"""What no document may cost: texts that take a careless parser minutes."""

from __future__ import annotations

import pytest

from bangdex.limits import MAX_BRACKETS, MAX_PARAGRAPH, LimitError
from bangdex.markdown import parse_markdown
from bangdex.model import Source
from bangdex.parse import parse

SIZE = 300_000  # characters; what costs the square of that takes minutes
LINES = 10_000

HEAD = "---\nid: cdi-1\ntitle: quota\nkeywords: [quota]\nstatus: open\n---\n\n## Symptom\n\n"

# CommonMark's known set, and what else has hung a parser: repeated up to SIZE.
REPEATED = {
    "strong in emphasis": "*a **a ",
    "closers of emphasis": "a_ ",
    "openers of emphasis": "_a ",
    "mismatched emphasis": "*a_ ",
    "closers of links": "a]",
    "openers of links": "[a",
    "openers of links, closers of emphasis": "[ a_",
    "brackets": "[",
    "brackets and links": "[ (](",
    "pictures": "![",
    "pictures of nothing": "![[]()",
    "unclosed addresses": "[a](b",
    "unclosed addresses in angles": "[a](<b",
    "unclosed titles": '[a](b "c',
    "references": "[a][",
    "underscores": "_",
    "strikethrough": "~~a ",
    "angles": "<",
    "unclosed tags": "<a ",
    "unclosed attributes": "<a b='",
    "unclosed comments": "<!--",
    "comments in a line": "a <!-- ",
    "unclosed instructions": "a <?",
    "unclosed declarations": "a <!A ",
    "unclosed sections": "a <![CDATA[",
    "ticks": "`a",
    "schemes": "http://",
    "hosts": "http://a.",
    "brackets after an address": "http://a.b/).(",
    "colons": "a:",
    "entities": "&amp",
    "ampersands": "&",
    "backslashes": "\\",
    "quotes": "> ",
    "quoted lists": "> - ",
    "bullets in a line": "- ",
    "stars in a line": "* ",
    "numbers in a line": "1. ",
    "tabs": "\t",
    "spaces": " ",
}
# A line each, up to LINES.
LINED = {
    "text": "a\n",
    "bullets": "- a\n",
    "quotes": "> a\n",
    "lazy quotes": "> > > a\nb\n",
    "paragraphs": "a\n\n",
    "empty lines": "- a\n\n\n\n",
    "headings": "### a\n",
    "links of one name": "[a]: b\n",
    "openers of links": "[a\n",
    "titles that never close": '[a]: b "c\n',
    "elements": "<PodName>\n\n",
    "elements after a tick": "`<PodName>\n\n",
    "fences": "```\na\n```\n",
    "rules": "***\n",
    "commands": "`kubectl get pod`\n\n",
    "error texts": "    error a\n\nb\n\n",
    "paragraphs of brackets": "[" * 50 + "\n\n",
    "bad links": "[a](javascript:a)\n\n",
}
OTHERS = {
    "the most brackets": "[" * MAX_BRACKETS,
    "the most pictures": "![" * MAX_BRACKETS,
    "nested brackets": "[" * (SIZE // 2) + "a" + "]" * (SIZE // 2),
    "nested emphasis": "*a **a " * 20_000 + "b" + " a** a*" * 20_000,
    "rule of three": "a**b" + "c* " * (SIZE // 3),
    "emphasis in a link": "**x [a*b**c*](d)" * (SIZE // 16),
    "runs of ticks": "".join("e" + "`" * n for n in range(770)),
    "a run of ticks and another": "`" * (SIZE // 2) + "a" + "`" * (SIZE // 2 - 1),
    "nested lists": "".join("  " * n + "- a\n" for n in range(400)),
    "deep indentation": "".join(" " * n + "a\n" for n in range(700)),
    "a wide table": "a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "|a\n" * 1000,
    "a table to be filled": "a|" * 30_000 + "\n" + "-|" * 30_000 + "\n" + "a\n" * 10_000,
    "many tables": ("a|" * 90 + "\n" + "-|" * 90 + "\n" + "b\n" * 10 + "\n") * 500,
    "definitions and uses": "".join(f"[a{n}]: b\n" for n in range(9000)) + "\n[a1] " * 9000,
    "many paragraphs of the largest": ("*a_ ~~b~~ " * (MAX_PARAGRAPH // 10) + "\n\n") * 5,
}


def hostile() -> dict[str, str]:
    repeated = {n: (p * (SIZE // len(p) + 1))[:SIZE] for n, p in REPEATED.items()}
    lined = {f"lines: {n}": (p * (LINES // p.count("\n")))[: 3 * SIZE] for n, p in LINED.items()}
    return {**repeated, **lined, **OTHERS}


@pytest.mark.parametrize("text", hostile().values(), ids=hostile())
def test_a_hostile_text_is_read_or_refused_in_time(text: str) -> None:
    read = parse(Source("cdi/a.md", "kb/cdi/a.md", HEAD + text))
    assert read.item is not None or read.problems


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[" * 40_000, 0, "have a paragraph of more than 20,000 characters"),
        ("a\n\n" + "[" * 5001, 2, "have more than 5,000 '[' outside of code"),
        ("- [a](b)\n" * 5002, 5000, "have more than 5,000 '[' outside of code"),
        ("a\n\n" + "a" * 20_001, 2, "have a paragraph of more than 20,000 characters"),
        ("a\n\n" + "a\n" * 10_001, 2, "have a paragraph of more than 20,000 characters"),
        ("a\n" * 20_001, 20_000, "have more than 20,000 lines"),
        ("> > > a\n\n" * 6000, 10_000, "have more than 20,000 blocks and cells of tables"),
        (
            "a|b|c\n-|-|-\n" + "a\n" * 7000,
            0,
            "have more than 20,000 blocks and cells of tables",
        ),
    ],
)
def test_too_much_is_refused_with_the_line_where_it_starts(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(LimitError) as caught:
        parse_markdown(text)
    assert (caught.value.line, str(caught.value)) == (line, message)


@pytest.mark.parametrize(
    "text",
    [
        "```\n" + "x" * 900_000 + "\n```\n",
        "```\n" + "[ERROR] [a] [b]\n" * 15_000 + "```\n",
        "a " * 10_000,
        "[a](b) " * 2000,
        "|a|b|c|d|\n|-|-|-|-|\n" + "|a|b|c|d|\n" * 2000,
    ],
    ids=lambda text: text[:20],
)
def test_a_long_log_a_long_paragraph_and_a_long_table_are_not_too_much(text: str) -> None:
    assert parse_markdown(text)
