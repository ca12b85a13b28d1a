"""A site of another team, to start from: what ``bangdex init`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bangdex import __version__
from bangdex.authoring.scalars import scalar
from bangdex.authoring.schema import MODELS, schema_text

STARTER = Path(__file__).parent.parent / "starter"
NAME = "@NAME@"  # stands for the site's name in mkdocs.yml
# Files whose own names a package leaves out, or would take for its own.
_NAMES: Mapping[str, str] = {
    "gitignore": ".gitignore",
    "gitlab/gitlab-ci.yml": ".gitlab-ci.yml",
    "github/lint.yml": ".github/workflows/lint.yml",
    "github/publish.yml": ".github/workflows/publish.yml",
}
HOSTS = ("github", "gitlab")


@dataclass(frozen=True, slots=True)
class StarterFile:
    """A file of a new site."""

    path: str  # from the site's folder
    content: bytes


def starter_files(name: str, language: str, host: str | None = None) -> Iterator[StarterFile]:
    """Yield the files of a site called *name* in *language*, sorted by path.

    With a *host*, also what builds, checks and publishes it there.
    """
    files = dict(_shipped(language, host))
    files["mkdocs.yml"] = files["mkdocs.yml"].replace(NAME.encode(), scalar(name).encode())
    files["requirements.txt"] = _requirements().encode()
    for schema in MODELS:
        files[f"schema/{schema}.json"] = schema_text(schema).encode()
    for path in sorted(files):
        yield StarterFile(path, files[path])


def _shipped(language: str, host: str | None) -> Iterator[tuple[str, bytes]]:
    for folder in ("all", language, *([host] if host else [])):
        root = STARTER if folder == host else STARTER / folder
        for path in sorted((STARTER / folder).rglob("*")):
            # What installs a package compiles every Python file in it.
            if path.is_file() and path.suffix != ".pyc":
                below = path.relative_to(root).as_posix()
                yield _NAMES.get(below, below), path.read_bytes()


def _requirements() -> str:
    """Return a requirements.txt that names this package as it was installed here."""
    source = _installed_from()
    if source is None:
        return f"bangdex=={__version__}\n"
    return (
        "# Where it was installed from when this file was made; others may need another place.\n"
        f"bangdex @ {source}\n"
    )


def _installed_from() -> str | None:
    """Return where pip took this package from, unless that was an index (PEP 610)."""
    try:
        record = distribution("bangdex").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    if record is None:
        return None
    origin = json.loads(record)
    version = origin.get("vcs_info")
    return f"{version['vcs']}+{origin['url']}@{version['commit_id']}" if version else origin["url"]
