"""The documents and pictures that are to be imported: all that is read from a disk."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bangdex.importer.model import SourceText

MAX_BYTES = 16_000_000  # no one wrote that by hand
MAX_PICTURE = 20_000_000
ENDINGS = frozenset({".md", ".markdown"})


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that can't be read, and why."""

    shown: str
    reason: str

    def __str__(self) -> str:
        """Return the line that says so."""
        return f"{self.shown}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _Place:
    root: Path  # the folder that its addresses may lead to
    path: Path


@dataclass(frozen=True, slots=True)
class Gathered:
    """What stands below some paths."""

    texts: tuple[SourceText, ...]  # sorted by source
    refused: tuple[Refused, ...]
    places: dict[str, _Place]  # by source

    def picture(self, source: str, href: str) -> Path | None:
        """Return the file that the address *href* in *source* shows, if it lies beside it."""
        place = self.places[source]
        try:
            path = unquote(urlsplit(href).path)
        except ValueError:
            return None
        start = place.root if path.startswith("/") else place.path.parent
        return _inside(start / path.lstrip("/"), place.root)


def gather(paths: Sequence[Path]) -> Gathered:
    """Return every document at or below *paths*, in the order of their names.

    Hidden files and symbolic links below a folder are passed over.

    Raises:
        OSError: a folder or file can't be read.
    """
    found: dict[Path, _Place] = {}
    names: dict[Path, list[str]] = {}
    for given in paths:
        root = given if given.is_dir() else given.parent
        for path in _walk(given) if given.is_dir() else [given]:
            found.setdefault(path, _Place(root, path))
            names.setdefault(path, _names(path, root))
    sources = _unique(names)
    texts: list[SourceText] = []
    refused: list[Refused] = []
    for path, source in sorted(sources.items(), key=lambda item: item[1]):
        text = _read(path)
        if isinstance(text, Refused):
            refused.append(text)
        else:
            name = found[path].root.resolve().name
            texts.append(SourceText(source, path.as_posix(), text, name))
    return Gathered(tuple(texts), tuple(refused), {sources[p]: place for p, place in found.items()})


def _names(path: Path, root: Path) -> list[str]:
    """Return what a document may be called: below its root, with the root, as given."""
    below = path.relative_to(root).as_posix()
    names = [below, f"{root.resolve().name}/{below}", path.as_posix()]
    return [unicodedata.normalize("NFC", name) for name in names]


def _unique(names: dict[Path, list[str]]) -> dict[Path, str]:
    """Return one name for each path; all are longer where the shortest aren't unique."""
    for choice in zip(*names.values(), strict=True):
        if max(Counter(choice).values(), default=0) <= 1:
            return dict(zip(names, choice, strict=True))
    return {path: path.resolve().as_posix() for path in names}


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix.lower() in ENDINGS and path.is_file():
            yield path


def _read(path: Path) -> str | Refused:
    shown = path.as_posix()
    size = path.stat().st_size
    if size > MAX_BYTES:
        return Refused(shown, f"must not be larger than {MAX_BYTES:,} bytes: {size:,}")
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"byte {raw[error.start]:#04x} at offset {error.start}"
        return Refused(f"{shown}:{line}", f"must be UTF-8: {byte}")


def _inside(path: Path, root: Path) -> Path | None:
    """Return *path* if it is an ordinary file of a sane size below *root*."""
    try:
        real = path.resolve()
        is_below = real.is_relative_to(root.resolve())
        is_sane = is_below and real.is_file() and real.stat().st_size <= MAX_PICTURE
    except (OSError, ValueError):  # a name that no file can have
        return None
    return Path(os.path.normpath(path)) if is_sane and not path.is_symlink() else None
