"""A page with nothing on it but the guided diagnosis of a catalog."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bangdex.assets import BROWSER, PARTS
from bangdex.catalog import Catalog
from bangdex.diagnose.data import diagnose_files
from bangdex.strings import browser_strings

SCRIPTS = ("load", "text", "dom", "shell", "names", "page", *PARTS["diagnose"].scripts)


def write_client(folder: Path, catalog: Catalog, language: str = "ko") -> Path:
    """Write the page into *folder*, as index.html; return the folder."""
    assets = folder / "assets" / "bangdex"
    assets.mkdir(parents=True)
    for name in SCRIPTS:
        shutil.copy(BROWSER / f"{name}.js", assets)
    table = json.dumps(browser_strings(language), ensure_ascii=False)
    (assets / "strings.js").write_text(f"globalThis.bangdex = {{strings: {table}}};\n", "utf-8")
    for file in diagnose_files(catalog, "b1"):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    scripts = "".join(
        f'<script defer src="assets/bangdex/{name}.js"></script>' for name in ("strings", *SCRIPTS)
    )
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>t</title><link rel="icon" href="data:,">'
        f"<div data-bangdex-diagnose hidden></div>{scripts}",
        "utf-8",
    )
    return folder
