"""More than Markdown may be: it ends in a fence or in the report, and nothing is lost."""

from __future__ import annotations

import pytest

from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_import
from bangdex.model import Source
from bangdex.parse import parse

HEAD = "# Pump\n\n## Symptom\n\nIt stops.\n\n"
TAIL = "\n\n## Fix\n\nStart it.\n"


def importing(text: str) -> ImportPlan:
    plan = plan_import(HEAD + text + TAIL, shown="pump.md", product="cdi")
    lines = [n for file in plan.files for n in file.lines] + [entry.line for entry in plan.report]
    wanted = [n for n, line in enumerate((HEAD + text + TAIL).split("\n"), 1) if line.strip()]
    assert sorted(lines) == wanted
    return plan


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "![" * 10_000,
        "[![a](" * 4_000,
        "word " * 5_000,
        "- item " + "word " * 5_000,
        "[a](b) " * 3_000,
        "    " + "x" * 25_000,
        "<div>" + "x" * 25_000,
        "### " + "x" * 25_000,
        "a [b][c]\n\n" * 2_600,
        "a|b\n-|-\n" + "c|d\n" * 7_000,
        ">" * 300 + " deep",
        ":::note\n\n" * 2_000,
        "<table>\n\n" * 1_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_too_much_for_a_reader_is_put_into_a_fence(text: str) -> None:
    for file in importing(text).files:
        assert parse(Source(file.path, file.path, file.text)).problems == ()


@pytest.mark.parametrize(
    "text", ["```\n" + "[ERROR] x\n" * 20_001 + "```", "```\n" + "x" * 1_000_000 + "\n```"]
)
def test_what_no_file_could_hold_is_left_out_whole_and_told(text: str) -> None:
    plan = importing(text)
    assert plan.files == ()
    assert {entry.reason.partition(":")[0] for entry in plan.report} == {
        "an issue that is longer than 20,000 lines or 1,000,000 bytes"
    }
