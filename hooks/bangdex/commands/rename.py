"""``bangdex rename``: a file moved, with all links to it and from it."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import apply
from bangdex.authoring.rename import ContentError, PathError, plan_rename
from bangdex.commands.common import fail, kb_option, require_folder


@click.command("rename")
@click.argument("old")
@click.argument("new")
@kb_option
def rename_command(old: str, new: str, kb: Path) -> None:
    """Move an issue, a test or a fix, and mend all links.

    OLD and NEW are paths below the knowledge base, such as cdi/quota.md; NEW may be in
    another product. Links to the file and from it are mended, and its old address leads to
    the new one. All is done, or nothing.
    """
    require_folder(kb)
    try:
        rename = plan_rename(kb, old, new)
    except PathError as error:
        raise click.UsageError(str(error)) from None
    except ContentError as error:
        fail([str(error), "nothing was moved"])
    apply(rename.changes)
    click.echo(f"{(kb / rename.old).as_posix()} -> {(kb / rename.new).as_posix()}")
    for path in rename.mended:
        click.echo(f"links mended  {path}")
