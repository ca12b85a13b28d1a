"""The site as one zip that opens without a network, and the check that a zip is whole.

::

    <site>-<version>/
        MANIFEST.json    when it was made, its build, and the SHA-256 of every other file
        index.html ...   the site, without what only a server can use

What is packed is the same wherever it is packed; how it is compressed is the business of the
zlib at hand, and zlibs differ. Stored as they are, the files would be five times as large. So
two zips are compared by the SHA-256 of their manifests, which name every byte in them.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from bangdex.publish.moment import day
from bangdex.publish.output import build_of

MANIFEST = "MANIFEST.json"
FORMAT = 1
ONLY_FOR_SERVERS = frozenset({"404.html", "_headers", "sitemap.xml", "sitemap.xml.gz"})
MAX_BYTES = 4_000_000_000  # of all files, unpacked: more is no site but a trap

_MODE = 0o100644 << 16  # an ordinary file that its owner may write
# What reading a file that is no zip, or no bundle, comes to.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, KeyError, TypeError, AttributeError,
)  # fmt: skip
_UNFIT = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a zip says of itself, and what is wrong with it."""

    files: int
    build: str
    made: str  # the day, or nothing where it isn't known
    digest: str  # SHA-256 of the manifest: the same wherever the same is in it
    faults: tuple[str, ...]


_NOTHING = Contents(0, "", "", "", ())


def bundle_name(site_name: str, build: str, seconds: int) -> str:
    """Return what a bundle is called: the site's name, its day and its build."""
    name = _UNFIT.sub("-", unicodedata.normalize("NFC", site_name).lower()).strip("-.")
    return "-".join(part for part in (name or "site", day(seconds), build[:8]) if part)


def bundle(site: Path, name: str, seconds: int) -> bytes:
    """Return *site* as a zip with the one folder *name*: the same bytes for the same files."""
    files = dict(_files(site))
    manifest = {
        "format": FORMAT,
        "build": build_of(site),
        "made": day(seconds),
        "files": {path: hashlib.sha256(content).hexdigest() for path, content in files.items()},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    made = datetime.fromtimestamp(seconds, UTC)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path, content in sorted({**files, MANIFEST: text.encode()}.items()):
            info = zipfile.ZipInfo(f"{name}/{path}", made.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # Unix, whatever machine packs it
            info.external_attr = _MODE
            packed.writestr(info, content)
    return out.getvalue()


def verify(packed: Path) -> Contents:
    """Return what the zip at *packed* says of itself, with a line for all that isn't as it says.

    Raises:
        OSError: it can't be read.
    """
    try:
        with zipfile.ZipFile(packed) as opened:
            return _contents(opened)
    except _BROKEN as error:
        return replace(_NOTHING, faults=(f"is no bundle: {error}",))


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in ONLY_FOR_SERVERS:
            yield name, path.read_bytes()


def _contents(opened: zipfile.ZipFile) -> Contents:
    entries = opened.infolist()
    roots = {entry.filename.partition("/")[0] for entry in entries}
    if len(roots) != 1:
        return replace(_NOTHING, faults=(f"must hold one folder, not {len(roots)}",))
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        return replace(_NOTHING, faults=(f"must be no more than {MAX_BYTES:,} bytes unpacked",))
    [root] = roots
    if f"{root}/{MANIFEST}" not in opened.namelist():
        return replace(_NOTHING, faults=(f"{MANIFEST} is not there",))
    text = opened.read(f"{root}/{MANIFEST}")
    manifest = json.loads(text)
    return Contents(
        files=len(manifest["files"]),
        build=str(manifest["build"]),
        made=str(manifest["made"]),
        digest=hashlib.sha256(text).hexdigest(),
        faults=tuple(_faults(opened, root, manifest)),
    )


def _faults(opened: zipfile.ZipFile, root: str, manifest: dict[str, Any]) -> Iterator[str]:
    promised: dict[str, str] = manifest["files"]
    seen = set()
    for entry in opened.infolist():
        path = entry.filename.removeprefix(f"{root}/")
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
            yield f"{path!r} leads out of the folder"
        if path in seen:
            yield f"{path} stands twice"
        seen.add(path)
        if path == MANIFEST:
            continue
        if path not in promised:
            yield f"{path} is not in the manifest"
        elif _digest(opened, entry) != promised[path]:
            yield f"{path} is not what the manifest says"
    yield from (f"{path} is not there" for path in sorted(promised.keys() - seen))


def _digest(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """Return the SHA-256 of a file, or nothing where it can't be unpacked."""
    digest = hashlib.sha256()
    try:
        with opened.open(entry) as file:
            for chunk in iter(lambda: file.read(65536), b""):
                digest.update(chunk)
    except (zipfile.BadZipFile, EOFError, zlib.error):
        return ""
    return digest.hexdigest()
