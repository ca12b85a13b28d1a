"""The one place where MkDocs is known: Bangdex as a hook, a few lines per event.

MkDocs keeps this module between the rebuilds of ``mkdocs serve``, so nothing of a build
is kept in it: what one event finds out for a later one travels with the configuration or
with a file, which are new in every build.

Settings, under ``extra: bangdex:`` in mkdocs.yml:

``kb``     the knowledge base's folder beside mkdocs.yml; default ``kb``
``guide``  the page under docs/ that says how to write an issue; default none
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

# MkDocs makes this folder importable only while it loads this file.
sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from bangdex import assets
from bangdex.knowledge import Knowledge, read_knowledge
from bangdex.pages import Page as GeneratedPage
from bangdex.pages import Site
from bangdex.site import site_files, site_pages
from bangdex.strings import LANGUAGES, Strings

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_serve",
    "on_startup",
]

DOORS = ("home", "products", "keywords", "symptoms", "tests", "fixes", "causes")
SITE = "bangdex_site"  # where, in the configuration's `extra`, a build's site is kept

log = get_plugin_logger("bangdex")

# Whether this process previews: known only when it starts, and true until it ends.
_process = {"previews": False}


class _GeneratedFile(File):
    """A page of ours among MkDocs' files."""

    page_of_ours: GeneratedPage


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 (MkDocs names them)
    """Note whether a build or a preview starts; a preview lives on when an issue is wrong."""
    _process["previews"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the knowledge base, before MkDocs empties the folder that it builds into."""
    config.use_directory_urls = False  # the same files must work from file://
    config.theme.dirs.insert(0, str(assets.THEME))
    config.extra_css[:0] = assets.style_paths()
    config.extra_javascript[:0] = [_deferred(path) for path in assets.script_paths()]
    folder = _folder(config)
    try:
        knowledge = read_knowledge(folder, folder.name)
    except NotADirectoryError:
        message = f"extra.bangdex.kb must be a folder: {str(folder)!r}"
        raise ConfigurationError(message) from None
    _report(knowledge)
    language = str(config.theme.get("language", "en"))
    strings = Strings(language if language in LANGUAGES else "en")
    config.extra[SITE] = Site(knowledge.catalog, strings, _settings(config).get("guide"))
    doors: list[Any] = [{strings(f"nav.{name}"): _door(name)} for name in DOORS]
    config.nav = doors + list(config.nav or [])
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add every generated page, asset and index file."""
    site: Site = config.extra[SITE]
    pages = site_pages(site)
    for page in pages:
        _add(files, _page_file(page, config))
    for out in site_files(site, pages):
        _add(files, File.generated(config, out.path, content=out.content))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Give a generated page its title and the way to the file it is made of."""
    if isinstance(page.file, _GeneratedFile):
        ours = page.file.page_of_ours
        page.meta = {"title": ours.title, "hide": ["navigation", "toc", "footer"]}
        if ours.description:
            page.meta["description"] = ours.description
        if ours.source is not None and config.repo_url and config.edit_uri:
            base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
            page.edit_url = urljoin(base, f"../{ours.source}")
    return markdown


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Put a generated page's content in the place of the empty one that MkDocs rendered."""
    return page.file.page_of_ours.html if isinstance(page.file, _GeneratedFile) else html


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Hand the theme layer its strings and the kind of page it is on."""
    del nav
    ours = page.file.page_of_ours if isinstance(page.file, _GeneratedFile) else None
    context["bangdex"] = _theme_values(config, ours.kind if ours is not None else "docs")
    return context


def on_env(env: Environment, *, config: MkDocsConfig, **_: object) -> Environment:
    """Hand the strings to the pages that MkDocs makes itself, such as 404.html."""
    env.globals["bangdex"] = _theme_values(config, "docs")
    return env


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Rebuild when a file of the knowledge base changes."""
    server.watch(str(_folder(config)))
    return server


# -- what the events lean on ---------------------------------------------------------


def _theme_values(config: MkDocsConfig, kind: str) -> dict[str, object]:
    site: Site = config.extra[SITE]
    return {"t": site.strings.table(), "kind": kind, "home": kind == "home"}


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    return dict(config.extra.get("bangdex") or {})


def _folder(config: MkDocsConfig) -> Path:
    root = Path(config.config_file_path).parent if config.config_file_path else Path()
    return root / str(_settings(config).get("kb", "kb"))


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _door(name: str) -> str:
    return "index.md" if name == "home" else f"{name}/index.md"


def _report(knowledge: Knowledge) -> None:
    """Log every problem; stop the build, before anything is touched, if one is an error."""
    for problem in knowledge.problems:
        is_fatal = not problem.warning and not _process["previews"]
        (log.error if is_fatal else log.warning)(str(problem))
    if knowledge.errors and not _process["previews"]:
        raise Abort(f"{len(knowledge.errors)} errors in the knowledge base; nothing was built")


def _page_file(page: GeneratedPage, config: MkDocsConfig) -> File:
    source = page.url.removesuffix(".html") + ".md"
    file = _GeneratedFile.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    if isinstance(file, _GeneratedFile):  # what `generated` makes is of the class it is called on
        file.page_of_ours = page
    return file


def _add(files: Files, file: File) -> None:
    hidden = files.get_file_from_path(file.src_uri)
    if hidden is not None:
        raise ConfigurationError(
            f"docs/{file.src_uri} must have another name: Bangdex makes a page of this one"
        )
    files.append(file)
