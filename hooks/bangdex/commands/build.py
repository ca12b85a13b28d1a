"""``bangdex build``: the site, whole or not at all."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol

import click

from bangdex.commands.common import fail
from bangdex.publish.headers import FILE, as_pages_file, headers
from bangdex.publish.output import faults
from bangdex.publish.whole import ForeignError, locked, put_in_place, workplace

config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The configuration of the site.",
)
site_option = click.option(
    "--site-dir",
    "site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site is published.",
)
strict_option = click.option(
    "--strict/--no-strict",
    default=True,
    show_default=True,
    help="Whether a warning stops the build, of the content or of MkDocs. An error always does.",
)
wait_option = click.option(
    "--wait/--no-wait",
    default=True,
    show_default=True,
    help="Whether to wait while another build runs, or leave with 3.",
)


@click.command("build")
@config_option
@site_option
@strict_option
@wait_option
def build_command(config: Path, site: Path, *, strict: bool, wait: bool) -> None:
    """Build the site, whole or not at all.

    It is built beside, checked, and put in place in one step. What was published stays as it
    is until then: also when the content is wrong, the disk is full, or the build is killed.
    """
    site = site.resolve()
    with locked(site, wait=wait):
        publish(config, site, strict=strict)
    click.echo(f"Open {site / 'index.html'}\n  or {(site / 'index.html').as_uri()}")


class Built(Protocol):
    """What the hook says of a build."""

    site_name: str
    moment: int
    digests: dict[str, bytes]


def publish(config: Path, site: Path, *, strict: bool) -> Built:
    """Build, check and publish *site*, whose lock is held; return what was built."""
    # The hook is the one place where MkDocs is known, and loads it: other commands needn't.
    hook = importlib.import_module("bangdex_hook")
    try:
        with workplace(site) as new:
            built: Built = hook.build_folder(config, new, strict=strict)
            found = faults(new, built.digests)
            if found:
                fail(found)
            (new / FILE).write_text(as_pages_file(headers(new)), encoding="utf-8")
            put_in_place(new, site)
    except ForeignError as error:
        raise click.UsageError(f"--site-dir {error}") from None
    return built
