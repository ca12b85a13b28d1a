"""``bangdex init``."""

from __future__ import annotations

import compileall
import json
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from bangdex.authoring import starter
from bangdex.authoring.starter import starter_files
from tools.site import mkdocs

Run = Callable[..., Result]
Content = Callable[[], dict[str, bytes]]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_new_site_builds_strictly_and_lints_without_a_word(
    run: Run, folder: Path, language: str
) -> None:
    result = run("init", "site of ours", "--language", language, "--name", "Ours: #1")
    assert result.exit_code == 0
    site = folder / "site of ours"
    assert sorted(result.output.splitlines()) == sorted(
        path.relative_to(folder).as_posix() for path in site.rglob("*") if path.is_file()
    )
    done = mkdocs(site, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (site / "site/example/pod-pending.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in page
    assert "Ours: #1" in page
    assert (site / "site/write-an-issue.html").is_file()
    for command in (("lint", "--strict"), ("fmt", "--check")):
        result = run(*command, "--kb", str(site / "kb"))
        assert (result.exit_code, result.output) == (0, "")


def test_a_new_issue_there_names_its_schema(run: Run, folder: Path) -> None:
    run("init", "ours")
    path = run("new", "example", "No steam", "--kb", "ours/kb").output.strip()
    assert path == "ours/kb/example/no-steam.md"
    assert "$schema=../../schema/issue.json" in (folder / path).read_text(encoding="utf-8")


def test_what_an_installer_compiled_is_no_file_of_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = shutil.copytree(starter.STARTER, tmp_path / "starter")
    monkeypatch.setattr(starter, "STARTER", shipped)
    before = list(starter_files("x", "en"))
    compileall.compile_dir(shipped, quiet=1)
    assert list(shipped.rglob("*.pyc"))
    assert list(starter_files("x", "en")) == before


def test_nothing_is_overwritten_and_then_nothing_is_written(
    run: Run, content: Content, folder: Path
) -> None:
    (folder / "ours").mkdir()
    (folder / "ours/mkdocs.yml").write_text("mine")
    before = content()
    result = run("init", "ours")
    assert result.exit_code == 1
    assert result.output == "ours/mkdocs.yml: is there already\nnothing was written\n"
    assert content() == before


def test_the_name_is_the_folders_where_none_is_given(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "no").mkdir()
    monkeypatch.chdir(folder / "no")
    assert run("init", ".").exit_code == 0
    assert yaml.safe_load(Path("mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == "no"


@pytest.mark.parametrize("name", ["", " ", "a\x00b"])
def test_a_name_that_is_no_line_is_a_mistake_in_the_call(run: Run, name: str) -> None:
    assert run("init", "ours", "--name", name).exit_code == 2


@pytest.mark.parametrize(
    ("host", "paths"),
    [
        ("github", {".github/workflows/lint.yml", ".github/workflows/publish.yml"}),
        ("gitlab", {".gitlab-ci.yml"}),
    ],
)
def test_what_publishes_it_is_written_for_the_host_that_is_named(
    host: str, paths: set[str]
) -> None:
    without = {file.path for file in starter_files("x", "en")}
    assert {file.path for file in starter_files("x", "en", host)} - without == paths


class Installed:
    """A package as pip left it, with a note of where it came from or none."""

    def __init__(self, note: dict[str, object] | None) -> None:
        self.note = note

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.note is None else json.dumps(self.note)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (None, "bangdex=="),
        ({"url": "file:///tmp/b.whl", "archive_info": {}}, "bangdex @ file:///tmp/b.whl\n"),
        ({"url": "file:///src/b", "dir_info": {}}, "bangdex @ file:///src/b\n"),
        (
            {"url": "https://x/b.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "bangdex @ git+https://x/b.git@abc\n",
        ),
    ],
)
def test_requirements_name_the_package_as_it_was_installed(
    monkeypatch: pytest.MonkeyPatch, note: dict[str, object] | None, expected: str
) -> None:
    monkeypatch.setattr("bangdex.authoring.starter.distribution", lambda _: Installed(note))
    (found,) = (f for f in starter_files("x", "en") if f.path == "requirements.txt")
    assert expected in found.content.decode()


def test_requirements_name_a_version_where_pip_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(name: str) -> Installed:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("bangdex.authoring.starter.distribution", missing)
    (found,) = (f for f in starter_files("x", "en") if f.path == "requirements.txt")
    assert found.content.startswith(b"bangdex==")
