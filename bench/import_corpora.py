"""Import corpora of other people's documents and say what became of them.

    python bench/import_corpora.py [FOLDER ...]

Without a FOLDER: every folder, and every zip unpacked, in ``corpora/`` of the folder that
BANGDEX_SHARED names (default: ``../shared``). Exits with 1 where a line is unaccounted
for, where the result has an error or a warning that it doesn't accept, or where fewer than
95 % of the files with a symptom and a fix became an issue with both.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bangdex.importer.gather import gather
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_documents
from bangdex.importer.write import read_existing, write_plan
from bangdex.knowledge import read_knowledge
from bangdex.model import Source
from bangdex.parse import parse
from bangdex.text import slugify
from bangdex.vocabulary import SectionKind, section_role

SHARED = Path(os.environ.get("BANGDEX_SHARED", "../shared"))
WANTED = 0.95
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*(?:\{#[^}]*\})?\s*#*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What importing one corpus came to."""

    name: str
    files: int
    issues: int
    drafts: int
    lines: int
    placed: int
    left: int
    unaccounted: int
    dead: int
    telling: int  # files that name both a symptom and a fix
    both: int  # those of them that became an issue with both
    accepted: int  # warnings that lie in the documents
    problems: tuple[str, ...]  # errors, and warnings that are left
    seconds: float
    again: int  # files that a second import would write

    @property
    def is_good(self) -> bool:
        """Whether all that is promised holds."""
        kept = self.both >= WANTED * self.telling
        return not self.unaccounted and not self.problems and kept and not self.again


@contextmanager
def corpora() -> Iterator[list[Path]]:
    """Yield the folders to import; zips are unpacked for as long."""
    folder = SHARED / "corpora"
    found = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    with tempfile.TemporaryDirectory() as unpacked:
        for archive in sorted(folder.glob("*.zip")):
            target = Path(unpacked) / archive.stem
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(target)
            found.append(target)
        yield found


def import_corpus(folder: Path, into: Path) -> Outcome:
    """Import *folder* into a knowledge base and return what that came to."""
    product = slugify(folder.name)
    start = time.perf_counter()
    plan = _plan(folder, into, product)
    outcome = write_plan(plan, into)
    seconds = time.perf_counter() - start
    assert not outcome.refused, outcome.refused
    second = write_plan(_plan(folder, into, product), into)
    telling, both = _both(plan)
    problems = tuple(str(problem) for problem in read_knowledge(into).problems)
    return Outcome(
        name=folder.name,
        files=len(plan.documents),
        issues=sum(1 for file in plan.files if file.id),
        drafts=sum(1 for file in plan.files if file.is_draft),
        lines=sum(document.lines for document in plan.documents),
        placed=sum(len(file.lines) for file in plan.files),
        left=len(plan.report),
        unaccounted=_unaccounted(plan),
        dead=len(plan.links),
        telling=len(telling),
        both=len(both),
        accepted=sum(len(file.accepted) for file in plan.files),
        problems=problems,
        seconds=seconds,
        again=len(second.written) + len(second.refused),
    )


def _plan(folder: Path, into: Path, product: str) -> ImportPlan:
    found = gather([folder])
    for refused in found.refused:
        print(refused)
    return plan_documents(
        found.texts,
        product=product,
        existing=read_existing(into, product),
        exists=lambda path: (into / path).is_file(),
        picture=found.picture,
        processes=os.cpu_count() or 1,
    )


def _unaccounted(plan: ImportPlan) -> int:
    """Return how many lines are in no file and no report, or in more than one."""
    wrong = 0
    placed: dict[str, list[int]] = defaultdict(list)
    for file in plan.files:
        placed[file.shown] += file.lines
    for document in plan.documents:
        lines = [*placed[document.shown], *(entry.line for entry in document.report)]
        text = Path(document.shown).read_text("utf-8-sig")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        expected = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        wrong += sorted(lines) != expected
    return wrong


def _both(plan: ImportPlan) -> tuple[set[str], set[str]]:
    """Return the documents that name a symptom and a fix, and those that kept both."""
    telling = {
        document.shown
        for document in plan.documents
        if {SectionKind.SYMPTOM, SectionKind.FIX} <= _named(Path(document.shown))
    }
    kept: set[str] = set()
    for file in plan.files:
        if file.id and file.shown in telling and file.shown not in kept:
            item = parse(Source(file.path, file.path, file.text)).item
            if getattr(item, "symptom", None) and getattr(item, "fix", None):
                kept.add(file.shown)
    return telling, kept


def _named(path: Path) -> set[object]:
    found: set[object] = set()
    is_code = False
    for line in path.read_text("utf-8-sig").splitlines():
        is_code ^= _FENCE.match(line) is not None
        match = None if is_code else _HEADING.match(line)
        role = section_role(match[1]) if match else None
        if role is not None:
            found.add(role.part)
    return found


def main(folders: list[str]) -> int:
    """Print what became of each corpus; return 1 where a promise is broken."""
    if not folders and not (SHARED / "corpora").is_dir():
        print(f"nothing to do: there is no folder {SHARED / 'corpora'} (BANGDEX_SHARED names it)")
        return 0
    good = True
    with corpora() as found:
        for folder in [Path(name) for name in folders] or found:
            with tempfile.TemporaryDirectory() as into:
                outcome = import_corpus(folder, Path(into))
            _print(outcome)
            good = good and outcome.is_good
    return 0 if good else 1


def _print(outcome: Outcome) -> None:
    share = outcome.both / outcome.telling if outcome.telling else 1
    print(
        f"{outcome.name}: {outcome.files:,} files in, {outcome.issues:,} issues out"
        f" ({outcome.drafts:,} drafts), {outcome.lines:,} lines: {outcome.placed:,} placed,"
        f" {outcome.left:,} left with a reason, {outcome.unaccounted} files not accounted for;"
        f" {outcome.dead:,} dead links; {outcome.both:,} of {outcome.telling:,} with symptom and"
        f" fix kept both ({share:.1%}); {outcome.accepted:,} warnings accepted,"
        f" {len(outcome.problems)} problems left; a second run writes"
        f" {outcome.again}; {outcome.seconds:.1f} s",
        flush=True,
    )
    for problem in outcome.problems[:10]:
        print(f"  {problem}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
