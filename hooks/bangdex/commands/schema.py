"""``bangdex schema``: what editors complete and check front matter with."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import apply, replacing
from bangdex.authoring.schema import MODELS, schema_text


@click.command("schema")
@click.argument("name", type=click.Choice(list(MODELS)), default="issue")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write all of them into this folder instead, as issue.json and so on.",
)
def schema_command(name: str, into: Path | None) -> None:
    """Print the JSON Schema of front matter.

    It is that of an issue, of a shared test or fix, or of a product; an issue's if none is
    named.
    """
    if into is None:
        click.echo(schema_text(name), nl=False)
        return
    changes = [replacing(into / f"{each}.json", schema_text(each).encode()) for each in MODELS]
    apply(changes)
    for change in changes:
        click.echo(change.path.as_posix())
