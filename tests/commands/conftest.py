"""The command line in a folder of its own, with a small knowledge base."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bangdex.cli import cli

ISSUE = """\
---
id: {id}
title: {title}
keywords: [{keywords}]
status: open
---
## Symptom

No steam. See [the other](hot.md) and ![a picture](steam.png).
"""
KB = {
    "kb/kettle/index.md": "---\ntitle: Kettle\nlanguage: en\n---\nSee [cold](cold.md#symptom).\n",
    "kb/kettle/cold.md": ISSUE.format(id="kettle-1", title="The water stays cold", keywords="cold"),
    "kb/kettle/hot.md": (
        "---\nid: kettle-2\ntitle: The water boils on\nkeywords: [hot]\nstatus: solved\n---\n"
        "## Symptom\n\nSteam.\n\n## Test\n\n- [Look at the plug](tests/plug.md)\n\n"
        "## Fix\n\n- [Pull the plug](fixes/pull.md)\n"
    ),
    "kb/kettle/tests/plug.md": "---\ntitle: The plug\n---\nLook. Or see [cold](../cold.md).\n"
    "\nIf it is out, this is not the issue.\n",
    "kb/kettle/fixes/pull.md": "---\ntitle: Pull the plug\n---\nPull.\n",
    "kb/oven/index.md": "---\ntitle: 오븐\nlanguage: ko\n---\n굽는 것.\n",
}

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in."""
    for path, text in KB.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "kb/kettle/steam.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """A function that runs ``bangdex`` with arguments; only an exit may come out of it."""

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    return invoke


@pytest.fixture
def content(folder: Path) -> Callable[[], dict[str, bytes]]:
    """A function that returns every file below the folder."""

    def read() -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return read
