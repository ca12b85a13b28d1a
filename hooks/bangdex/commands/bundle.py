"""``bangdex bundle`` and ``bangdex verify``: the site as a zip and as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import apply, replacing
from bangdex.commands.build import config_option, publish, site_option, strict_option, wait_option
from bangdex.commands.common import fail
from bangdex.publish.bundle import bundle, bundle_name, verify
from bangdex.publish.output import build_of
from bangdex.publish.single import MAX_ISSUES, TooManyError, single
from bangdex.publish.whole import locked


@click.command("bundle")
@config_option
@site_option
@strict_option
@wait_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder to put them into.",
)
@click.option(
    "--only",
    type=click.Choice(["zip", "html"]),
    help="Make only one of the two.",
)
def bundle_command(  # noqa: PLR0913  (one parameter an option)
    config: Path, site: Path, out: Path, only: str | None, *, strict: bool, wait: bool
) -> None:
    """Build the site, and pack it to be opened without a network.

    A zip holds the site as it is. An HTML file holds all of it in itself, to be mailed; it
    takes up to 1,000 issues. The same content gives the same bytes.
    """
    site = site.resolve()
    with locked(site, wait=wait):
        built = publish(config, site, strict=strict)
        name = bundle_name(built.site_name, build_of(site), built.moment)
        if only != "html":
            _put(out / f"{name}.zip", bundle(site, name, built.moment))
        if only != "zip":
            try:
                _put(out / f"{name}.html", single(site, built.site_name, MAX_ISSUES).encode())
            except TooManyError as error:
                said = f"no HTML file was made: {error}; the zip has no such limit"
                if only:
                    fail([said])
                click.echo(f"note: {said}", err=True)
            except ValueError as error:
                fail(str(error).splitlines())


@click.command("verify")
@click.argument("path", metavar="ZIP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(path: Path) -> None:
    """Say whether every file of a bundle is what its manifest says.

    Exits with 1 if one isn't. That finds what was damaged or changed on the way, not a
    bundle that somebody made anew: compare what it says of the contents for that. It is the
    same for the same content, also where another zlib has packed it.
    """
    contents = verify(path)
    if contents.faults:
        fail(f"{path}: {fault}" for fault in contents.faults)
    made = f", made of {contents.made}" if contents.made else ""
    said = f"{contents.files} files, build {contents.build}{made}, contents {contents.digest}"
    click.echo(f"{path}: {said}: whole")


def _put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and say where."""
    apply([replacing(path, content)])
    click.echo(str(path))
