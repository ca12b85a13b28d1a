"""``bangdex fmt``: front matter in its one form."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bangdex.authoring.changes import Change, apply
from bangdex.authoring.form import FormError, formatted
from bangdex.commands.common import CONTENT, kb_option, require_folder
from bangdex.load import MAX_BYTES


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@kb_option
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
def fmt_command(paths: tuple[Path, ...], kb: Path, *, check: bool) -> None:
    """Put front matter into its one form.

    PATHS are files, or folders with all below; without any, all of the knowledge base. Keys
    get their order and values quotes only where they need them; comments stay, and what
    stands below the front matter is not touched. Prints the files that changed.
    """
    if not paths:
        require_folder(kb)
    is_wrong = False
    for path in dict.fromkeys(file for given in paths or (kb,) for file in _files(given)):
        try:
            before = _read(path)
            after = formatted(before.decode(), path.as_posix()).encode()
        except FormError as error:
            click.echo(str(error), err=True)
            is_wrong = True
        except UnicodeDecodeError:
            click.echo(f"{path.as_posix()}: must be UTF-8", err=True)
            is_wrong = True
        else:
            if after != before:
                if not check:
                    apply([Change(path, before, after)])
                click.echo(path.as_posix())
                is_wrong = is_wrong or check
    if is_wrong:
        sys.exit(CONTENT)


def _files(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        yield given
        return
    for path in sorted(given.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix == ".md" and path.is_file():
            yield path


def _read(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise click.UsageError(f"must be an ordinary file, not a link or a device: {str(path)!r}")
    if path.stat().st_size > MAX_BYTES:
        raise click.UsageError(f"must not be larger than {MAX_BYTES:,} bytes: {str(path)!r}")
    return path.read_bytes()
