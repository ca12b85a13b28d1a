"""Nothing of other people's documents is lost, in whatever dialect they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bangdex.importer.model import ImportPlan, SourceText
from bangdex.importer.plan import plan_documents
from bangdex.importer.write import read_existing, write_plan
from bangdex.knowledge import read_knowledge

# Each `@` becomes a word of its own.
HEADS = [
    "---\ntitle: @\ntags: [@, @]\n---",
    "---\ntitle: @: @\nauthor: @\n---",
    "---\nversions:\n- @\n- @\nx: !!python/object @\n---",
    '+++\ntitle = "@"\nversion = "@"\n+++',
    "---\n@\n---",
    "---\ntitle: @",
]
SECTIONS = [
    "## Symptoms", "## 증상", "**Symptom**", "*Issue:* @", "<u>Issue</u>:", "## Cause", "### 원인",
    "## Resolution 2: @", "## Resolution", "### Solution", "**해결 방법**", "## More information",
    "## Applicable versions", "_Applies to:_ &nbsp; @", "## Troubleshooting @", "# @", "### @ {#@}",
    "Solution\n--------", "## [@](#tab/@)", "## <b>@</b> [x](@.md)",
    "# FAQ", "## Why @?", "### Q. @", "## Step 1: @", "## Problem 1: @", "## Cause and @",
]  # fmt: skip
BLOCKS = [
    "@ text.\n@ more.", "TODO", "* @\n* @", "1. @\n   > [!NOTE]\n   > @", "```\n@ <x>\n```",
    ">[!NOTE]\n>\n>@", "> [!WARNING] @\n> @", "> [!DNL @] @", "> [!PREVIEW]\n> @",
    '!!! note "@"\n    @\n\n    @', "??? tip\n    @", ":::note @\n@\n:::", "::: zone pivot\n@",
    "{{% notice tip %}}\n@\n{{% /notice %}}", "{{< ref @ >}}", '![@]({{< ref "@.md" >}})',
    '{{< figure src="@.png" alt="@" >}}', "{: .@}", ':::image source="@.png" alt-text="@":::',
    "[!INCLUDE [@](../@.md)]", "> [!VIDEO https://example.org/@]", "[!UICONTROL @] @",
    "<details class='x'>\n<summary><b>@</b></summary>\n\n@\n\n</details>", "<p>@</p>\n<p>@</p>",
    "<table><tr><td>@</td><td>@|@</td></tr>\n<tr><td><ul><li>@</li></ul></td></tr></table>",
    "<ul>\n<li>@\n<ol><li>@</li></ol></li>\n</ul>", "<pre>@ &lt;\n\n  @</pre>", "<h3>@</h3>\n@",
    "@ <b>@</b><i> @ </i> <code>@ &amp;</code> <a href='@.html'>@</a> <@ name> <br/> &nbsp;",
    "<a name='@'></a>", "<!-- @ -->", "<script>@</script>", "<div><span>@", "</b> @ <b>",
    "[@](./@.md) [@](b.md#@) [@](/@) [@](#@) [@](file:///@) [@](javascript:@)", "![@](@.png '@')",
    "[![@](https://example.org/@.png)](https://example.org/@)", "[@]: ./@.md", "[@](<@ @.md>)",
    "[a][@] and [@]\n\n[@]: b.md", "| @ | `@` |\n|---|---|\n| <br> | [@](@.md) |", "<@://@> <@@>",
    "`@\u200b@`", "```\n@\u200e\n```", "> !@\u200b",
    "- @\n\n      @\n  <div>@</div>",
    "Q: @?\n\nA: @\n@", "**Q1. @**", "**@?**", "A. @", "Problem: @\nSolution: @", "Cause: @",
    "- **Symptom**: @\n- @\n- **Fix**: @\n\n  @", "1. Solution: @\n   - @\n2. Symptom: @",
    "| Error | Cause | @ | Solution |\n|---|---|---|---|\n| `@` | @ | @ | @<br>@ |\n| @ ||| @ |",
    "| 현상 | @ |\n|---|---|\n| @ | @ |\n| 조치 | <br>@ |", "| Fix | Issue |\n|---|---|\n| @ |",
    "<details>\n<summary>@</summary>\n\n@\n\n</details>", "FIX", "Issue:", "*Issue:* @\n*Fix:* @",
    "<details>\n<summary>Fix</summary>\n\n@\n\n</details>", "가. 증상\n@", "다. 조치",
    "* **@**\n  @\n\n  * Cause: @\n  * Fix: @\n    @\n* @\n  1. Issue: @\n  2. Fix: @",
    "* **@**\n  * Cause: @\n  * Fix: @\n",
    "\u200b@\u202e@\x00", "\x00", "<!-- @", "~~~\n@", "---", "> !@",
]  # fmt: skip
# Names of places, which the import gives new ones.
DROPPED = re.compile(r"class='x'|\(b\.md#u\d+u|#tab/u\d+u|name='u\d+u'|\{#u\d+u\}")
NAMES = ["a.md", "b.md", "x/a.md", "x/index.md", "y/README.md", "_index.md", "한글.md", "con.md"]


def document(pieces: Sequence[str]) -> str:
    return "\n\n".join(pieces) + "\n"


documents = st.builds(
    lambda head, parts: document(head + [piece for part in parts for piece in part]),
    st.lists(st.sampled_from(HEADS), max_size=1),
    st.lists(
        st.builds(
            lambda section, blocks: section + blocks,
            st.lists(st.sampled_from(SECTIONS), max_size=1),
            st.lists(st.sampled_from(BLOCKS), max_size=3),
        ),
        max_size=5,
    ),
)
folders = st.dictionaries(st.sampled_from(NAMES), documents, min_size=1, max_size=4)


def texts_of(folder: dict[str, str]) -> list[SourceText]:
    counter = iter(range(100_000))
    return [
        SourceText(name, name, re.sub("@", lambda _: f"u{next(counter)}u", text))
        for name, text in sorted(folder.items())
    ]


def importing(texts: list[SourceText], into: Path | None = None) -> ImportPlan:
    existing = read_existing(into, "lamp") if into else ()
    return plan_documents(
        texts,
        product="lamp",
        existing=existing,
        exists=lambda path: into is not None and (into / path).is_file(),
    )


@settings(deadline=None, max_examples=60)
@given(folders)
def test_every_line_of_every_document_is_in_one_file_or_in_its_report(
    folder: dict[str, str],
) -> None:
    texts = texts_of(folder)
    plan = importing(texts)
    for text, report in zip(texts, plan.documents, strict=True):
        accounted = [n for f in plan.files if f.shown == text.shown for n in f.lines]
        accounted += [entry.line for entry in report.report]
        lines = text.text.split("\n")
        assert sorted(accounted) == [n for n, line in enumerate(lines, 1) if line.strip()]


@settings(deadline=None, max_examples=60)
@given(folders)
@example({"a.md": "_Applies to:_ @\n\n*Issue:* @\n*Fix:* @\n\n_Applies to:_ @\n"})
def test_every_word_is_in_the_file_that_its_line_is_in(folder: dict[str, str]) -> None:
    texts = texts_of(folder)
    plan = importing(texts)
    by_name = {text.shown: text.text.split("\n") for text in texts}
    for file in plan.files:
        for line in file.lines:
            said = DROPPED.sub("", by_name[file.shown][line - 1])
            for word in re.findall(r"u\d+u", said):
                assert word in file.text


@settings(deadline=None, max_examples=60)
@given(folders)
def test_the_result_has_no_error_and_a_second_import_changes_nothing(
    folder: dict[str, str],
) -> None:
    texts = texts_of(folder)
    with TemporaryDirectory() as name:
        into = Path(name)
        first = write_plan(importing(texts, into), into)
        assert first.refused == ()
        assert [str(problem) for problem in read_knowledge(into).errors] == []
        again = write_plan(importing(texts, into), into)
        assert not again.written
        assert not again.refused
