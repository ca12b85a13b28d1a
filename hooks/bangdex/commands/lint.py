"""``bangdex lint``: everything that is wrong, in the form that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bangdex.authoring import reports
from bangdex.commands.common import CONTENT, kb_option, read


@click.command("lint")
@kb_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
    help="text for people, github for annotations, json and sarif for programs.",
)
@click.option("--strict", is_flag=True, help="Take every warning for an error.")
def lint_command(kb: Path, form: str, *, strict: bool) -> None:
    """Print everything that is wrong with the knowledge base.

    Exits with 1 if there is an error; a warning is none, unless --strict.
    """
    problems = read(kb).problems
    if strict:
        problems = reports.as_errors(problems)
    click.echo(reports.FORMATS[form](problems), nl=False)
    if problems:
        click.echo(reports.count(problems), err=True)
    if any(not problem.warning for problem in problems):
        sys.exit(CONTENT)
