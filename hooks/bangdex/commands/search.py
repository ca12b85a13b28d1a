"""``bangdex search``: the site's search in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.text import Text

from bangdex.commands.common import kb_option, read_without_errors
from bangdex.index import Hit, Index, SearchResult, build_index
from bangdex.index import search as search_index
from bangdex.site import index_documents


@click.command("search")
@click.argument("text", nargs=-1)
@kb_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
@click.option(
    "--queries",
    type=click.File(encoding="utf-8"),
    help="Take a query a line from this file, '-' for standard input; print a JSON object a line.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many hits."
)
def search_command(
    text: tuple[str, ...], kb: Path, queries: IO[str] | None, limit: int, *, as_json: bool
) -> None:
    """Find issues, by '!keyword' or by words.

    The hits are those of the site, in the same order.
    """
    if queries is None and not text:
        raise click.UsageError("give a text to search for, or --queries FILE")
    if queries is not None and text:
        raise click.UsageError("give either a text or --queries FILE, not both")
    index = build_index(list(index_documents(read_without_errors(kb).catalog)))
    if queries is not None:
        for line in queries:
            click.echo(_as_json(search_index(index, line.rstrip("\n"), limit)))
        return
    result = search_index(index, " ".join(text), limit)
    if as_json:
        click.echo(_as_json(result))
    else:
        _print_result(index, result)


def _as_json(result: SearchResult) -> str:
    def hits(found: Iterable[Hit]) -> list[dict[str, object]]:
        return [
            {
                "id": hit.id,
                "title": hit.title,
                "url": hit.url,
                "path": hit.path,
                "product": hit.product,
                "status": hit.status.value,
                "score": round(hit.score, 4),
                "keywords": list(hit.keywords),
                "section": hit.section,
                "missing": list(hit.missing),
            }
            for hit in found
        ]

    return json.dumps(
        {
            "hits": hits(result.hits),
            "near": hits(result.near),
            "keywords": [card.shown for card in result.keywords],
            "unknown": list(result.unknown),
            "unknown_filters": list(result.unknown_filters),
            "suggestions": [{"shown": c.shown, "count": c.count} for c in result.suggestions],
        },
        ensure_ascii=False,
    )


def _print_result(index: Index, result: SearchResult) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for typed in result.unknown:
        console.print(Text(f"!{typed}: no such keyword", style="yellow"))
    for typed in result.unknown_filters:
        console.print(Text(f"{typed}: no such filter, searched as words", style="yellow"))
    for card in result.suggestions:
        console.print(Text(f"  near: !{card.shown} ({card.count})"))
    if not result.hits:
        nearest = ": the nearest" if result.near else ""
        console.print(Text(f"nothing found among {len(index.cards)} issues{nearest}"))
    for hit in (*result.hits, *result.near):
        line = Text(f"{hit.id}  ", style="bold").append(hit.title, style="not bold")
        console.print(line)
        console.print(Text(f"      {hit.path}", style="dim"))
        if hit.missing:
            console.print(Text(f"      without {', '.join(hit.missing)}", style="dim"))
