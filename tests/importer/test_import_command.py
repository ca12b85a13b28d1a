"""``bangdex import`` as it is typed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bangdex.commands.import_ import import_command

DOCUMENT = """\
# Empty

# Lamp

## Issue (1)

#### Symptom

Dark. See [this](./gone.md).
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(DOCUMENT)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(import_command, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_folder_is_named_as_in_every_command(folder: Path) -> None:
    for name in ("--kb", "--into"):
        assert run("old.md", "--product", "lamp", name, name.strip("-")).exit_code == 0
    assert (folder / "kb/lamp/dark.md").read_bytes() == (folder / "into/lamp/dark.md").read_bytes()


def test_warnings_that_lie_in_the_documents_are_told(folder: Path) -> None:
    (folder / "other.md").write_text(DOCUMENT.replace("Dark", "Dim"))
    result = run("old.md", "other.md", "--product", "lamp")
    assert (
        "other.md: BDX068 is accepted in lamp/other.md:"
        " a keyword or a test must tell the issue from lamp/old.md\n"
    ) in result.output
    assert result.output.endswith(", 1 warning accepted\n")


def test_it_says_what_it_wrote_and_what_it_left_out(folder: Path) -> None:
    result = run("old.md", "--product", "lamp")
    assert result.exit_code == 0
    assert result.output == (
        "old.md:1:1: left out, a heading with nothing below it: '# Empty'\n"
        "old.md:3:1: left out, became the title of lamp/index.md: '# Lamp'\n"
        "old.md:5:1: left out, became the id lamp-1 of lamp/dark.md: '## Issue (1)'\n"
        "old.md:9:18: is text now, nothing is there: './gone.md' (in lamp/dark.md)\n"
        "old.md: a draft without a fix, to be sorted out: lamp/dark.md\n"
        "new  kb/lamp/dark.md  (2 lines)\n"
        "new  kb/lamp/index.md  (0 lines)\n"
        "1 file in, 1 issue out (1 draft without a fix), 2 lines placed,"
        " 3 lines left out with a reason, 1 dead link, 0 warnings accepted\n"
    )
    assert (folder / "kb/lamp/dark.md").is_file()


def test_a_second_run_changes_nothing_and_says_so() -> None:
    run("old.md", "--product", "lamp")
    result = run("old.md", "--product", "lamp")
    assert result.exit_code == 0
    assert "unchanged  kb/lamp/dark.md  (2 lines)\n" in result.output
    assert "new" not in result.output


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    result = run("old.md", "--product", "lamp", "--into", "notes/kb", "--dry-run")
    assert result.exit_code == 0
    assert "would be new  notes/kb/lamp/dark.md  (2 lines)\n" in result.output
    assert not (folder / "notes").exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_file_in_the_way_is_an_error_of_the_content(
    folder: Path, options: tuple[str, ...]
) -> None:
    (folder / "old.md").write_text(DOCUMENT.replace("# Lamp\n", "# Lamp\n\nOf lamps.\n"))
    (folder / "kb/lamp").mkdir(parents=True)
    (folder / "kb/lamp/index.md").write_text("mine")
    result = run("old.md", "--product", "lamp", *options)
    assert result.exit_code == 1
    assert result.stderr == "kb/lamp/index.md: is there with other content\nnothing was written\n"
    assert (folder / "kb/lamp/index.md").read_text() == "mine"
    assert not (folder / "kb/lamp/dark.md").exists()


def test_an_issue_whose_name_is_taken_gets_another(folder: Path) -> None:
    (folder / "kb/lamp").mkdir(parents=True)
    (folder / "kb/lamp/dark.md").write_text("mine")
    assert run("old.md", "--product", "lamp").exit_code == 0
    assert (folder / "kb/lamp/dark.md").read_text() == "mine"
    assert (folder / "kb/lamp/dark-1.md").is_file()


@pytest.mark.parametrize("text", ["", "\n\n", "# Empty\n", "----------\n"])
def test_a_document_with_nothing_to_import_is_an_error_of_the_content(
    folder: Path, text: str
) -> None:
    (folder / "old.md").write_text(text)
    result = run("old.md", "--product", "lamp")
    assert result.exit_code == 1
    assert "old.md: has nothing to import\n" in result.stderr
    assert not (folder / "kb").exists()


def test_bytes_that_are_no_utf8_are_named_with_their_offset(folder: Path) -> None:
    (folder / "old.md").write_bytes("# 램프\n\n전구".encode("cp949"))
    result = run("old.md", "--product", "lamp")
    assert result.exit_code == 1
    assert result.stderr == (
        "old.md:1: must be UTF-8: byte 0xb7 at offset 2\nnothing was written\n"
    )


def test_a_byte_order_mark_and_windows_line_ends_are_no_difference(folder: Path) -> None:
    run("old.md", "--product", "lamp")
    (folder / "old.md").write_bytes(b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode())
    assert "unchanged  kb/lamp/dark.md" in run("old.md", "--product", "lamp").output


def test_a_document_that_no_one_wrote_by_hand_is_refused_before_it_is_read(folder: Path) -> None:
    with (folder / "old.md").open("wb") as file:
        file.truncate(10_000_000_000)  # takes no room on the disk
    result = run("old.md", "--product", "lamp")
    assert result.exit_code == 1
    assert "must not be larger than 16,000,000 bytes: 10,000,000,000" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("old.md",),
        ("missing.md", "--product", "lamp"),
        ("old.md", "--product", "lamp", "--base-url", "docs"),
        ("pipe", "--product", "lamp"),
        ("old.md", "--product", "lamp", "--into", "old.md"),
        ("old.md", "--product", ""),
        ("old.md", "--product", "../lamp"),
        ("old.md", "--product", "My Lamp"),
        ("old.md", "--product", "keywords"),
        ("old.md", "--product", "nul"),
    ],
)
def test_wrong_use_exits_with_2(folder: Path, arguments: tuple[str, ...]) -> None:
    os.mkfifo(folder / "pipe")
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert not (folder / "kb").exists()


def test_a_folder_that_can_not_be_made_is_an_error_of_the_machine(folder: Path) -> None:
    (folder / "kb").write_text("a file")
    result = run("old.md", "--product", "lamp", "--into", "kb/below")
    assert result.exit_code == 3
    assert result.stderr == "kb: File exists\n"
