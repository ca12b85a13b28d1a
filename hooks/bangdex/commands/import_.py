"""``bangdex import``: other people's documents, brought in."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bangdex.addresses import is_web_address
from bangdex.catalog import build_catalog
from bangdex.check import RESERVED, fold
from bangdex.commands.common import CONTENT, MACHINE
from bangdex.importer import title
from bangdex.importer.accept import Item
from bangdex.importer.gather import gather
from bangdex.importer.model import ImportPlan
from bangdex.importer.plan import plan_documents
from bangdex.importer.write import WriteOutcome, compare_plan, read_existing, write_plan
from bangdex.knowledge import read_knowledge
from bangdex.text import slugify

_LINE = re.compile(r":\d+$")


def _product(_: click.Context, __: click.Parameter, value: str) -> str:
    if not value or value != slugify(value):
        near = slugify(value)
        hint = f" (did you mean {near!r}?)" if near else ""
        raise click.BadParameter(f"must be a name for a folder and an address: {value!r}{hint}")
    if fold(value) in RESERVED or title.RESERVED.fullmatch(fold(value)):
        raise click.BadParameter(f"must not be a name that stands for something else: {value!r}")
    return value


def _paths(_: click.Context, __: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    for path in value:
        if not path.is_file() and not path.is_dir():  # reading a pipe or a device may never end
            raise click.BadParameter(f"{path.as_posix()} isn't an ordinary file or a folder")
    return value


def _base_url(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not is_web_address(value):
        raise click.BadParameter(f"must be an address of http or https: {value!r}")
    return value


@click.command("import")
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    callback=_paths,
    type=click.Path(exists=True, readable=False, path_type=Path),
)
@click.option("--product", required=True, callback=_product, help="Folder of the issues: cdi")
@click.option(
    "--kb",
    "--into",
    "into",
    type=click.Path(file_okay=False, path_type=Path),
    default="kb",
    show_default=True,
    help="The folder of the knowledge base.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--base-url",
    default="",
    callback=_base_url,
    help="Where PATH is on the web: links to what isn't imported lead there.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the list of all lines that are left out, and of dead links, into this file.",
)
@click.pass_context
def import_command(  # noqa: PLR0913, PLR0917  (one parameter an option)
    context: click.Context,
    paths: tuple[Path, ...],
    product: str,
    into: Path,
    base_url: str,
    report: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Bring other people's documents into the knowledge base.

    PATH is a document with one issue or many, or a folder of documents. Every line ends in
    exactly one file or is listed with the reason. Nothing is overwritten; either all files
    are written or none.
    """
    try:
        found = gather(paths)
        _refuse(context, list(map(str, found.refused)))
        plan = plan_documents(
            found.texts,
            product=product,
            existing=read_existing(into, product),
            exists=lambda path: (into / path).is_file(),
            there=lambda: _items(into),
            picture=found.picture,
            base_url=base_url,
            processes=os.cpu_count() or 1,
        )
        outcome = compare_plan(plan, into) if dry_run else write_plan(plan, into)
        lines = _report(plan)
        if report is not None:
            report.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        name = error.filename if error.filename is not None else ", ".join(map(str, paths))
        click.echo(f"{name}: {error.strerror or error}", err=True)
        context.exit(MACHINE)
    is_short = sys.stdout.isatty() and len(plan.documents) > 1
    if not is_short:
        for line in lines:
            click.echo(line)
    _refuse(context, [f"{(into / r.path).as_posix()}: {r.reason}" for r in outcome.refused])
    if is_short:
        _print_table(plan)
    else:
        _print_files(plan, outcome, into, dry_run=dry_run)
    click.echo(_summary(plan))
    if not plan.files:
        shown = ", ".join(path.as_posix() for path in paths)
        click.echo(f"{shown}: has nothing to import", err=True)
        context.exit(CONTENT)


def _items(kb: Path) -> list[Item]:
    """Return all that the knowledge base holds, if there is one yet."""
    catalog = read_knowledge(kb).catalog if kb.is_dir() else build_catalog(())
    return [*catalog.products, *catalog.issues, *catalog.shared.values()]


def _refuse(context: click.Context, reasons: list[str]) -> None:
    """Say why nothing is written, and leave, if there is any reason."""
    if reasons:
        click.echo("\n".join([*reasons, "nothing was written"]), err=True)
        context.exit(CONTENT)


def _report(plan: ImportPlan) -> list[str]:
    """Return a line for each line that is left out and each address that leads nowhere."""
    lines: list[str] = []
    for document in plan.documents:
        lines += (
            f"{document.shown}:{entry.line}:1: left out, {entry.reason}: {entry.text!r}"
            for entry in document.report
        )
        lines += (
            f"{document.shown}:{link.line}:{link.col}: is text now, nothing is there:"
            f" {link.href!r} (in {link.path})"
            for link in document.links
        )
    lines += (
        # Lines of a file are counted once it is written.
        f"{file.shown}: {problem.code} is accepted in {file.path}: {_LINE.sub('', problem.message)}"
        for file in plan.files
        for problem in file.accepted
    )
    lines += (
        f"{file.shown}: a draft without a fix, to be sorted out: {file.path}"
        for file in plan.files
        if file.is_draft
    )
    return lines


def _print_files(plan: ImportPlan, outcome: WriteOutcome, into: Path, *, dry_run: bool) -> None:
    new = set(outcome.written)
    for file in plan.files:
        state = ("would be new" if dry_run else "new") if file.path in new else "unchanged"
        click.echo(f"{state}  {(into / file.path).as_posix()}  ({_count(len(file.lines), 'line')})")
    for picture in plan.pictures:
        state = ("would be new" if dry_run else "new") if picture.path in new else "unchanged"
        click.echo(f"{state}  {(into / picture.path).as_posix()}")


def _print_table(plan: ImportPlan) -> None:
    """Print how many lines are left out for which reason."""
    reasons = Counter(_sort(entry.reason) for entry in plan.report)
    table = Table("lines", "left out because", box=None, pad_edge=False)
    for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(f"{count:,}", reason)
    codes = Counter(problem.code for file in plan.files for problem in file.accepted)
    for code, count in sorted(codes.items()):
        table.add_row(f"{count:,}", f"{code} (warnings that are accepted)")
    Console(highlight=False).print(table)


def _sort(reason: str) -> str:
    """Return *reason* without what differs from one file to the next."""
    if reason.startswith("became the id"):
        return "became the title of an issue"
    if reason.startswith("became the title of"):
        return "became the title of the product's page"
    return reason.partition(": ")[0]


def _summary(plan: ImportPlan) -> str:
    issues = sum(1 for file in plan.files if file.id)
    drafts = sum(1 for file in plan.files if file.is_draft)
    placed = sum(len(file.lines) for file in plan.files)
    return (
        f"{_count(len(plan.documents), 'file')} in, {_count(issues, 'issue')} out"
        f" ({_count(drafts, 'draft')} without a fix),"
        f" {_count(placed, 'line')} placed,"
        f" {_count(len(plan.report), 'line')} left out with a reason,"
        f" {_count(len(plan.links), 'dead link')},"
        f" {_count(sum(len(file.accepted) for file in plan.files), 'warning')} accepted"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
