"""Bangdex under MkDocs, as a MkDocs user runs it."""

from __future__ import annotations

import posixpath
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
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


SITE = {**KB, "docs/about.md": "# About\n\n[Cold](kettle/cold.md), [all](keywords/index.md)\n"}
LEAK = KB["kb/kettle/cold.md"].replace("kettle-1", "kettle-2").replace("stays cold", "leaks")
# What a preview's pages have beside a build's, and the other way round.
RELOADS = re.compile(r"<script>\s*var livereload = .*?</script>", re.DOTALL)
OWN_SCRIPTS = re.compile(r'\s*<script src="\S*/(?:problems|preview|manifest)\.js" defer></script>')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@dataclass(frozen=True)
class Preview:
    """A running `mkdocs serve` of a site in a folder."""

    folder: Path
    address: str

    def get(self, path: str) -> str:
        """Return what stands there, or nothing."""
        try:
            with urlopen(f"{self.address}/{path}") as answer:  # noqa: S310 (our own server)
                return str(answer.read().decode())
        except HTTPError:
            return ""

    def build(self) -> str:
        """Return what tells the documents that are shown from others."""
        manifest = self.get("assets/bangdex/index/manifest.js")
        return str(re.findall(r'"build":"(\w+)"', manifest)[0])

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def write(self, text: str, name: str = "cold") -> None:
        (self.folder / f"kb/kettle/{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with serving(write_site(tmp_path_factory.mktemp("preview"), SITE)) as preview:
        yield preview


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    preview = Preview(folder, f"http://{place}")
    command = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place, *options)
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(), stderr=log)
        try:
            wait_until(lambda: preview.get("index.html") != "")
            yield preview
        finally:
            server.terminate()
            server.wait()


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    build = running.build()
    yield running
    for path in (running.folder / "kb/kettle").iterdir():
        if f"kb/kettle/{path.name}" not in SITE:
            path.unlink()
    write_site(running.folder, SITE)
    wait_until(lambda: running.build() == build)


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
    assert place in preview.get("assets/bangdex/problems.js")
    assert "is lukewarm" not in preview.get("kettle/index.html")
    preview.write(BROKEN.replace("No steam.", "Still no steam."))
    wait_until(lambda: preview.log().count("1 problems: 0 new, 0 mended") == 1)
    assert preview.log().count(place) == 1  # the terminal says what is new
    preview.write(whole.replace("stays cold", "boils again"))
    wait_until(lambda: "The water boils again" in preview.get(page))
    assert "BDX012" not in preview.get("assets/bangdex/problems.js")
    assert "0 problems: 0 new, 1 mended" in preview.log()


def test_an_issue_that_comes_moves_or_goes_does_so_on_every_page(preview: Preview) -> None:
    lists = (
        "kettle/index.html",
        "symptoms/index.html",
        "keywords/no-steam.html",
        "all/kettle.html",
    )
    preview.write(LEAK, "leak")
    wait_until(lambda: "The water leaks" in preview.get("kettle/leak.html"))
    assert [path for path in lists if "kettle/leak.html" not in linked(preview, path)] == []
    (preview.folder / "kb/kettle/leak.md").rename(preview.folder / "kb/kettle/drip.md")
    wait_until(lambda: "The water leaks" in preview.get("kettle/drip.html"))
    assert preview.get("kettle/leak.html") == ""
    assert [path for path in lists if "kettle/drip.html" not in linked(preview, path)] == []
    (preview.folder / "kb/kettle/drip.md").unlink()
    wait_until(lambda: preview.get("kettle/drip.html") == "")
    assert [path for path in lists if "The water leaks" in preview.get(path)] == []


def linked(preview: Preview, path: str) -> set[str]:
    """Return the paths that a page links to."""
    found = re.findall(r'href="([^"#]*)', preview.get(path))
    return {posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) for href in found}


def test_after_an_edit_a_preview_is_what_a_build_is(preview: Preview, tmp_path: Path) -> None:
    preview.write(LEAK.replace("[no steam]", "[no steam, puddle]"), "leak")
    wait_until(lambda: "puddle" in preview.get("keywords/index.html"))
    here = preview.folder
    here.joinpath("at.yml").write_text(f"INHERIT: mkdocs.yml\nsite_url: {preview.address}/\n")
    done = mkdocs(here, "build", "--strict", "--config-file", "at.yml", "--site-dir", str(tmp_path))
    assert done.returncode == 0, done.stderr
    pages = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.html")}
    assert {"about.html", "kettle/leak.html", "keywords/puddle.html", "404.html"} <= pages.keys()
    for url, path in pages.items():
        built = OWN_SCRIPTS.sub("", POLICY.sub("", path.read_text("utf-8")))
        assert OWN_SCRIPTS.sub("", RELOADS.sub("", preview.get(url))) == built, url
    for path in (tmp_path / "assets/bangdex").glob("*.*"):
        assert preview.get(f"assets/bangdex/{path.name}") == path.read_text("utf-8")


def test_a_preview_finds_what_was_just_written(preview: Preview) -> None:
    def index() -> str:
        manifest = preview.get("assets/bangdex/index/manifest.js")
        digest = re.findall(r'"digest":"(\w+)"', manifest)[0]
        return preview.get(f"assets/bangdex/index/shard-0-{digest}.js")

    assert "puddle" not in index()
    preview.write(LEAK.replace("No steam.", "A puddle."), "leak")
    wait_until(lambda: "puddle" in index())
    assert preview.build() in preview.get("assets/bangdex/index/match.js")
    assert '"issues":2' in preview.get("assets/bangdex/diagnose/manifest.js")


def test_what_is_wrong_stands_above_every_page_of_a_preview(preview: Preview, page: Page) -> None:
    preview.write(BROKEN)
    wait_until(lambda: "BDX012" in preview.get("assets/bangdex/problems.js"))
    page.goto(f"{preview.address}/about.html")
    expect(page.get_by_role("alert")).to_contain_text("kb/kettle/cold.md:5:9: BDX012")
    page.goto(f"{preview.address}/index.html")
    expect(page.get_by_role("alert")).to_contain_text("kb/kettle/cold.md:5:9: BDX012")


def test_without_live_reload_a_site_is_built_and_served(tmp_path: Path) -> None:
    with serving(write_site(tmp_path), "--no-livereload") as preview:
        assert "The water stays cold" in preview.get("kettle/cold.html")
