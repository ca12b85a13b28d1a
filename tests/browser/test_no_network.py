"""The bundle and the single file where there is no network at all, not even to this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bangdex.publish.bundle import bundle
from bangdex.publish.single import single

TESTS = Path(__file__).resolve().parents[1]
WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    command = (*WITHOUT_NETWORK, "true")
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_unshare(), reason="a namespace without a network can't be made here")
def test_search_works_without_a_network_and_asks_for_files_alone(
    built_site: Path, tmp_path: Path
) -> None:
    (tmp_path / "site.zip").write_bytes(bundle(built_site, "bangdex", 1700000000))
    shutil.unpack_archive(tmp_path / "site.zip", tmp_path)
    (tmp_path / "bangdex.html").write_text(single(built_site, "Bangdex"), encoding="utf-8")
    files = (tmp_path / "bangdex/index.html", tmp_path / "bangdex.html")
    done = subprocess.run(
        (*WITHOUT_NETWORK, sys.executable, "-m", "tools.alone", *(f.as_uri() for f in files)),
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for visit in json.loads(done.stdout):
        assert visit["found"] == ["cdi-4"]
        assert visit["complaints"] == []
        assert [url for url in visit["requests"] if not url.startswith(("file:", "data:"))] == []
