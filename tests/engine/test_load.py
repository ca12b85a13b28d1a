from __future__ import annotations

import inspect
import sys
import unicodedata
from pathlib import Path

import pytest

from bangdex.load import load

TEXT = "---\ntitle: 한글 제목\n---\n\n가나다 café\n"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="LF"),
        pytest.param(TEXT.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="CR"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="NFD"),
        pytest.param(
            unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode("utf-8-sig"),
            id="all at once",
        ),
        pytest.param("\r\n".join(TEXT.split("\n")).replace("\r\n", "\n", 2).encode(), id="mixed"),
    ],
)
def test_a_document_is_the_same_however_it_was_saved(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    [source] = load(tmp_path, "kb").sources
    assert source.text == TEXT
    assert (source.path, source.shown) == ("a.md", "kb/a.md")


def test_names_come_back_composed_and_sorted(tmp_path: Path) -> None:
    names = ["나.md", unicodedata.normalize("NFD", "가.md"), "b/z.md", "b.md", "B.md", "b/a.md"]
    (tmp_path / "b").mkdir()
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [source.path for source in load(tmp_path).sources]
    assert sorted(found) == sorted(unicodedata.normalize("NFC", name) for name in names)
    assert found == [source.path for source in load(tmp_path).sources]


def test_hidden_files_and_what_is_no_document_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.md", ".hidden.md", "notes.txt", "chart.svg", "values.yaml", "no-ending"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    loaded = load(tmp_path)
    assert (loaded.sources, loaded.images, loaded.problems) == ((), (), ())


def test_pictures_come_back_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.PNG").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    [image] = load(tmp_path).images
    assert (image.path, image.content) == ("a.PNG", b"\x89PNG\r\n\x1a\n\xff")


@pytest.mark.parametrize("name", ["nowhere", "file.md"])
def test_what_is_no_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text("x", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        load(tmp_path / name)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert (loaded.sources, loaded.images, loaded.problems) == ((), (), ())


def test_folders_may_lie_deeper_than_a_stack(tmp_path: Path) -> None:
    folder = tmp_path / "/".join("d" * 300)
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("x", encoding="utf-8")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        [source] = load(tmp_path).sources
    finally:
        sys.setrecursionlimit(limit)
    assert source.path == "d/" * 300 + "a.md"
