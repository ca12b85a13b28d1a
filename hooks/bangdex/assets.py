"""The files a page loads: our styles and scripts, in the order in which they are loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
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
    "paste",
    "home",
    "keywords",
    "catalogue",
    "diagnose",
    "modes",
)
# Each script leans on those before it. `strings` is made at build time.
SCRIPTS = (
    "strings",
    "text",
    "tokenize",
    "store",
    "spelling",
    "query",
    "search",
    "match-tokens",
    "match-judge",
    "match-quote",
    "match",
    "suggest",
    "dom",
    "marks",
    "view",
    "facets",
    "frame",
    "claims",
    "paste",
    "dialog",
    "shell",
    "names",
    "page",
    "checklist",
    "offline",
    "mend",
)
# What /diagnose alone needs: its own page loads them.
DIAGNOSE_SCRIPTS = (
    "diagnose-reason",
    "diagnose-store",
    "diagnose-record",
    "diagnose-view",
    "diagnose-ask",
    "diagnose",
)


def style_paths() -> list[str]:
    """Return the addresses of our styles from the site's root, in order."""
    return [f"{FOLDER}/css/{name}.css" for name in STYLES]


def script_paths() -> list[str]:
    """Return the addresses of our scripts from the site's root, in order."""
    return [f"{FOLDER}/{name}.js" for name in SCRIPTS]


def diagnose_paths() -> list[str]:
    """Return the addresses of the scripts that only the diagnosis needs, in order."""
    return [f"{FOLDER}/{name}.js" for name in DIAGNOSE_SCRIPTS]


def asset_files(language: str) -> list[OutFile]:
    """Return the styles and scripts themselves; what the scripts say is in *language*."""
    files = [
        OutFile(f"{FOLDER}/css/{n}.css", (BROWSER / "css" / f"{n}.css").read_bytes())
        for n in STYLES
    ]
    files += (
        OutFile(f"{FOLDER}/{name}.js", (BROWSER / f"{name}.js").read_bytes())
        for name in (*SCRIPTS, *DIAGNOSE_SCRIPTS)
        if name != "strings"
    )
    table = json.dumps(browser_strings(language), ensure_ascii=False, sort_keys=True, indent=1)
    text = (
        f"globalThis.bangdex = globalThis.bangdex || {{}};\nglobalThis.bangdex.strings = {table};\n"
    )
    files.append(OutFile(f"{FOLDER}/strings.js", text.encode()))
    return files


def made_file(day: str, live: str) -> OutFile:
    """Return what an offline copy says of itself: the day it is of, and where the live site is."""
    call = f"bangdex.tellAge({json.dumps(day)}, {json.dumps(live)});\n"
    return OutFile(f"{FOLDER}/made.js", call.encode())


def preview_paths() -> list[str]:
    """Return the addresses of the scripts that only a preview has."""
    return [f"{FOLDER}/problems.js", f"{FOLDER}/preview.js"]


def preview_files(problems: Sequence[str]) -> list[OutFile]:
    """Return the scripts that only a preview has: what is wrong, and what shows it."""
    text = f"globalThis.bangdex.problems = {json.dumps(problems, ensure_ascii=False)};\n"
    return [
        OutFile(f"{FOLDER}/problems.js", text.encode()),
        OutFile(f"{FOLDER}/preview.js", (BROWSER / "preview.js").read_bytes()),
    ]
