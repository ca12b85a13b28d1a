"""The command line: a thin user of the engine, put together from the commands."""

from __future__ import annotations

import io
import sys

import click

from bangdex import __version__
from bangdex.commands.build import build_command
from bangdex.commands.bundle import bundle_command, verify_command
from bangdex.commands.common import MACHINE
from bangdex.commands.fmt import fmt_command
from bangdex.commands.headers import headers_command
from bangdex.commands.import_ import import_command
from bangdex.commands.init import init_command
from bangdex.commands.keywords import keywords_command
from bangdex.commands.lint import lint_command
from bangdex.commands.match import match_command, signatures_command
from bangdex.commands.new import new_command
from bangdex.commands.rename import rename_command
from bangdex.commands.schema import schema_command
from bangdex.commands.search import search_command

COMMANDS = (
    build_command,
    bundle_command,
    fmt_command,
    headers_command,
    import_command,
    init_command,
    keywords_command,
    lint_command,
    match_command,
    new_command,
    rename_command,
    schema_command,
    search_command,
    signatures_command,
    verify_command,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bangdex")
def cli() -> None:
    """Keep, search and publish a troubleshooting knowledge base.

    Exits with 1 if the content is wrong, 2 if the call is, 3 if the machine doesn't play along.
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line; what the machine refuses is said in one line, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show Hangul, or a name that isn't UTF-8, is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except OSError as error:
        click.echo(
            f"bangdex: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True
        )
        sys.exit(MACHINE)


if __name__ == "__main__":
    main()
