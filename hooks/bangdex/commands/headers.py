"""``bangdex headers``: what a server should send with the site."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.commands.build import site_option
from bangdex.publish.headers import FORMS, headers


@click.command("headers")
@click.argument("server", type=click.Choice(sorted(FORMS)))
@site_option
def headers_command(server: str, site: Path) -> None:
    """Print the headers that a server should send.

    They hold the policy that the pages of the site carry themselves, and what only a header
    can say. Print them again when the theme is updated.
    """
    if not (site / "index.html").is_file():
        raise click.UsageError(f"--site-dir must be a site that is built: {str(site)!r}")
    click.echo(FORMS[server](headers(site)), nl=False)
