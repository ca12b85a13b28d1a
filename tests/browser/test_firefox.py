"""The bundle and the single file in Firefox, opened as files: found, matched, and nothing asked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bangdex.publish.bundle import bundle
from bangdex.publish.single import single

REPOSITORY = Path(__file__).resolve().parents[2]
DRIVER = REPOSITORY / "node_modules/puppeteer-core"
SCRIPT = Path(__file__).with_name("firefox.cjs")
COMMANDS = ("firefox-esr", "firefox")
SECONDS = 120


def missing() -> str:
    """Return what isn't there to drive a Firefox with, or nothing."""
    if shutil.which("node") is None:
        return "there is no Node.js"
    if not DRIVER.is_dir():
        return "puppeteer-core is not installed; `npm ci` brings it"
    if firefox() is None:
        return f"there is no Firefox: none of {', '.join(COMMANDS)}"
    return ""


def firefox() -> str | None:
    named = os.environ.get("FIREFOX")
    return named or next((path for path in map(shutil.which, COMMANDS) if path), None)


@pytest.fixture(scope="module")
def visited(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a Firefox found in the unpacked bundle and in the single file."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("firefox") / "USB 메모리"
    folder.mkdir()
    (folder / "site.zip").write_bytes(bundle(built_site, "받은 것", 1700000000))
    shutil.unpack_archive(folder / "site.zip", folder)
    (folder / "한 파일.html").write_text(single(built_site, "Bangdex"), encoding="utf-8")
    done = subprocess.run(
        (
            "node",
            str(SCRIPT),
            str(firefox()),
            f"bundle={(folder / '받은 것/index.html').as_uri()}",
            f"single={(folder / '한 파일.html').as_uri()}",
        ),
        env={**os.environ, "NODE_PATH": str(REPOSITORY / "node_modules")},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["all"]
    return found


@pytest.mark.parametrize("way", ["bundle", "single"])
def test_firefox_finds_matches_fills_and_diagnoses(visited: dict[str, Any], way: str) -> None:
    seen = visited[way]
    assert seen["found"] == ["cdi-4"]
    assert seen["matched"] == "cdi-3"
    assert "kubectl -n shop get resourceQuota" in seen["commands"]
    assert seen["choices"] >= 2
    assert seen["errors"] == []


@pytest.mark.parametrize("way", ["bundle", "single"])
def test_firefox_asks_no_host_and_breaks_no_policy(visited: dict[str, Any], way: str) -> None:
    seen = visited[way]
    assert seen["heard"] > 0  # pictures in the style are requests too: it does listen
    assert seen["foreign"] == []
    assert seen["broken"] == []
