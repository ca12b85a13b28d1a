"""The small site again and again, each time as another edition, which every page of it names."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tools.site import KB, MKDOCS_YML, environment, write_site

BUILD = (sys.executable, "-m", "bangdex.cli", "build")


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``bangdex build`` in *folder* and return what came of it."""
    return subprocess.run(
        (*BUILD, *arguments),
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def number(folder: Path, edition: int) -> None:
    """Write the site so that every page says which edition it is of."""
    text = MKDOCS_YML.replace("site_name: Kettles", f"site_name: Kettles {edition}.")
    write_site(folder, {**KB, "mkdocs.yml": text})


def editions(site: Path) -> set[int]:
    """Return which editions the pages of *site* are of; -1 is none."""
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    found = [re.search(r"Kettles (\d+)\.", page) for page in pages]
    return {int(match[1]) if match else -1 for match in found}
