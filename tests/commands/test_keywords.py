"""``bangdex keywords``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bangdex.authoring.keywords import near_duplicates
from bangdex.catalog import KeywordEntry

Run = Callable[..., Result]


def issue(folder: Path, number: int, keywords: str) -> None:
    (folder / f"kb/kettle/k{number}.md").write_text(
        f"---\nid: k-{number}\ntitle: t\nkeywords: {keywords}\nstatus: open\n---\n## Symptom\nx\n",
        encoding="utf-8",
    )


def test_keywords_are_listed_with_counts_spellings_and_what_is_near(run: Run, folder: Path) -> None:
    issue(folder, 1, "[[resourceQuota, quota], v1.11, storageclass]")
    issue(folder, 2, "[quota, v1.12, storageclas, storage class]")
    assert run("keywords").output == (
        "    1  !cold\n"
        "    1  !hot\n"
        "    2  !resourceQuota  (quota)\n"
        "    1  !storage class\n"
        "    1  !storageclas\n"
        "    1  !storageclass\n"
        "    1  !v1.11\n"
        "    1  !v1.12\n"
        "\n"
        "Spelled much alike:\n"
        "  !storage class (1)  !storageclass (1)\n"
        "  !storageclas (1)  !storageclass (1)\n"
    )


def test_json_holds_the_same(run: Run, folder: Path) -> None:
    issue(folder, 1, "[[resourceQuota, quota], 저장소]")
    issue(folder, 2, "[resorceQuota, 저장소]")
    report = json.loads(run("keywords", "--json").output)
    counts = {keyword["keyword"]: keyword["count"] for keyword in report["keywords"]}
    assert counts == {"cold": 1, "hot": 1, "resorceQuota": 1, "resourceQuota": 1, "저장소": 2}
    (quota,) = (k for k in report["keywords"] if k["keyword"] == "resourceQuota")
    assert quota == {
        "keyword": "resourceQuota",
        "spellings": ["resourceQuota", "quota"],
        "count": 1,
        "issues": ["k-1"],
    }
    assert report["near"] == [
        {
            "keywords": ["resorceQuota", "resourceQuota"],
            "spellings": ["resorceQuota", "resourceQuota"],
        }
    ]


def test_a_file_with_an_error_is_left_out_and_said(run: Run, folder: Path) -> None:
    (folder / "kb/kettle/cold.md").write_text("---\nid: [\n---\n")
    (folder / "kb/kettle/index.md").write_text("---\ntitle: Kettle\n---\n")
    (folder / "kb/kettle/tests/plug.md").write_text("---\ntitle: Plug\n---\nLook.\n")
    result = run("keywords")
    assert result.exit_code == 0
    assert result.stdout == "    1  !hot\n"
    assert "without the files that have " in result.stderr


def entries(*keywords: str) -> list[KeywordEntry]:
    return [KeywordEntry(keyword, tuple(keyword.split("|")), ()) for keyword in keywords]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("storageclass", "storageclas", True),
        ("storageclass", "storageclsas", True),  # neighbours changed places
        ("storageclass", "Storage-Class", True),
        ("quota|storageclass", "sc|storagclass", True),
        ("v1.11", "v1.12", False),
        ("pvc", "pv", False),  # too short to tell
        ("importer", "exporter", False),
        ("저장소 용량", "저장소용량", True),
    ],
)
def test_what_is_near(one: str, other: str, expected: bool) -> None:  # noqa: FBT001
    for pair in ((one, other), (other, one)):
        assert bool(near_duplicates(entries(*pair))) is expected


def test_two_keywords_are_near_once_however_many_of_their_spellings_are() -> None:
    (near,) = near_duplicates(entries("storage class|storageclass", "storageclas|storage-class"))
    assert {near.one.slug, near.other.slug} == {
        "storage class|storageclass",
        "storageclas|storage-class",
    }
