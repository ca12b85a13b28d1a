"""A site of another team: its own folder, a hook of one line, the package beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

HOOKS = Path(__file__).resolve().parents[2] / "hooks"
MKDOCS_YML = """\
site_name: Kettles
hooks: [hooks/site_hook.py]
plugins: []
theme: {name: material, language: en, font: false}
"""
KB = {
    "kb/kettle/index.md": "---\ntitle: Kettle\nlanguage: en\n---\nBoils water.\n",
    "kb/kettle/cold.md": (
        "---\nid: kettle-1\ntitle: The water stays cold\nkeywords: [no steam]\nstatus: open\n---\n"
        "## Symptom\nNo steam.\n"
    ),
}


def write_site(folder: Path, files: Mapping[str, str] = KB) -> Path:
    """Write a site with *files* into *folder* and return the folder."""
    own = {
        "mkdocs.yml": MKDOCS_YML,
        "hooks/site_hook.py": "from bangdex_hook import *\n",
        "docs/about.md": "# About\n",
    }
    for path, text in {**own, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def environment() -> dict[str, str]:
    """Return this process's environment with the package importable."""
    return {**os.environ, "PYTHONPATH": str(HOOKS), "NO_MKDOCS_2_WARNING": "1"}


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in *folder* and return what came of it."""
    return subprocess.run(
        (sys.executable, "-m", "mkdocs", *arguments),
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
