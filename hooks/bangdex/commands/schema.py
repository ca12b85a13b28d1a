"""``bangdex schema``: what editors complete and check front matter with."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import Change, apply
from bangdex.authoring.schema import MODELS, schema_text


@click.command("schema")
@click.argument("name", type=click.Choice(list(MODELS)), default="issue")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write all of them into this folder instead, as issue.json and so on.",
)
def schema_command(name: str, into: Path | None) -> None:
    """Print the JSON Schema of the front matter of an issue, a shared page or a product."""
    if into is None:
        click.echo(schema_text(name), nl=False)
        return
    changes = []
    for each in MODELS:
        path = into / f"{each}.json"
        before = path.read_bytes() if path.is_file() else None
        changes.append(Change(path, before, schema_text(each).encode()))
    apply(changes)
    for change in changes:
        click.echo(change.path.as_posix())
