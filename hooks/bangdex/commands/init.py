"""``bangdex init``: a site of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import Change, apply
from bangdex.authoring.starter import HOSTS, starter_files
from bangdex.commands.common import fail
from bangdex.strings import LANGUAGES
from bangdex.text import invisible


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Of the site and its example.",
)
@click.option("--name", help="What the site is called; default: the folder's name.")
@click.option(
    "--ci", type=click.Choice(HOSTS), help="Also write what checks and publishes it there."
)
def init_command(folder: Path, language: str, name: str | None, ci: str | None) -> None:
    """Make a site of your own in DIR.

    It has one product and one issue to start from. `make serve` there shows it, `make site`
    builds it. A file that is there is never overwritten: then nothing is written at all.
    """
    name = " ".join((folder.resolve().name if name is None else name).split())
    if not name or invisible(name):
        raise click.BadParameter(f"must be a line of text: {name!r}", param_hint="--name")
    files = list(starter_files(name, language, ci))
    there = [folder / file.path for file in files if (folder / file.path).exists()]
    if there:
        fail([*(f"{path.as_posix()}: is there already" for path in there), "nothing was written"])
    apply([Change(folder / file.path, None, file.content) for file in files])
    for file in files:
        click.echo((folder / file.path).as_posix())
