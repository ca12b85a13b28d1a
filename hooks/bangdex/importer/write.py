"""The only part of the importer that writes: all of a plan, or nothing of it."""

from __future__ import annotations

import filecmp
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bangdex.authoring.changes import Change, apply
from bangdex.importer.model import Existing, ImportPlan, PlannedFile, PlannedPicture

_ID = re.compile(r"^id:[ \t]*[\"']?(.*?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_SOURCE = re.compile(r"^(?:# )?source:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)

_Item = PlannedFile | PlannedPicture


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A file that stands in the way."""

    path: str  # below the knowledge base
    reason: str


@dataclass(frozen=True, slots=True)
class WriteOutcome:
    """What writing a plan came to. With a refusal nothing was written."""

    written: tuple[str, ...]  # paths below the knowledge base
    unchanged: tuple[str, ...]  # those that were there: the same, or edited since their import
    refused: tuple[Refusal, ...] = ()


def compare_plan(plan: ImportPlan, into: Path) -> WriteOutcome:
    """Return what `write_plan` would do; ``written`` are the files it would write."""
    refused = sorted({*_in_the_way(plan, into), *_ids_in_use(plan, into)})
    new = tuple(item.path for item in _items(plan) if not _is_there(into / item.path))
    were = set(new)
    same = tuple(item.path for item in _items(plan) if item.path not in were)
    return WriteOutcome((), (), tuple(refused)) if refused else WriteOutcome(new, same)


def write_plan(plan: ImportPlan, into: Path) -> WriteOutcome:
    """Write the files of *plan* below *into* and return which; or refuse, writing nothing.

    A file is never overwritten: one that is there with the same bytes stays, one with
    others is a refusal unless it was imported from the same source, as is another file
    with the id of a planned issue.

    Raises:
        OSError: the disk doesn't play along; all is as it was.
    """
    outcome = compare_plan(plan, into)
    if outcome.refused or not outcome.written:
        return outcome
    new = [item for item in _items(plan) if item.path in set(outcome.written)]
    apply([Change(into / item.path, None, _content(item)) for item in new])
    return outcome


def read_existing(into: Path, product: str) -> tuple[Existing, ...]:
    """Return what the folder of *product* in the knowledge base *into* holds, sorted by path."""
    folder = into / product
    found: list[Existing] = []
    for there in sorted(folder.glob("*.md")) if _is_folder(folder) else ():
        if not there.is_symlink() and there.is_file():
            front = _front(there)
            values = (_value(pattern, front) for pattern in (_ID, _TITLE, _SOURCE))
            found.append(Existing(there.relative_to(into).as_posix(), *values))
    return tuple(found)


def _items(plan: ImportPlan) -> list[_Item]:
    return sorted([*plan.files, *plan.pictures], key=lambda item: item.path)


def _content(item: _Item) -> bytes | Path:
    return item.text.encode() if isinstance(item, PlannedFile) else item.origin


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _in_the_way(plan: ImportPlan, into: Path) -> Iterator[Refusal]:
    for file in _items(plan):
        target = into / file.path
        folders = [into / parent for parent in Path(file.path).parents]
        wrong = [folder for folder in folders if _is_there(folder) and not _is_folder(folder)]
        if wrong:
            yield Refusal(wrong[-1].relative_to(into).as_posix(), "is there and isn't a folder")
        elif target.is_symlink() or (target.exists() and not target.is_file()):
            yield Refusal(file.path, "is there and isn't an ordinary file")
        elif target.exists() and not _is_same(file, target):
            yield Refusal(file.path, "is there with other content")


def _is_same(item: _Item, there: Path) -> bool:
    """Return whether *there* is *item*, or was before someone edited it."""
    if isinstance(item, PlannedPicture):
        return filecmp.cmp(there, item.origin, shallow=False)
    if there.read_bytes() == item.text.encode():
        return True
    return bool(item.source) and _value(_SOURCE, _front(there)) == item.source


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _ids_in_use(plan: ImportPlan, into: Path) -> Iterator[Refusal]:
    """Yield the files that the plan doesn't know and that have an id of one of its issues."""
    planned = {file.id.casefold(): file.path for file in plan.files if file.id}
    paths = {file.path for file in plan.files}
    for folder in sorted({into / Path(path).parent for path in planned.values()}):
        for there in sorted(folder.glob("*.md")) if _is_folder(folder) else ():
            path = there.relative_to(into).as_posix()
            if path in paths or there.is_symlink() or not there.is_file():
                continue
            id_ = _value(_ID, _front(there))
            if id_.casefold() in planned:
                yield Refusal(path, f"has the id {id_} already")


def _front(path: Path) -> str:
    """Return the front matter of a file, without its fences."""
    text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    return text.removeprefix("---").replace("\r", "").partition("\n---")[0]


def _value(key: re.Pattern[str], front: str) -> str:
    match = key.search(front)
    if match is None or match[1][:1] not in {'"', "'"}:
        return match[1] if match else ""
    try:
        return str(yaml.safe_load(match[1]))
    except yaml.YAMLError:
        return match[1]
