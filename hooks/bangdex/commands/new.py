"""``bangdex new``: a file for an issue that is about to be written."""

from __future__ import annotations

from pathlib import Path

import click

from bangdex.authoring.changes import Change, apply
from bangdex.authoring.new_issue import known_products, new_issue
from bangdex.commands.common import kb_option, require_folder
from bangdex.problems import did_you_mean
from bangdex.text import invisible


@click.command("new")
@click.argument("product")
@click.argument("title")
@kb_option
def new_command(product: str, title: str, kb: Path) -> None:
    """Make a file for an issue of PRODUCT called TITLE.

    PRODUCT is the folder's name. The issue gets the next id and the three sections in the
    product's language. The file's path is printed; `bangdex lint` then names what is still
    to be written.
    """
    require_folder(kb)
    products = known_products(kb)
    if product not in products:
        near = did_you_mean(product, products)
        raise click.BadParameter(
            f"must be a folder with a product's page: {product!r}{near}", param_hint="PRODUCT"
        )
    title = " ".join(title.split())
    if not title or invisible(title):
        raise click.BadParameter(f"must be a line of text: {title!r}", param_hint="TITLE")
    issue = new_issue(kb, product, products[product], title)
    path = kb / issue.path
    apply([Change(path, None, issue.text.encode())])
    click.echo(path.as_posix())
