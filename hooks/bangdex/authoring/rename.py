"""A file moved: what changes in it, in all that link to it, and what stands where it was."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bangdex.authoring.changes import Change
from bangdex.authoring.form import formatted
from bangdex.authoring.header import as_loaded, cut
from bangdex.authoring.links import MendError, mended
from bangdex.authoring.scalars import flow
from bangdex.check import check
from bangdex.frontmatter import split_front_matter
from bangdex.load import Loaded, load
from bangdex.model import Source
from bangdex.parse import Parsed, parse
from bangdex.problems import did_you_mean

KEY = "redirect_from"


class PathError(ValueError):
    """A path that doesn't name what can be moved, or where to."""


class ContentError(ValueError):
    """A knowledge base in which the file can't be moved: a line for each reason."""


@dataclass(frozen=True, slots=True)
class Rename:
    """All that changes when a file moves."""

    old: str  # below the knowledge base
    new: str
    changes: tuple[Change, ...]
    mended: tuple[str, ...]  # the files whose links change, as problems name them


def plan_rename(kb: Path, old: str, new: str) -> Rename:
    """Return what changes when *old* becomes *new*; both are paths, below *kb* or with it.

    Raises:
        PathError: they don't name an issue or a shared page, and a free place for one.
        ContentError: the knowledge base has errors, or would have some afterwards.
    """
    loaded = load(kb)
    parsed = [parse(source) for source in loaded.sources]
    _hold_to_errors(parsed, loaded)
    paths = [page.source.path for page in parsed]
    old = _existing(old, kb, paths)
    new = _free(new, kb, old, paths)
    moved = {old: new}
    sources = {page.source.path: page.source for page in parsed}
    linking = {page.source.path for page in parsed if any(link.path == old for link in page.links)}
    on_disk = _on_disk(kb)
    texts: dict[str, str] = {}
    for path in sorted({old, *linking}):
        texts[path] = _mended(on_disk[path], sources[path], moved)
    after = dict(texts)
    after[new] = _with_redirect(after.pop(old), sources[old], old, new)
    _hold_to_check(parsed, loaded, old, after)
    others = [path for path in texts if path != old]
    # The old file goes last: whatever stops the machine, what it held is somewhere.
    changes = (
        Change(kb / new, None, after[new].encode()),
        *(_change(on_disk[path], texts[path].encode()) for path in others),
        _change(on_disk[old], None),
    )
    return Rename(old, new, changes, tuple(sources[path].shown for path in others))


def _change(file: Path, content: bytes | None) -> Change:
    return Change(file, file.read_bytes(), content)


def _hold_to_errors(parsed: Iterable[Parsed], loaded: Loaded) -> None:
    pages = list(parsed)
    found = {*loaded.problems, *check(pages, loaded)}
    found |= {problem for page in pages for problem in page.problems}
    errors = sorted(problem for problem in found if not problem.warning)
    if errors:
        raise ContentError("\n".join(map(str, errors)))


def _existing(given: str, kb: Path, paths: Collection[str]) -> str:
    path = _path(given)
    below = _below(path, kb)
    found = next((p for p in (below, path) if p in paths), None)
    if found is None:
        raise PathError(f"must be a file: {given!r}{did_you_mean(below, paths)}")
    if found.endswith("/index.md"):
        raise PathError(f"must be an issue, a test or a fix, not a product's page: {given!r}")
    return found


def _free(given: str, kb: Path, old: str, paths: Collection[str]) -> str:
    path = _path(given)
    products = {p.split("/")[0] for p in paths}
    new = path if path.split("/")[0] in products else _below(path, kb)
    if new in paths:
        raise PathError(f"must be a file that isn't there yet: {given!r}")
    shape = old.split("/")[1:-1]
    if new.split("/")[1:-1] != shape or new.split("/")[0] not in products:
        like = "/".join(["<product>", *shape, "<name>.md"])
        raise PathError(f"must be {like}, of a product that is there: {given!r}")
    return new


def _path(given: str) -> str:
    path = unicodedata.normalize("NFC", posixpath.normpath(given.replace("\\", "/")))
    return path if path.endswith(".md") else f"{path}.md"


def _below(path: str, kb: Path) -> str:
    return path.removeprefix(unicodedata.normalize("NFC", posixpath.normpath(kb.as_posix())) + "/")


def _on_disk(kb: Path) -> Mapping[str, Path]:
    """Return the documents' files by their paths as sources have them, composed."""
    return {
        unicodedata.normalize("NFC", path.relative_to(kb).as_posix()): path
        for path in sorted(kb.rglob("*.md"))
    }


def _mended(file: Path, source: Source, moved: Mapping[str, str]) -> str:
    try:
        return mended(file.read_bytes().decode(), source.path, moved)
    except MendError as error:
        message = f"a link must be written in a way that it can be mended alone: {error.href!r}"
        raise ContentError(f"{source.shown}: {message}") from None


def _with_redirect(text: str, source: Source, old: str, new: str) -> str:
    matter = split_front_matter(source.text, source.shown)
    had = matter.data.get(KEY, [])
    addresses = [address for address in had if address != new] if isinstance(had, list) else []
    document = cut(text)
    # Keys that stand at the margin take one more and stay as their author wrote them.
    is_at_margin = all(matter.places[name, "key"][1] == 1 for name in matter.data)
    if document is not None and not had and is_at_margin:
        line = f"{KEY}: {flow([old])}{document.newline}"
        return f"{document.opening}{document.header}{line}{document.rest}"
    return formatted(text, source.shown, {KEY: [*addresses, old]})


def _hold_to_check(
    parsed: Iterable[Parsed], loaded: Loaded, old: str, after: Mapping[str, str]
) -> None:
    """Read the knowledge base as it will be.

    Raises:
        ContentError: it would have an error, such as an address that leads to two pages.
    """
    shown = loaded.shown
    changed = [Source(path, f"{shown}/{path}", as_loaded(text)) for path, text in after.items()]
    kept = [page for page in parsed if page.source.path not in {old, *after}]
    pages = sorted([*kept, *map(parse, changed)], key=lambda page: page.source.path)
    sources = tuple(page.source for page in pages)
    _hold_to_errors(pages, replace(loaded, sources=sources))
