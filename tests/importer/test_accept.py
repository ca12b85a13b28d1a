"""Warnings that lie in a document: accepted where it is imported, and no longer than they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bangdex.importer.gather import gather
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_documents
from bangdex.importer.write import read_existing, write_plan
from bangdex.knowledge import read_knowledge

ISSUE = "# {title}\n\n## Symptom\n\nIt is {title}.\n\n```\nlamp: {title}\n```\n"
TEST = "\n## Diagnosis\n\n- Look at it\n- Look again\n"


def importing(documents: Path, kb: Path) -> ImportPlan:
    found = gather([documents])
    catalog = read_knowledge(kb).catalog
    plan = plan_documents(
        found.texts,
        product="lamp",
        existing=read_existing(kb, "lamp"),
        exists=lambda path: (kb / path).is_file(),
        there=lambda: [*catalog.products, *catalog.issues, *catalog.shared.values()],
    )
    assert write_plan(plan, kb).refused == ()
    return plan


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("dark", "dim"):
        (folder / f"{name}.md").write_text(ISSUE.format(title=name) + TEST)
    return folder


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    folder = tmp_path / "kb"
    folder.mkdir()
    return folder


def codes(plan: ImportPlan) -> dict[str, list[str]]:
    found = {file.path: [problem.code for problem in file.accepted] for file in plan.files}
    return {path: accepted for path, accepted in found.items() if accepted}


def test_what_a_document_leaves_unsaid_is_accepted_with_a_reason_and_told(
    documents: Path, kb: Path
) -> None:
    plan = importing(documents, kb)
    assert codes(plan) == {
        "lamp/dark.md": ["BDX066", "BDX066"],
        "lamp/dim.md": ["BDX066", "BDX066", "BDX068"],
    }
    assert read_knowledge(kb).problems == ()
    assert (
        "accept:\n"
        "  BDX066: the imported document doesn't say what its results mean\n"
        "  BDX068: nothing in the imported document tells the issue apart\n"
        "---\n"
    ) in (kb / "lamp/dim.md").read_text()


def test_whoever_mends_a_page_is_told_what_it_need_not_accept_any_more(
    documents: Path, kb: Path
) -> None:
    importing(documents, kb)
    page = kb / "lamp/dim.md"
    page.write_text(page.read_text().replace("keywords: []", "keywords: [dim]"))
    found = read_knowledge(kb).problems
    assert [(problem.code, problem.path) for problem in found] == [("BDX069", page.as_posix())]


def test_a_new_document_is_held_against_what_is_there_which_stays_as_it_is(
    documents: Path, kb: Path
) -> None:
    importing(documents, kb)
    before = {path: path.read_bytes() for path in kb.rglob("*.md")}
    (documents / "gone.md").write_text(ISSUE.format(title="dark") + "\nGone.\n")
    plan = importing(documents, kb)
    assert codes(plan) == {"lamp/gone.md": ["BDX062", "BDX068"]}
    assert read_knowledge(kb).problems == ()
    assert {path: path.read_bytes() for path in kb.rglob("*.md") if path in before} == before
    assert codes(importing(documents, kb)) == {}
