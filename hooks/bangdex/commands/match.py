"""``bangdex match`` and ``bangdex signatures``: which issue a pasted text is, and by what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.text import Text

from bangdex.commands.common import kb_option, read_without_errors
from bangdex.match import MatchIndex, MatchResult, Result, catalog_index, match
from bangdex.match.find import FITS
from bangdex.match.signature import Part, Signature
from bangdex.site import index_documents

SHOWN = 5  # results; more are in JSON
LONGEST = 160  # characters of a line


@click.command("match")
@click.argument("file", type=click.File("rb"), default="-")
@kb_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
@click.option(
    "--cases",
    type=click.File(encoding="utf-8"),
    help="Take objects with 'id' and 'text' from this file, a line each; print one for each.",
)
def match_command(file: IO[bytes], kb: Path, cases: IO[str] | None, *, as_json: bool) -> None:
    """Say which issue a text is: a log, an error, a description.

    Read is FILE, or standard input: kubectl logs … | bangdex match
    """
    index = _index(kb)
    if cases is not None:
        for case, text in _cases(cases):
            click.echo(_json(index, match(index, text), case))
        return
    result = match(index, file.read().decode("utf-8", "replace"))
    if as_json:
        click.echo(_json(index, result))
    else:
        _print(index, result)


@click.command("signatures")
@kb_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
def signatures_command(kb: Path, *, as_json: bool) -> None:
    """Print how each error text is read.

    That is: what identifies it, what is constant, and what differs freely. A placeholder
    makes a part variable; 'pins' in the front matter of its issue makes one essential.
    """
    index = _index(kb)
    console = Console(highlight=False, soft_wrap=True)
    for signature in index.signatures:
        document = index.documents[signature.issue]
        parts = {kind.name.lower(): _stretches(signature, kind) for kind in Part}
        if as_json:
            click.echo(json.dumps({"id": document.id, **parts}, ensure_ascii=False))
            continue
        console.print(Text(document.id, style="bold").append(f"  {document.path}", style="dim"))
        for name in ("identity", "constant", "soft", "variable"):
            if parts[name]:
                console.print(Text(f"  {name:9} ", style="dim").append(" · ".join(parts[name])))


def _index(kb: Path) -> MatchIndex:
    catalog = read_without_errors(kb).catalog
    return catalog_index(catalog, index_documents(catalog))


def _cases(lines: IO[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            yield str(case["id"]), str(case["text"])
        except (ValueError, KeyError, TypeError):
            raise click.UsageError(
                f"--cases must hold a JSON object with 'id' and 'text' a line: line {number}"
            ) from None


def _json(index: MatchIndex, result: MatchResult, case: str | None = None) -> str:
    answer: dict[str, object] = {} if case is None else {"case": case}
    answer["results"] = [_as_dict(index, found) for found in result.results]
    answer["nothing"] = result.nothing
    return json.dumps(answer, ensure_ascii=False)


def _as_dict(index: MatchIndex, found: Result) -> dict[str, object]:
    document = index.documents[found.issue]
    return {
        "id": found.id,
        "verdict": found.verdict,
        "title": document.title,
        "path": document.path,
        "url": document.url,
        "score": round(found.score, 2),
        "line": found.line,
        "lineNumber": found.number,
        "has": list(found.has),
        "lacks": list(found.lacks),
        "values": dict(found.values),
    }


def _print(index: MatchIndex, result: MatchResult) -> None:
    console = Console(highlight=False, soft_wrap=True)
    claimed = sum(found.verdict == "match" for found in result.results)
    if claimed > 1:
        console.print(f"{claimed} issues have this error text")
    elif result.nothing:
        nearest = ": the nearest" if result.results else ""
        console.print(f"nothing among {len(index.documents)} issues fits{nearest}")
    for found in result.results[:SHOWN]:
        # beside an issue that is claimed, or one that fits, the merely nearest would only distract
        if not result.nothing and found.verdict == "similar" and found.score < FITS:
            continue
        _print_one(console, index, found)


def _print_one(console: Console, index: MatchIndex, found: Result) -> None:
    document = index.documents[found.issue]
    style = "bold green" if found.verdict == "match" else "bold"
    head = Text(f"{found.verdict:8}", style=style)
    console.print(head.append(f"{found.id}  {document.title}", style="not bold default"))
    console.print(Text(f"        {document.path}", style="dim"))
    if found.verdict == "match":
        console.print(Text(f"        line {found.number}: {found.line.strip()[:LONGEST]}"))
        for name, value in found.values.items():
            console.print(Text(f"        {name} = {value}"))


def _stretches(signature: Signature, kind: Part) -> list[str]:
    """Return what of an error text is of *kind*, neighbours together, each once."""
    runs: list[list[int]] = []
    before = -1
    for at, part in enumerate(signature.parts):
        if min(part, Part.IDENTITY) != kind:
            continue
        together = kind is not Part.IDENTITY or part == signature.parts[before]
        if runs and before == at - 1 and together:
            runs[-1][1] = at
        else:
            runs.append([at, at])
        before = at
    texts = (signature.text[signature.starts[a] : signature.ends[b]] for a, b in runs)
    return list(dict.fromkeys(texts))
