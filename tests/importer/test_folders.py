"""Folders of small documents of other people's shapes, and what they become.

UPDATE_GOLDEN=1 writes the expected files anew: then review.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bangdex.authoring.form import formatted
from bangdex.importer.gather import gather
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_documents
from bangdex.importer.write import read_existing, write_plan
from bangdex.knowledge import read_knowledge

FOLDERS = Path(__file__).parent / "folders"
CASES = sorted(path for path in FOLDERS.iterdir() if path.is_dir())


def importing(folder: Path, into: Path, base_url: str = "") -> ImportPlan:
    found = gather([folder])
    assert found.refused == ()
    return plan_documents(
        found.texts,
        product="machine",
        existing=read_existing(into, "machine"),
        exists=lambda path: (into / path).is_file(),
        picture=found.picture,
        base_url=base_url,
    )


def as_text(plan: ImportPlan, folder: Path) -> str:
    parts = [
        f"===== {f.path} (from {f.source}, lines {len(f.lines)})\n{f.text}" for f in plan.files
    ]
    parts += [f"===== {p.path} ({p.origin.relative_to(folder)})\n" for p in plan.pictures]
    for document in plan.documents:
        parts.append(f"===== left out of {Path(document.shown).relative_to(folder)}\n")
        parts += (f"{e.line}: {e.reason}: {e.text!r}\n" for e in document.report)
        parts += (f"{e.line}:{e.col}: dead: {e.href} in {e.path}\n" for e in document.links)
    return "".join(parts)


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_folder_becomes_what_its_golden_file_says(folder: Path, tmp_path: Path) -> None:
    actual = as_text(importing(folder, tmp_path), folder)
    expected = folder.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_line_of_a_folder_is_accounted_for_and_the_result_has_no_problem(
    folder: Path, tmp_path: Path
) -> None:
    plan = importing(folder, tmp_path)
    assert write_plan(plan, tmp_path).refused == ()
    assert read_knowledge(tmp_path).problems == ()
    assert [f.path for f in plan.files if formatted(f.text, f.path) != f.text] == []
    for document in plan.documents:
        lines = [n for file in plan.files if file.shown == document.shown for n in file.lines]
        lines += [entry.line for entry in document.report]
        text = Path(document.shown).read_text("utf-8").split("\n")
        assert sorted(lines) == [n for n, line in enumerate(text, 1) if line.strip()]


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_second_import_of_a_folder_changes_nothing_even_after_edits(
    folder: Path, tmp_path: Path
) -> None:
    write_plan(importing(folder, tmp_path), tmp_path)
    for path in tmp_path.rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("title: ", "title: New "), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    outcome = write_plan(importing(folder, tmp_path), tmp_path)
    assert not outcome.written
    assert not outcome.refused
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
