"""A file while it is written: its Markdown, and which source lines went into it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.common.utils import normalizeReference

from bangdex.importer.blocks import Block, BlockKind, Document
from bangdex.importer.model import ReportEntry
from bangdex.markdown import parser

A_RULE = "a rule between issues or parts"  # why it is in no file
_HASHES_AT_END = re.compile(r"(?:^|(?<=\s))(?=#+$)")
_BRACKETS = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]")
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~#!]|^[-+=]|(?<=\d)[.)](?=\s)")


@dataclass(slots=True)
class Draft:
    """Blocks of Markdown, with the lines they come from."""

    document: Document
    blocks: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of the file, 1-based
    report: list[ReportEntry] = field(default_factory=list)

    def copy(self, block: Block, level: int = 0) -> None:
        """Add *block* as it is; a heading is written anew at *level*."""
        if block.kind is not BlockKind.HEADING:
            self.blocks.append("\n".join([*self.document.source(block), *self._open_end(block)]))
            self.place(block.start, block.end)
            return
        self.blocks.append(f"{'#' * min(level, 6)} {heading_text(block.markdown)}".rstrip())
        is_underlined = block.tokens[0].markup[:1] in {"=", "-"}
        end = block.end - 1 if is_underlined else block.end
        self.place(block.start, end)
        self.leave(end, block.end, "the line under a heading, which starts with # now")

    def _open_end(self, block: Block) -> list[str]:
        """Return what ends a fence that the document left open to its end."""
        last = block.tokens[0] if len(block.tokens) == 1 else None
        if last is not None and last.type == "fence":
            ends = self.document.source(block)[1:][-1:]
            is_closed = bool(ends) and ends[0].strip().startswith(last.markup)
            return [] if is_closed and not ends[0].strip(" " + last.markup[0]) else [last.markup]
        return []

    def place(self, start: int, end: int) -> None:
        """Record that the 0-based lines from *start* to before *end* are in this file."""
        self.lines += self._origins(start, end)

    def leave(self, start: int, end: int, reason: str) -> None:
        """Record that these lines are in no file, and why."""
        self.report += (ReportEntry(n, reason) for n in self._origins(start, end))

    def join(self, other: Draft) -> None:
        """Add all of *other*."""
        self.blocks += other.blocks
        self.lines += other.lines
        self.report += other.report

    def markdown(self) -> str:
        """Return the Markdown, with the link references that it uses and others define."""
        body = "\n\n".join(self.blocks)
        if not self.document.definitions:
            return body
        here: dict[str, dict[str, object]] = {}
        parser().parse(body, here)
        used = {normalizeReference(label) for label in _BRACKETS.findall(body)}
        missing = sorted(used & set(self.document.definitions) - set(here.get("references", {})))
        return "\n\n".join([body, *(self.document.definitions[label] for label in missing)])

    def _origins(self, start: int, end: int) -> Iterable[int]:
        return [n for origins in self.document.origins[start:end] for n in origins]


def heading_text(markdown: str) -> str:
    r"""Return *markdown* so that no ``#`` at its end is taken for the heading's own.

    ``a #`` under a rule of hyphens is a heading that ends in ``#``; as ``## a #`` it isn't.
    """
    return _HASHES_AT_END.sub(r"\\", markdown)


def escape(text: str) -> str:
    """Return Markdown that shows *text*, one line, as it is."""
    return _MARKUP.sub(r"\\\g<0>", text)
