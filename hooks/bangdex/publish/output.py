"""Reads a built site as files and says what is wrong with it.

MkDocs checks what it was given; this checks what came out, which is what readers get.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bangdex.index.encode import FOLDER as INDEX
from bangdex.publish.markup import Markup, read_markup
from bangdex.publish.policy import hash_of, policy_of

# A server hands it out at any address, so its links start from the host's root.
ONLY_FOR_SERVERS = ("404.html",)

# A file that names the others of its kind, and one of those.
_MANIFEST = re.compile(r"bangdex\.index\.\w+\((\{.*\})\);\s*", re.DOTALL)
_PART = re.compile(r"""\Abangdex\.index\.\w+\(["'`]([^"'`]*)""")
_END = ");\n"  # of each


def read_site(site: Path) -> dict[str, Markup]:
    """Return every page of *site* by its path; those that only a server can use are left out."""
    paths = ((path.relative_to(site).as_posix(), path) for path in sorted(site.rglob("*.html")))
    return {
        name: read_markup(path.read_text("utf-8"))
        for name, path in paths
        if name not in ONLY_FOR_SERVERS
    }


def faults(site: Path, digests: Mapping[str, bytes]) -> list[str]:
    """Return a line for everything that must not be published as it is; none where all is well.

    *digests* are the SHA-256 of files that were made, by their paths.
    """
    pages = read_site(site)
    if "index.html" not in pages:
        return ["index.html is not there"]
    return [
        *dead_links(site, pages),
        *repeated_ids(pages),
        *unsafe_markup(site, pages),
        *torn_index(site),
        *spoilt_files(site, digests),
    ]


def dead_links(site: Path, pages: Mapping[str, Markup]) -> Iterator[str]:
    """Yield a line for every link, asset or anchor that isn't there."""
    root = site.resolve()
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = (root / name).parent.joinpath(path).resolve() if path else root / name
            if not target.is_relative_to(root) or not target.is_file():
                yield f"{name}: {link} is not there"
                continue
            anchor = unquote(parts.fragment)
            there = pages.get(target.relative_to(root).as_posix())
            if anchor and there is not None and anchor not in there.ids:
                yield f"{name}: {link} names no place"


def repeated_ids(pages: Mapping[str, Markup]) -> Iterator[str]:
    """Yield a line for every element id that stands more than once on its page."""
    for name, page in pages.items():
        for identity, count in page.ids.items():
            if count > 1:
                yield f"{name}: #{identity} stands {count} times"


def unsafe_markup(site: Path, pages: Mapping[str, Markup]) -> Iterator[str]:
    """Yield a line for everything that the pages' policy forbids, or a page that has none."""
    for name, page in pages.items():
        policy = policy_of((site / name).read_text("utf-8"))
        if not policy:
            yield f"{name}: has no policy"
        for script in page.scripts:
            if f"'{hash_of(script)}'" not in policy:
                yield f"{name}: an inline script that isn't the theme's: {script[:60]!r}"
        for found in page.unsafe:
            yield f"{name}: {found} is not allowed by the page's policy"


def torn_index(site: Path) -> Iterator[str]:
    """Yield a line for every file of the search index that is cut, or of another build."""
    build = build_of(site)
    if not build:
        yield f"{INDEX}manifest.js is not whole"
    for path in sorted((site / INDEX).glob("*.js")):
        text = path.read_text("utf-8", "replace")
        if not text.endswith(_END):
            yield f"{INDEX}{path.name} is not whole"
        elif build not in (_manifest(path).get("build"), *_PART.findall(text)):
            yield f"{INDEX}{path.name} is of another build"


def spoilt_files(site: Path, digests: Mapping[str, bytes]) -> Iterator[str]:
    """Yield a line for every file that isn't as it was made; *digests* are their SHA-256."""
    for path, digest in sorted(digests.items()):
        file = site / path
        if not file.is_file():
            yield f"{path} is not there"
        elif hashlib.sha256(file.read_bytes()).digest() != digest:
            yield f"{path} is not whole"


def build_of(site: Path) -> str:
    """Return the id of the build that *site* is, or nothing where it has no whole index."""
    return str(manifest_of(site).get("build", ""))


def manifest_of(site: Path) -> Mapping[str, Any]:
    """Return what the search index of *site* says of itself; nothing where it isn't whole."""
    return _manifest(site / INDEX / "manifest.js")


def _manifest(path: Path) -> Mapping[str, Any]:
    match = _MANIFEST.fullmatch(path.read_text("utf-8")) if path.is_file() else None
    return json.loads(match[1]) if match else {}
