"""What an import comes to: files, and a report of what is in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bangdex.problems import Problem


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document to import."""

    source: str  # what ``source:`` calls it: its path below the PATH that was given
    shown: str  # as reports name it
    text: str
    root: str = ""  # the name of the folder that was given: links may lead out and in again


@dataclass(frozen=True, slots=True, order=True)
class ReportEntry:
    """A line of a document that is in no file, and why."""

    line: int  # 1-based
    reason: str
    text: str = ""  # the line as it was


@dataclass(frozen=True, slots=True, order=True)
class DeadLink:
    """An address that is text now, since nothing is where it leads to."""

    line: int  # 1-based, in the document
    col: int  # 1-based, in characters: where the address starts
    href: str
    path: str  # the planned file that it is in now


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to be written."""

    path: str  # below the knowledge base, posix: cdi/quota.md
    text: str
    lines: tuple[int, ...] = ()  # which lines of its document are in it, 1-based, ascending
    id: str = ""  # of the issue that it holds; empty for a product's page
    source: str = ""  # the document that it is made from
    shown: str = ""  # that document, as reports name it
    is_draft: bool = False  # whether its document doesn't say what to do
    accepted: tuple[Problem, ...] = ()  # warnings that lie in the document, accepted in the file


@dataclass(frozen=True, slots=True)
class PlannedPicture:
    """A picture to be copied."""

    path: str  # below the knowledge base
    origin: Path


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document."""

    shown: str
    lines: int  # that aren't blank
    report: tuple[ReportEntry, ...]  # sorted by line
    links: tuple[DeadLink, ...] = ()  # sorted by place


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that importing some documents would do."""

    files: tuple[PlannedFile, ...]  # sorted by path
    documents: tuple[DocumentReport, ...]  # sorted as they were read
    pictures: tuple[PlannedPicture, ...] = ()

    @property
    def report(self) -> tuple[ReportEntry, ...]:
        """The lines that are in no file, of all documents."""
        return tuple(entry for document in self.documents for entry in document.report)

    @property
    def links(self) -> tuple[DeadLink, ...]:
        """The addresses that lead nowhere, of all documents."""
        return tuple(link for document in self.documents for link in document.links)


@dataclass(frozen=True, slots=True, order=True)
class Existing:
    """A file that the product's folder holds already."""

    path: str  # below the knowledge base
    id: str = ""
    title: str = ""
    source: str = ""
