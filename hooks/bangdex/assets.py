"""The files a page loads: our styles and scripts, in the order in which they are loaded."""

from __future__ import annotations

import json
from pathlib import Path

from bangdex.model import OutFile
from bangdex.strings import browser_strings

BROWSER = Path(__file__).parent / "browser"
THEME = Path(__file__).parent / "theme"
FOLDER = "assets/bangdex"  # in the site

# Later styles may lean on earlier ones; print and forced colours have the last word.
STYLES = (
    "tokens",
    "theme",
    "words",
    "parts",
    "command",
    "issue",
    "tests",
    "search",
    "hits",
    "home",
    "keywords",
    "catalogue",
    "modes",
)
# Each script leans on those before it. `strings` is made at build time.
SCRIPTS = (
    "strings",
    "text",
    "tokenize",
    "store",
    "query",
    "search",
    "dom",
    "marks",
    "view",
    "facets",
    "frame",
    "dialog",
    "page",
)


def style_paths() -> list[str]:
    """Return the addresses of our styles from the site's root, in order."""
    return [f"{FOLDER}/css/{name}.css" for name in STYLES]


def script_paths() -> list[str]:
    """Return the addresses of our scripts from the site's root, in order."""
    return [f"{FOLDER}/{name}.js" for name in SCRIPTS]


def asset_files(language: str) -> list[OutFile]:
    """Return the styles and scripts themselves; what the scripts say is in *language*."""
    files = [
        OutFile(f"{FOLDER}/css/{n}.css", (BROWSER / "css" / f"{n}.css").read_bytes())
        for n in STYLES
    ]
    files += (
        OutFile(f"{FOLDER}/{name}.js", (BROWSER / f"{name}.js").read_bytes())
        for name in SCRIPTS
        if name != "strings"
    )
    table = json.dumps(browser_strings(language), ensure_ascii=False, sort_keys=True, indent=1)
    text = (
        f"globalThis.bangdex = globalThis.bangdex || {{}};\nglobalThis.bangdex.strings = {table};\n"
    )
    files.append(OutFile(f"{FOLDER}/strings.js", text.encode()))
    return files
