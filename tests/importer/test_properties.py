"""Nothing of a document is lost, whatever it is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_import
from bangdex.model import Source
from bangdex.parse import parse

# Each `@` becomes a word of its own, so that it is known where every line has gone.
SECTIONS = [
    "상황",
    "테스트",
    "해결방법",
    "해결 방법",
    "Symptom",
    "Investigation",
    "Workaround",
    "Fix",
]
BLOCKS = [
    "@ 라고 적은 문단입니다.\n둘째 줄 @.",
    "- @ 항목\n  - `kubectl get @`\n    - ```\n      @   {$과거 날짜}\n\n      @\n      ```\n  - @",
    "1. @\n\n   @\n2. @",
    "```\n@ error: {$Name}\n\n# @ is no heading\n----------\n```",
    "~~~sh\nkubectl @",
    "    @ indented code",
    "> @ 인용문\n> !@ 은 키워드가 아님",
    "> [!NOTE]\n> @",
    "> ![@](@.png)",
    "| @ | b |\n|---|---|\n| c | @ |",
    "<!-- @\n\n@ -->",
    "<div>@</div>",
    "[@](./@.md) and [label] @",
    "***",
    "- @\n***\n- @",
    "@ " * 40,
]
HEADINGS = ["#### @", "##### @ #", "###### @ ##", "@\n---", "@\n@\n===", "####", "### 주요 @"]
LABELS = [
    "> 원인 : @, @",
    "> Cause: @",
    "> !@ pod",
    "> !@ !@",
    "> 원인 : @\n> !@\n>\n> !@\n!@",
    "> !1.10 !@",
]
RULES = ["----------", "***", "- - -"]
ISSUES = [
    "## Issue (%d)",
    "## Issue (%d): @",
    "### 이슈 #%d",
    "## Issue %d",
    "## @ %d",
    "# @ %d",
    "@ %d\n---",
]

blocks = st.lists(st.sampled_from(BLOCKS + HEADINGS), max_size=3)
section = st.tuples(st.sampled_from(SECTIONS).map("#### {}".format), blocks).map(
    lambda pair: [pair[0], *pair[1]]
)
issue = st.tuples(
    st.tuples(st.sampled_from(ISSUES), st.integers(0, 4)).map(
        lambda pair: pair[0].replace("%d", str(pair[1]))
    ),
    st.lists(st.sampled_from(LABELS), max_size=3),
    blocks,
    st.lists(section, max_size=4),
    st.lists(st.sampled_from(RULES), max_size=2),
).map(lambda parts: [parts[0], *parts[1], *parts[2], *chain(*parts[3]), *parts[4]])
general = st.lists(
    st.sampled_from(["# @ Issues", "> @ 는 @ 입니다.", "## @", "### @", *BLOCKS, *RULES]),
    max_size=5,
)
shapes = st.tuples(general, st.lists(issue, max_size=4), general).map(
    lambda parts: [*parts[0], *chain(*parts[1]), *parts[2]]
)
gaps = st.lists(st.sampled_from(["\n", "\n\n", "\n\n\n"]), min_size=1)
ends = st.sampled_from(["", "\n", "\n[label]: ./label.md\n"])


def document(pieces: Sequence[str], between: Sequence[str], end: str) -> str:
    text = "".join(piece + between[i % len(between)] for i, piece in enumerate(pieces)) + end
    counter = iter(range(len(text)))
    return re.sub("@", lambda _: f"u{next(counter)}u", text)


documents = st.builds(document, shapes, gaps, ends)
# Also what no one would write: markup thrown together.
noise = st.lists(
    st.lists(
        st.sampled_from(
            ["#", "## ", "#### ", "> ", "- ", "  ", "\t", "```", "---", "===", "!", "[", "]", "(",
             ")", "[a]", "[a]: b", "\\", "`", "*", "<", "<!--", "-->", "|", ":", "&lt;", "원인 :",
             "상황", "Fix", "Issue (1)", "x", "가", "\x00", "\x0b", "\x85", "\u2028", "\xa0"]
        ),
        max_size=5,
    ).map("".join),
    max_size=20,
).map("\n".join)  # fmt: skip


# What the importer makes Markdown of, or takes out with a reason.
_MARKUP = re.compile(r"</?[a-z]+>|^\[label\]|[원인Cause]+ ?:")


def importing(text: str) -> ImportPlan:
    return plan_import(text, shown="old.md", product="cdi")


@settings(deadline=None)
@given(documents | noise)
def test_every_line_is_in_exactly_one_file_or_in_the_report(text: str) -> None:
    plan = importing(text)
    accounted = [line for file in plan.files for line in file.lines]
    accounted += [entry.line for entry in plan.report]
    lines = text.split("\n")
    assert sorted(accounted) == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert all(entry.text == lines[entry.line - 1] and entry.reason for entry in plan.report)


@settings(deadline=None)
@given(documents)
def test_what_a_line_says_is_in_its_file_and_in_no_other(text: str) -> None:
    plan = importing(text)
    lines = text.split("\n")
    for file in plan.files:
        for line in file.lines:
            for word in re.findall(r"u\d+u", lines[line - 1]):
                assert [f.path for f in plan.files if word in f.text] == [file.path]


@settings(deadline=None)
@given(documents | noise)
def test_a_line_is_copied_as_it_is_unless_it_is_a_heading_or_a_label(text: str) -> None:
    plan = importing(text)
    lines = text.split("\n")
    for file in plan.files:
        copied = set(file.text.split("\n"))
        words = set(re.findall(r"\w+", file.text))
        for line in file.lines:
            source = lines[line - 1].replace("\x00", "")  # which nobody sees, and no file may hold
            if source not in copied:
                said = set(re.findall(r"\w+", html.unescape(_MARKUP.sub(" ", source))))
                assert said <= words


@settings(deadline=None)
@given(documents | noise)
def test_the_same_document_gives_the_same_plan(text: str) -> None:
    assert importing(text) == importing(text)
    assert importing(text.replace("\n", "\r\n")).files == importing(text).files
    assert importing("\ufeff" + text) == importing(text)


@settings(deadline=None)
@given(documents | noise)
def test_files_and_ids_are_unique_and_read_without_an_error(text: str) -> None:
    plan = importing(text)
    assert len({file.path for file in plan.files}) == len(plan.files)
    ids = [file.id for file in plan.files if file.id]
    assert len(set(ids)) == len(ids)
    paths = {file.path for file in plan.files}
    for file in plan.files:
        parsed = parse(Source(file.path, file.path, file.text))
        assert [problem for problem in parsed.problems if not problem.warning] == []
        assert {link.path for link in parsed.links} <= paths
