"""Small documents and what they become. UPDATE_GOLDEN=1 writes the files anew: then review."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bangdex.authoring.form import formatted
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_import
from bangdex.importer.write import write_plan
from bangdex.knowledge import read_knowledge

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(GOLDEN.glob("*.md"))


def as_text(plan: ImportPlan) -> str:
    parts = [f"===== {f.path} (lines {ranges(f.lines)})\n{f.text}" for f in plan.files]
    parts.append("===== left out\n")
    parts += (f"{entry.line}: {entry.reason}: {entry.text!r}\n" for entry in plan.report)
    parts.append("===== dead links\n")
    parts += (f"{link.line}:{link.col}: {link.href} in {link.path}\n" for link in plan.links)
    return "".join(parts)


def ranges(lines: tuple[int, ...]) -> str:
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def test_there_are_golden_documents() -> None:
    assert DOCUMENTS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_becomes_what_its_golden_file_says(path: Path) -> None:
    actual = as_text(plan_import(path.read_text("utf-8"), shown=path.name, product="cdi"))
    expected = path.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_a_document_becomes_is_read_without_a_problem(path: Path, tmp_path: Path) -> None:
    write_plan(plan_import(path.read_text("utf-8"), shown=path.name, product="cdi"), tmp_path)
    assert read_knowledge(tmp_path).problems == ()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_a_document_becomes_is_in_the_form_that_fmt_gives(path: Path) -> None:
    plan = plan_import(path.read_text("utf-8"), shown=path.name, product="cdi")
    for file in plan.files:
        assert formatted(file.text, file.path) == file.text
