"""``bangdex keywords``: the keyword index in the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from bangdex.authoring.keywords import NearDuplicate, in_order, near_duplicates
from bangdex.authoring.reports import count
from bangdex.catalog import KeywordEntry
from bangdex.commands.common import kb_option, read


@click.command("keywords")
@kb_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a list.")
def keywords_command(kb: Path, *, as_json: bool) -> None:
    """List all keywords, and how many issues show each.

    Beside a keyword stand its other spellings. Below stand those that are spelled much alike
    and may be meant as one. Files with errors are left out.
    """
    knowledge = read(kb)
    entries = in_order(knowledge.catalog.keywords)
    near = near_duplicates(entries)
    click.echo(_as_json(entries, near) if as_json else _as_text(entries, near), nl=False)
    if knowledge.errors:
        click.echo(f"without the files that have {count(knowledge.errors)}", err=True)


def _as_text(entries: Sequence[KeywordEntry], near: Sequence[NearDuplicate]) -> str:
    lines = []
    for entry in entries:
        others = f"  ({', '.join(entry.spellings[1:])})" if len(entry.spellings) > 1 else ""
        lines.append(f"{len(entry.issues):>5}  !{entry.shown}{others}")
    if near:
        lines += ["", "Spelled much alike:"]
    for pair in near:
        one, other = pair.spellings
        lines.append(f"  !{one} ({len(pair.one.issues)})  !{other} ({len(pair.other.issues)})")
    return "".join(f"{line}\n" for line in lines)


def _as_json(entries: Sequence[KeywordEntry], near: Sequence[NearDuplicate]) -> str:
    keywords = [
        {
            "keyword": entry.shown,
            "spellings": list(entry.spellings),
            "count": len(entry.issues),
            "issues": [issue.id for issue in entry.issues],
        }
        for entry in entries
    ]
    alike = [
        {"keywords": [pair.one.shown, pair.other.shown], "spellings": list(pair.spellings)}
        for pair in near
    ]
    return json.dumps({"keywords": keywords, "near": alike}, ensure_ascii=False, indent=2) + "\n"
