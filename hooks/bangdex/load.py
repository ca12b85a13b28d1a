"""The only reader of ``kb/``: from a folder to sources, in an order that never varies."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bangdex.model import OutFile, Source
from bangdex.problems import Problem
from bangdex.text import lf

MAX_BYTES = 1_000_000  # no one writes an issue of a megabyte; a log that was pasted whole is one
# Pictures a browser can't be made to run; SVG holds scripts.
IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})

SAMPLE = 4096  # bytes by which an encoding is known
LEAST = 4  # zeros among them; fewer are control characters
ASCII_END = 0x80
HIGH = 0xA0  # above it lie both bytes of what KS X 1001 has
# The longer first: one starts with another.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


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
    waiting = [folder]
    while waiting:  # not by recursion: folders may lie deeper than a stack
        path = waiting.pop()
        if path.is_dir() and (path == folder or not path.is_symlink()):
            below = (p for p in path.iterdir() if not p.name.startswith("."))
            waiting += sorted(below, reverse=True)
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
    encoding = _utf_16_or_32(raw)
    if encoding is not None:
        message = f"a file must be UTF-8, and this is {encoding}; {_conversion(encoding)}"
        return Problem(name, 1, 1, "BDX001", message)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What the error counts in has no byte order mark.
        at = error.start + len(raw) - len(error.object)
        *above, line = lf(error.object[: error.start].decode()).split("\n")
        what = ", and this is CP949" if _is_cp949(raw) else ""
        hint = f"; {_conversion('CP949')}" if what else ""
        message = f"a file must be UTF-8{what}: byte {raw[at]:#04x} at offset {at:,}{hint}"
        return Problem(name, len(above) + 1, len(line) + 1, "BDX001", message)
    return unicodedata.normalize("NFC", lf(text))


def _conversion(encoding: str) -> str:
    return f"convert it with 'iconv -f {encoding} -t UTF-8'"


def _utf_16_or_32(raw: bytes) -> str | None:
    """Return the encoding of *raw* if each of its characters has two or four bytes.

    Without a byte order mark the spaces and line ends tell: many pairs of bytes are a zero and
    an ASCII letter, all in one order.
    """
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return encoding
    if raw.count(0, 0, SAMPLE) < LEAST:
        return None
    pairs = list(zip(raw[0:SAMPLE:2], raw[1:SAMPLE:2], strict=False))
    little = sum(odd == 0 < even < ASCII_END for even, odd in pairs)
    big = sum(even == 0 < odd < ASCII_END for even, odd in pairs)
    if max(little, big) < LEAST or max(little, big) * 10 < len(pairs) or min(little, big):
        return None
    return "UTF-16LE" if little else "UTF-16BE"


def _is_cp949(raw: bytes) -> bool:
    """Return whether *raw* is Korean in the encoding that Windows had.

    Most of it that is not ASCII must be of the 2,350 usual syllables, whose two bytes are both
    high; text in another old encoding rarely has two such bytes in a row.
    """
    try:
        text = raw.decode("cp949")
    except UnicodeDecodeError:
        return False
    beyond = [char for char in text if not char.isascii()]
    usual = sum("가" <= char <= "힣" and min(char.encode("cp949")) > HIGH for char in beyond)
    return usual * 2 > len(beyond)
