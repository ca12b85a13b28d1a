"""Small pages that hold some of the client's scripts and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from bangdex.assets import BROWSER
from bangdex.assets import FOLDER as ASSETS
from bangdex.index.encode import FOLDER
from bangdex.model import OutFile

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
# What answers a search, without what shows it.
ENGINE = ("load", "text", "tokenize", "store", "query", "score", "silence", "search")


def write_pages(site: Path, scripts: Sequence[str], paths: Iterable[str] = ("index.html",)) -> None:
    """Write pages at *paths* below *site* that load *scripts*, and those."""
    for path in paths:
        up = "../" * path.count("/")
        loaded = "".join(
            f'<script defer src="{up}{ASSETS}/{name}.js"></script>' for name in scripts
        )
        page = site / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            f'<!doctype html><meta charset="utf-8"><title>t</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            f'<link rel="icon" href="data:,">{loaded}',
            encoding="ascii",
        )
    (site / ASSETS).mkdir(parents=True)
    for name in scripts:
        shutil.copy(BROWSER / f"{name}.js", site / ASSETS)


def write_index_files(site: Path, files: Iterable[OutFile]) -> None:
    """Write *files* as the index of *site*, in the place of any that it has."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for file in files:
        path = site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
