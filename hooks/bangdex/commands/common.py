"""What the commands share: exit codes, the option that names the knowledge base, reading it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from bangdex.knowledge import Knowledge, read_knowledge

CONTENT, MACHINE = 1, 3  # exit codes; 2 is click's, for a wrong call

F = TypeVar("F", bound=Callable[..., object])

kb_option = click.option(
    "--kb",
    type=click.Path(path_type=Path),
    default=Path("kb"),
    show_default=True,
    help="The folder of the knowledge base.",
)


def read(kb: Path) -> Knowledge:
    """Return the knowledge base in *kb*, with its problems.

    Raises:
        click.UsageError: there is no such folder.
    """
    require_folder(kb)
    return read_knowledge(kb)


def read_without_errors(kb: Path) -> Knowledge:
    """Return a knowledge base without errors; with some, say them and leave."""
    knowledge = read(kb)
    if knowledge.errors:
        fail(str(problem) for problem in knowledge.errors)
    return knowledge


def require_folder(kb: Path) -> None:
    """Leave with a word about ``--kb`` where *kb* is no folder."""
    if not kb.is_dir():
        raise click.UsageError(f"--kb must be a folder: {str(kb)!r}")


def fail(lines: Iterable[str]) -> NoReturn:
    """Say what is wrong with the content, a line each, and leave."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(CONTENT)
