from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tools import chromium

HANGUL_PAGE = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>이슈</title>"


def executable(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def only_these_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, str]], Path]:
    """A function that puts scripts, by their names, where all commands are looked for."""

    def install(scripts: dict[str, str]) -> Path:
        for name, script in scripts.items():
            executable(tmp_path / name, script)
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(chromium, "MAC_APPS", ())
        return tmp_path

    return install


def test_a_named_chromium_is_taken_before_any_other(
    only_these_commands: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = only_these_commands({"chromium": "echo Chromium 1", "mine": "echo Chromium 2"})
    monkeypatch.setenv("CHROMIUM", str(folder / "mine"))
    assert chromium.find() == folder / "mine"


def test_a_named_chromium_that_is_not_there_is_not_replaced_by_another(
    only_these_commands: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = only_these_commands({"chromium": "echo Chromium 1"})
    monkeypatch.setenv("CHROMIUM", str(folder / "missing"))
    assert chromium.find() is None


@pytest.mark.parametrize(
    "broken", ["exit 1", "echo Chromium 1 snap", "echo install it first >&2; exit 10"]
)
def test_a_chromium_that_does_not_run_is_passed_over(
    only_these_commands: Callable[[dict[str, str]], Path], broken: str
) -> None:
    folder = only_these_commands({"chromium": broken, "google-chrome": "echo Google Chrome 1"})
    assert chromium.find() == folder / "google-chrome"


def test_a_page_opens_over_http_and_from_a_file(
    tmp_path: Path, page: Page, requests: list[str], serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "index.html").write_text(HANGUL_PAGE, encoding="utf-8")
    addresses = [f"{serve_folder(tmp_path)}/index.html", (tmp_path / "index.html").as_uri()]
    for address in addresses:
        page.goto(address)
        assert page.title() == "이슈"
    assert [url for url in requests if not url.startswith("data:")] == addresses


def test_what_a_page_complains_about_is_seen(page: Page, page_errors: list[str]) -> None:
    page.goto("data:text/html,<link rel=icon href=data:,><script>console.error('one')</script>")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('two') })")
    one, two = page_errors
    assert one.startswith("one")
    assert two == "two"
    page_errors.clear()
