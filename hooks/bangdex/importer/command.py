"""``bangdex import``: the importer at the command line."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.check import RESERVED, fold
from bangdex.importer import title
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_import
from bangdex.importer.write import WriteOutcome, compare_plan, write_plan
from bangdex.text import slugify

CONTENT, MACHINE = 1, 3  # exit codes; 2, for usage, is click's
MAX_BYTES = 16_000_000  # no one wrote that by hand


def _product(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value or value != slugify(value):
        near = slugify(value)
        hint = f" (did you mean {near!r}?)" if near else ""
        raise click.BadParameter(f"must be a name for a folder and an address: {value!r}{hint}")
    if fold(value) in RESERVED or title.RESERVED.fullmatch(fold(value)):
        raise click.BadParameter(f"must not be a name that stands for something else: {value!r}")
    return value


@click.command("import")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
)
@click.option("--product", required=True, callback=_product, help="Folder of the issues: cdi")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default="kb",
    show_default=True,
    help="The knowledge base.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.pass_context
def import_command(
    context: click.Context, file: Path, product: str, into: Path, *, dry_run: bool
) -> None:
    """Split FILE, a document with many issues, into files of the knowledge base.

    Every line ends in exactly one file or is listed with the reason. Nothing is
    overwritten; either all files are written or none.
    """
    try:
        text = _read(context, file)
        plan = plan_import(
            text,
            shown=file.as_posix(),
            product=product,
            exists=lambda path: (into / path).is_file(),
        )
        outcome = compare_plan(plan, into) if dry_run else write_plan(plan, into)
    except OSError as error:
        name = error.filename if error.filename is not None else file
        click.echo(f"{name}: {error.strerror or error}", err=True)
        context.exit(MACHINE)
    _print_report(plan)
    if outcome.refused:
        for refusal in outcome.refused:
            click.echo(f"{(into / refusal.path).as_posix()}: {refusal.reason}", err=True)
        click.echo("nothing was written", err=True)
        context.exit(CONTENT)
    _print_outcome(plan, outcome, into, dry_run=dry_run)
    if not plan.files:
        click.echo(f"{plan.shown}: has nothing to import", err=True)
        context.exit(CONTENT)


def _read(context: click.Context, file: Path) -> str:
    shown = file.as_posix()
    if not file.is_file():  # reading a pipe or a device may never end
        raise click.BadParameter(f"{shown} isn't an ordinary file", context)
    size = file.stat().st_size
    if size > MAX_BYTES:
        click.echo(f"{shown}: must not be larger than {MAX_BYTES:,} bytes: {size:,}", err=True)
        context.exit(CONTENT)
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"byte {raw[error.start]:#04x} at offset {error.start}"
        click.echo(f"{shown}:{line}: must be UTF-8: {byte}", err=True)
        context.exit(CONTENT)


def _print_report(plan: ImportPlan) -> None:
    for entry in plan.report:
        click.echo(f"{plan.shown}:{entry.line}:1: left out, {entry.reason}: {entry.text!r}")
    for link in plan.links:
        place = f"{plan.shown}:{link.line}:{link.col}"
        click.echo(f"{place}: kept, but nothing is there: {link.href!r} (in {link.path})")


def _print_outcome(plan: ImportPlan, outcome: WriteOutcome, into: Path, *, dry_run: bool) -> None:
    new = set(outcome.written)
    for file in plan.files:
        state = ("would be new" if dry_run else "new") if file.path in new else "unchanged"
        click.echo(f"{state}  {(into / file.path).as_posix()}  ({_count(len(file.lines), 'line')})")
    issues = sum(1 for file in plan.files if file.id)
    placed = sum(len(file.lines) for file in plan.files)
    click.echo(
        f"{_count(issues, 'issue')}, {_count(placed, 'line')} placed,"
        f" {_count(len(plan.report), 'line')} left out with a reason,"
        f" {_count(len(plan.links), 'dead link')}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
