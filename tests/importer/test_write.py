"""A plan on a disk: all of it or nothing, and never over what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_import
from bangdex.importer.write import Refusal, WriteOutcome, compare_plan, write_plan

DOCUMENT = """\
# Lamp

General.

## Issue (1)

#### Symptom

Dark.

## Issue (2)

#### Symptom

Bright.
"""
PATHS = ("lamp/bright.md", "lamp/dark.md", "lamp/index.md")


def importing(text: str = DOCUMENT) -> ImportPlan:
    return plan_import(text, shown="old.md", product="lamp")


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_all_files_are_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    into = tmp_path / "deep" / "kb"
    assert write_plan(importing(), into) == WriteOutcome(PATHS, ())
    assert snapshot(into) == {
        "lamp": None,
        **{file.path: file.text.encode() for file in importing().files},
    }


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    write_plan(importing(), tmp_path)
    before = snapshot(tmp_path)
    times = [path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))]
    assert write_plan(importing(), tmp_path) == WriteOutcome((), PATHS)
    assert snapshot(tmp_path) == before
    assert [path.stat().st_mtime_ns for path in sorted(tmp_path.rglob("*"))] == times


def test_what_is_missing_is_written_and_what_is_the_same_is_left(tmp_path: Path) -> None:
    write_plan(importing(), tmp_path)
    (tmp_path / "lamp/dark.md").unlink()
    assert write_plan(importing(), tmp_path) == WriteOutcome(
        ("lamp/dark.md",), (PATHS[0], PATHS[2])
    )


def test_a_file_with_other_content_is_never_overwritten_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "lamp").mkdir()
    (tmp_path / "lamp/dark.md").write_text("mine")
    (tmp_path / "lamp/index.md").write_text("mine too")
    before = snapshot(tmp_path)
    assert write_plan(importing(), tmp_path).refused == (
        Refusal("lamp/dark.md", "is there with other content"),
        Refusal("lamp/index.md", "is there with other content"),
    )
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("front", ["id: lamp-2\n", 'title: x\nid:  "Lamp-2"  # its number\r\n'])
def test_an_id_that_another_file_has_is_refused(tmp_path: Path, front: str) -> None:
    (tmp_path / "lamp").mkdir()
    (tmp_path / "lamp/glare.md").write_bytes(f"---\n{front}---\nid: not-this\n".encode())
    (outcome,) = write_plan(importing(), tmp_path).refused
    assert outcome.path == "lamp/glare.md"
    assert outcome.reason.lower() == "has the id lamp-2 already"


def test_a_symbolic_link_or_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lamp/bright.md").mkdir(parents=True)
    (tmp_path / "lamp/dark.md").symlink_to(tmp_path / "elsewhere.md")
    assert write_plan(importing(), tmp_path).refused == (
        Refusal("lamp/bright.md", "is there and isn't an ordinary file"),
        Refusal("lamp/dark.md", "is there and isn't an ordinary file"),
    )


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_product_folder_that_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    into, outside = tmp_path / "kb", tmp_path / "outside"
    into.mkdir()
    outside.mkdir()
    if kind == "file":
        (into / "lamp").write_text("x")
    else:
        (into / "lamp").symlink_to(outside)
    assert write_plan(importing(), into).refused == (
        Refusal("lamp", "is there and isn't a folder"),
    )
    assert list(outside.iterdir()) == []


def test_when_the_disk_fails_half_way_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/other.md").write_text("there before")
    before = snapshot(tmp_path)
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "index.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_plan(importing(), tmp_path / "kb")
    with pytest.raises(OSError, match="No space left"):
        write_plan(importing(), tmp_path / "new/kb")
    assert snapshot(tmp_path) == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def slow(self: Path, target: Path) -> Path:
        if target.name == "bright.md":
            (target.parent / "dark.md").write_text("someone else's")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", slow)
    with pytest.raises(FileExistsError):
        write_plan(importing(), tmp_path)
    assert snapshot(tmp_path) == {"lamp": None, "lamp/dark.md": b"someone else's"}


def test_comparing_writes_nothing(tmp_path: Path) -> None:
    into = tmp_path / "kb"
    assert compare_plan(importing(), into) == WriteOutcome(PATHS, ())
    assert not into.exists()


def test_a_product_page_that_would_hold_only_a_title_is_not_planned_where_one_is() -> None:
    text = DOCUMENT.replace("General.\n", "")
    fresh = plan_import(text, shown="old.md", product="lamp")
    known = plan_import(text, shown="old.md", product="lamp", exists="lamp/index.md".__eq__)
    assert [file.path for file in fresh.files] == list(PATHS)
    assert [file.path for file in known.files] == list(PATHS[:2])
    assert known.report[0].reason == "a title, which lamp/index.md has already"


def test_a_link_to_a_file_that_is_there_is_not_reported() -> None:
    text = DOCUMENT.replace("Dark.", "Dark. See [it](there.md) and [that](gone.md).")
    plan = plan_import(text, shown="old.md", product="lamp", exists="lamp/there.md".__eq__)
    assert [(link.line, link.col, link.href) for link in plan.links] == [(9, 37, "gone.md")]
