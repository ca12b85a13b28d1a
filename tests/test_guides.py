from __future__ import annotations

import re
from pathlib import Path

import pytest

from bangdex.knowledge import read_knowledge

REPOSITORY = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")])
SHARED_TEST = (
    "---\ntitle: resourceQuota\n---\n\n`kubectl get resourcequota`\n\n"
    "존재하지 않는다면 해당 이슈가 아닙니다.\n"
)
PRODUCT = "---\ntitle: CDI\n---\n"

_EXAMPLE = re.compile(r"^(`{3,})markdown\n(---\n.*?)^\1$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def examples(document: str) -> list[str]:
    """Return the files that a guide shows whole, front matter and all."""
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    return [match[2] for match in _EXAMPLE.finditer(text)]


def problems_of(files: dict[str, str], folder: Path) -> list[str]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_knowledge(folder, "kb").problems]


@pytest.mark.parametrize("document", ["README.md", "docs/write-an-issue.md"])
def test_the_issue_that_a_guide_shows_has_no_problem(document: str, tmp_path: Path) -> None:
    issue = examples(document)[0]
    files = {
        "cdi/index.md": PRODUCT,
        "cdi/tests/resourcequota.md": SHARED_TEST,
        "cdi/scratch-quota.md": issue,
    }
    assert problems_of(files, tmp_path) == []
    [read] = read_knowledge(tmp_path).catalog.issues
    assert read.id == "cdi-3"
    assert [len(test.rule_outs) for test in read.tests] == [0, 1]
    assert [signature.text for signature in read.signatures] != []


def test_the_other_files_that_the_guide_shows_have_no_problem(tmp_path: Path) -> None:
    issue, product, shared = examples("docs/write-an-issue.md")
    files = {
        "cdi/index.md": product,
        "cdi/tests/resourcequota.md": shared,
        "cdi/scratch-quota.md": issue,
    }
    assert problems_of(files, tmp_path) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_links_only_to_files_that_are_there(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`\n]+`", "", text)
    links = [link for link in _LINK.findall(text) if ":" not in link]
    assert [link for link in links if not (document.parent / link).exists()] == []
