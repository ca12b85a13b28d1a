"""What an import comes to: files, and a report of what is in none of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ReportEntry:
    """A line of the document that is in no file, and why."""

    line: int  # 1-based
    reason: str
    text: str  # the line as it was


@dataclass(frozen=True, slots=True, order=True)
class DeadLink:
    """A link that was kept though nothing is where it leads to."""

    line: int  # 1-based, in the document
    col: int  # 1-based, in characters: where the address starts
    href: str
    path: str  # the planned file that it is in now


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to be written."""

    path: str  # below the knowledge base, posix: cdi/quota.md
    text: str
    lines: tuple[int, ...]  # which lines of the document are in it, 1-based, ascending
    id: str = ""  # of the issue that it holds; empty for a product's page


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that importing one document would do."""

    shown: str  # the document, as problems name it
    files: tuple[PlannedFile, ...]  # sorted by path
    report: tuple[ReportEntry, ...]  # sorted by line
    links: tuple[DeadLink, ...] = ()  # sorted by place
