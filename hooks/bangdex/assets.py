"""What a page loads of ours: styles and scripts, joined into a file of each for every part."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bangdex.index.encode import MANIFEST
from bangdex.model import OutFile
from bangdex.strings import browser_strings

BROWSER = Path(__file__).parent / "browser"
THEME = Path(__file__).parent / "theme"
FOLDER = "assets/bangdex"  # in the site


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are loaded together, each leaning on those before it."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    strings: tuple[str, ...]  # how the keys begin of what the scripts say


PARTS = {
    # What every page has: the look, the search, the dialog.
    "base": Part(
        ("tokens", "theme", "words", "parts", "search", "hits", "home", "modes"),
        (
            "load",
            "text",
            "tokenize",
            "store",
            "query",
            "score",
            "silence",
            "search",
            "dom",
            "marks",
            "view",
            "facets",
            "recent",
            "frame",
            "screen",
            "dialog",
            "offline",
        ),
        ("search.",),
    ),
    # What all pages but the home page have: commands, names, tests.
    "pages": Part(
        ("text", "command", "issue", "tests", "keywords", "catalogue", "modes-of-pages"),
        ("shell", "names", "page", "checklist", "mend"),
        ("page.", "names.", "check."),
    ),
    # What /diagnose has.
    "diagnose": Part(
        ("diagnose",),
        (
            "diagnose-reason",
            "diagnose-store",
            "diagnose-record",
            "diagnose-view",
            "diagnose-ask",
            "diagnose",
        ),
        ("diagnose.",),
    ),
    # What comes when a word or a keyword is not known or not finished.
    "guess": Part(("picks",), ("spelling", "suggest", "picks"), ()),
    # What comes when a text is pasted.
    "paste": Part(
        ("paste",),
        ("match-tokens", "match-judge", "match-quote", "match", "claims", "paste"),
        ("paste.",),
    ),
}
# Lines that are only a comment, casts, and what stands behind the code of a line; a quotation mark
# in that might belong to a text.
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n"
    r"|/\*\* @[^*]*\*/ ?"
    r"|[ \t]+(?:// [^'\"`\n]*|/\* [^'\"`*\n]*\*/)$",
    re.MULTILINE,
)
_INDENT = re.compile(r"\n\s+")
_STYLE_SPACE = re.compile(r"(?<=[:,;{}])\s+|\s+(?=[{}])")


def parts_of(kind: str) -> list[str]:
    """Return the names of the parts that a page of that *kind* has from the start."""
    if kind == "home":
        return ["base"]
    return ["base", "pages", "diagnose"] if kind == "diagnose" else ["base", "pages"]


def style_paths(kind: str) -> list[str]:
    """Return the addresses of a page's styles from the site's root, in order."""
    return [f"{FOLDER}/{name}.css" for name in parts_of(kind)]


def script_paths(kind: str) -> list[str]:
    """Return the addresses of a page's scripts from the site's root, in order."""
    # People begin at the home page to search: there the index is opened before they do.
    return [
        *(f"{FOLDER}/{name}.js" for name in parts_of(kind)),
        *([MANIFEST] if kind == "home" else []),
    ]


@cache
def asset_files(language: str) -> tuple[OutFile, ...]:
    """Return the styles and scripts themselves; what the scripts say is in *language*."""
    files = []
    for name, part in PARTS.items():
        written = "".join(shipped(BROWSER / "css" / f"{style}.css") for style in part.styles)
        styles = _STYLE_SPACE.sub("", written)
        scripts = "".join(shipped(BROWSER / f"{script}.js") for script in part.scripts)
        files.append(OutFile(f"{FOLDER}/{name}.css", styles.encode()))
        said = _said(language, part.strings)
        # The only sign that all of it is there: a script that is cut short counts as loaded.
        whole = f'bangdex.files.arrived.set("part {name}", true);\n'
        files.append(OutFile(f"{FOLDER}/{name}.js", (said + scripts + whole).encode()))
    return tuple(files)


def shipped(path: Path) -> str:
    """Return a file of ours as browsers get it: without lines that only people read, and indents.

    Names and lines stay, so that an error's place still says something.
    """
    return _INDENT.sub("\n", _COMMENT.sub("", path.read_text(encoding="utf-8")))


def _said(language: str, beginnings: tuple[str, ...]) -> str:
    strings = {k: v for k, v in browser_strings(language).items() if k.startswith(beginnings)}
    table = json.dumps(strings, ensure_ascii=False, sort_keys=True, indent=0)
    return (
        "globalThis.bangdex = globalThis.bangdex || {};\n"
        f"bangdex.strings = Object.assign(bangdex.strings || {{}}, {table});\n"
    )


def made_file(language: str, day: str, live: str) -> OutFile:
    """Return what an offline copy says of itself: the day it is of, and where the live site is."""
    call = f"bangdex.tellAge({json.dumps(day)}, {json.dumps(live)});\n"
    return OutFile(
        f"{FOLDER}/made.js",
        "".join((_said(language, ("age.",)), shipped(BROWSER / "age.js"), call)).encode(),
    )


def preview_paths() -> list[str]:
    """Return the addresses of the scripts that only a preview has."""
    return [f"{FOLDER}/problems.js", f"{FOLDER}/preview.js"]


def preview_files(language: str, problems: Sequence[str]) -> list[OutFile]:
    """Return the scripts that only a preview has: what is wrong, and what shows it."""
    said = _said(language, ("preview.",))
    text = f"{said}bangdex.problems = {json.dumps(problems, ensure_ascii=False)};\n"
    return [
        OutFile(f"{FOLDER}/problems.js", text.encode()),
        OutFile(f"{FOLDER}/preview.js", (BROWSER / "preview.js").read_bytes()),
    ]
