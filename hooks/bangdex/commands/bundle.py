"""``bangdex bundle`` and ``bangdex verify``: the site as a zip, and whether a zip is whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from bangdex.commands.build import config_option, publish, site_option, strict_option, wait_option
from bangdex.commands.common import fail
from bangdex.publish.bundle import bundle, bundle_name, verify
from bangdex.publish.output import build_of
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
    help="The folder to put the zip into.",
)
def bundle_command(config: Path, site: Path, out: Path, *, strict: bool, wait: bool) -> None:
    """Build the site, and pack it into a zip that opens without a network.

    The same content gives the same bytes.
    """
    site = site.resolve()
    with locked(site, wait=wait):
        built = publish(config, site, strict=strict)
        name = bundle_name(built.site_name, build_of(site), built.moment)
        content = bundle(site, name, built.moment)
    path = out / f"{name}.zip"
    _write(path, content)
    click.echo(str(path))


@click.command("verify")
@click.argument("path", metavar="ZIP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(path: Path) -> None:
    """Say whether every file of a bundle is what its manifest says.

    Exits with 1 if one isn't. That finds what was damaged or changed on the way, not a
    bundle that somebody made anew: compare the whole zip's SHA-256 for that.
    """
    contents = verify(path)
    if contents.faults:
        fail(f"{path}: {fault}" for fault in contents.faults)
    made = f", made of {contents.made}" if contents.made else ""
    click.echo(f"{path}: {contents.files} files, build {contents.build}{made}: whole")


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
