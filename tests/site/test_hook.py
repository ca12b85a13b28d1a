"""Bangdex under MkDocs, as a MkDocs user runs it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tools.site import KB, environment, mkdocs, write_site

BROKEN = KB["kb/kettle/cold.md"].replace("status: open", "status: opne")
WAIT = 60  # seconds until a preview that doesn't answer has failed


def test_a_site_elsewhere_needs_a_hook_of_one_line(tmp_path: Path) -> None:
    done = mkdocs(write_site(tmp_path), "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "The water stays cold" in (tmp_path / "site/kettle/cold.html").read_text("utf-8")
    assert "What do you see?" in (tmp_path / "site/index.html").read_text("utf-8")
    assert (tmp_path / "site/about.html").is_file()


def test_a_mistake_stops_the_build_and_leaves_what_was_published(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert mkdocs(tmp_path, "build").returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    (tmp_path / "kb/kettle/cold.md").write_text(BROKEN, encoding="utf-8")
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 1
    assert "kb/kettle/cold.md:5:9: BDX012" in done.stderr
    assert "Traceback" not in done.stderr
    assert before == {p: p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()}


def test_every_mistake_is_said_in_one_run(tmp_path: Path) -> None:
    write_site(tmp_path, {**KB, "kb/kettle/cold.md": BROKEN, "kb/kettle/hot.md": "no front matter"})
    stderr = mkdocs(tmp_path, "build").stderr
    assert "kb/kettle/cold.md:5:9: BDX012" in stderr
    assert "kb/kettle/hot.md:1:1: BDX002" in stderr


def test_a_page_under_docs_cannot_hide_a_generated_one(tmp_path: Path) -> None:
    write_site(tmp_path, {**KB, "docs/keywords/index.md": "# Mine\n"})
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 1
    assert "docs/keywords/index.md must have another name" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_knowledge_base_that_is_not_there_is_said(tmp_path: Path) -> None:
    write_site(tmp_path, {"mkdocs.yml": "site_name: x\nhooks: [hooks/site_hook.py]\n"})
    done = mkdocs(tmp_path, "build")
    assert done.returncode == 1
    assert "extra.bangdex.kb must be a folder" in done.stderr
    assert "Traceback" not in done.stderr


@dataclass(frozen=True)
class Preview:
    """A running `mkdocs serve` of a site in a folder."""

    folder: Path
    address: str

    def get(self, path: str) -> str:
        with urlopen(f"{self.address}/{path}") as answer:  # noqa: S310 (our own server)
            return str(answer.read().decode())

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def write(self, text: str) -> None:
        (self.folder / "kb/kettle/cold.md").write_text(text)


@pytest.fixture(params=[[], ["--dirty"]], ids=["whole", "dirty"])
def preview(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Preview]:
    write_site(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    preview = Preview(tmp_path, f"http://{place}")
    command = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place, *request.param)
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=log)
        wait_until(lambda: preview.get("index.html") != "")
        yield preview
        server.terminate()
        server.wait()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until *is_so*; a server that doesn't answer yet is not so."""
    deadline = time.monotonic() + WAIT
    while True:
        with suppress(OSError):
            if is_so():
                return
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.1)


def test_a_preview_shows_edits_reports_mistakes_and_lives_on(preview: Preview) -> None:
    page, place = "kettle/cold.html", "kb/kettle/cold.md:5:9: BDX012"
    whole = KB["kb/kettle/cold.md"]
    assert "The water stays cold" in preview.get(page)
    preview.write(whole.replace("stays cold", "is lukewarm"))
    wait_until(lambda: "The water is lukewarm" in preview.get(page))
    assert "The water is lukewarm" in preview.get("kettle/index.html")
    preview.write(BROKEN)
    wait_until(lambda: place in preview.get(page))
    assert place in preview.log()
    assert place in preview.get("assets/bangdex/problems.js")
    assert "is lukewarm" not in preview.get("kettle/index.html")
    preview.write(whole.replace("stays cold", "boils again"))
    wait_until(lambda: "The water boils again" in preview.get(page))
    assert "BDX012" not in preview.get("assets/bangdex/problems.js")


def test_what_is_wrong_stands_above_every_page_of_a_preview(preview: Preview, page: Page) -> None:
    preview.write(BROKEN)
    wait_until(lambda: "BDX012" in preview.get("assets/bangdex/problems.js"))
    page.goto(f"{preview.address}/about.html")
    expect(page.get_by_role("alert")).to_contain_text("kb/kettle/cold.md:5:9: BDX012")
