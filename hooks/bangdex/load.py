"""The only reader of ``kb/``: from a folder to sources, in an order that never varies."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bangdex.model import OutFile, Source
from bangdex.problems import Problem

MAX_BYTES = 1_000_000  # no one writes an issue of a megabyte; a log that was pasted whole is one
# Pictures a browser can't be made to run; SVG holds scripts.
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a knowledge base holds, read."""

    sources: tuple[Source, ...]
    images: tuple[OutFile, ...]
    problems: tuple[Problem, ...]
    shown: str = ""  # how problems name the folder


def load(folder: Path, shown: str | None = None) -> Loaded:
    """Return every Markdown file and picture below *folder*, sorted by path.

    *shown* is how problems name the folder (default: as given). Text comes back as NFC
    with LF and without a byte order mark, so that the same document gives the same bytes
    however it was saved. Hidden files are passed over.

    Raises:
        NotADirectoryError: *folder* is not a folder that can be read.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    shown = folder.as_posix() if shown is None else shown
    sources: list[Source] = []
    images: list[OutFile] = []
    problems: list[Problem] = []
    for path in _walk(folder):
        below = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        name = f"{shown}/{_printable(below)}"
        problem = _refused(path, name)
        if problem is None and _printable(below) != below:
            problem = Problem(name, 1, 1, "BDX045", "a name must be UTF-8")
        if problem is not None:
            problems.append(problem)
        elif path.suffix == ".md":
            text = _decode(path.read_bytes(), name)
            if isinstance(text, Problem):
                problems.append(text)
            else:
                sources.append(Source(below, name, text))
        elif path.suffix.lower() in IMAGES:
            images.append(OutFile(below, path.read_bytes()))
        elif path.suffix.lower() in {".md", ".markdown"}:
            message = f"a document's name must end in '.md': {path.name!r}"
            problems.append(Problem(name, 1, 1, "BDX044", message))
    return Loaded(tuple(sources), tuple(images), tuple(problems), shown)


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            found += _walk(path)
        else:
            found.append(path)
    return found


def _printable(name: str) -> str:
    # Bytes of a name that aren't UTF-8 come from Python as half a surrogate pair.
    return name.encode(errors="backslashreplace").decode()


def _refused(path: Path, name: str) -> Problem | None:
    if path.is_symlink() or not path.is_file():
        return Problem(
            name, 1, 1, "BDX050", "a file must be an ordinary file, not a link or a device"
        )
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = f"a file must not be larger than {MAX_BYTES:,} bytes: {size:,}"
        return Problem(name, 1, 1, "BDX051", message)
    return None


def _decode(raw: bytes, name: str) -> str | Problem:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What the error counts in has no byte order mark.
        *above, line = _lf(error.object[: error.start].decode()).split("\n")
        message = f"a file must be UTF-8: {error.object[error.start]:#04x}"
        return Problem(name, len(above) + 1, len(line) + 1, "BDX001", message)
    return unicodedata.normalize("NFC", _lf(text))


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
