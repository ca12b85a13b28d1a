"""Bangdex as a hook of MkDocs, a few lines per event.

With ``bangdex/host.py``, the one place where MkDocs is known.

MkDocs keeps this module between the rebuilds of ``mkdocs serve``, so nothing of a build
is kept in it: what one event finds out for a later one travels with the configuration or
with a file, which are new in every build. In a preview, MkDocs knows of our pages and files
but builds none: each is made when it is asked for (``bangdex/preview.py``).

Settings, under ``extra: bangdex:`` in mkdocs.yml:

``kb``     the knowledge base's folder beside mkdocs.yml; default ``kb``
``guide``  the page under docs/ that says how to write an issue; default none
"""

from __future__ import annotations

import html as markup
import logging
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

# MkDocs makes this folder importable only while it loads this file.
sys.path.insert(0, str(Path(__file__).parent))

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from bangdex import assets, clock
from bangdex.host import (
    Compiled,
    Frame,
    GeneratedFile,
    LaterFile,
    files_for_later,
    files_now,
    made,
    theme_scripts,
)
from bangdex.index.encode import MANIFEST
from bangdex.knowledge import Knowledge, read_knowledge
from bangdex.model import OutFile
from bangdex.pages import Page as GeneratedPage
from bangdex.pages import Site, broken_recipes, recipes
from bangdex.preview import Desk
from bangdex.publish.moment import day, moment
from bangdex.publish.policy import with_policy
from bangdex.publish.tripwire import differences
from bangdex.site import data_folders, plain_files, site_files, site_pages
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
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_serve",
    "on_startup",
]

DOORS = ("home", "products", "keywords", "symptoms", "tests", "fixes", "causes", "diagnose")
# Where, in the configuration's `extra`, a build keeps its site, what was read and its files,
# its time, the theme's inline scripts, and what a preview makes pages with.
SITE, KNOWLEDGE, OURS = "bangdex_site", "bangdex_knowledge", "bangdex_files"
MOMENT, THEME_SCRIPTS = "bangdex_moment", "bangdex_theme_scripts"
NAV, FRAME = "bangdex_nav", "bangdex_frame"
# What Material (9.8) writes that isn't HTML.
MENDS = (
    re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"'),
    re.compile(r'(<label class="md-nav__link[^>]*) tabindex=""'),
)
# How Python-Markdown writes a column's alignment; the pages' policy allows no style attribute.
ALIGNED = re.compile(r'<(t[dh]) style="text-align: (left|center|right);">')

log = get_plugin_logger("bangdex")


@dataclass(slots=True)
class _Process:
    """What is true of this process from its start to its end."""

    previews: bool = False
    desk: Desk = field(default_factory=Desk)
    compiled: Compiled = field(default_factory=Compiled)
    # What a preview has reported, without the places: an edit moves those below it.
    reported: frozenset[tuple[str, str, str]] = frozenset()


_process = _Process()


def on_startup(*, command: str, dirty: bool) -> None:  # noqa: ARG001 (MkDocs names them)
    """Note whether a build or a preview starts; a preview lives on when an issue is wrong.

    Without live reload MkDocs builds once and serves that; it doesn't call `on_serve` then.
    """
    context = click.get_current_context(silent=True)
    reloads = bool(context is None or context.params.get("livereload", True))
    _process.previews = command == "serve" and reloads


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the knowledge base, before MkDocs empties the folder that it builds into."""
    _process.desk.close()
    config.use_directory_urls = False  # the same files must work from file://
    config.theme.dirs.insert(0, str(assets.THEME))
    if _process.previews:
        config.extra_javascript[:0] = [_deferred(path) for path in assets.preview_paths()]
    folder = _folder(config)
    try:
        knowledge = read_knowledge(folder, folder.name)
    except NotADirectoryError:
        message = f"extra.bangdex.kb must be a folder: {str(folder)!r}"
        raise ConfigurationError(message) from None
    except OSError as error:
        raise ConfigurationError(f"the knowledge base can't be read: {error}") from None
    (_report_changes if _process.previews else _report)(knowledge)
    language = str(config.theme.get("language", "en"))
    strings = Strings(language if language in LANGUAGES else "en")
    config.extra[SITE] = Site(knowledge.catalog, strings, _settings(config).get("guide"))
    config.extra[KNOWLEDGE] = knowledge
    config.extra[MOMENT] = moment(_root(config), (i.reviewed for i in knowledge.catalog.issues))
    if not _process.previews:  # a preview lives on, and asks what day it is
        # MkDocs dates its sitemap by it.
        os.environ.setdefault(clock.VARIABLE, str(config.extra[MOMENT]))
    doors: list[Any] = [{strings(f"nav.{name}"): _door(name)} for name in DOORS]
    config.nav = doors + list(config.nav or [])
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add every generated page, asset and index file."""
    site: Site = config.extra[SITE]
    language = site.strings.language
    made_file = assets.made_file(language, day(config.extra[MOMENT]), config.site_url or "")
    ours: list[GeneratedFile] = []
    if _process.previews:
        problems = config.extra[KNOWLEDGE].problems
        errors_first = sorted(problems, key=lambda problem: problem.warning)
        told = assets.preview_files(language, [str(problem) for problem in errors_first])
        outs = map(_with_empty_policy, [*plain_files(site), made_file, *told])
        broken = broken_recipes(site, problems, _folder(config).name)
        ours += files_for_later([*recipes(site), *broken], outs, config)
    else:
        pages = site_pages(site)
        _require_our_markup(pages)
        outs = map(_with_empty_policy, [*site_files(site, pages), made_file])
        ours += files_now(pages, outs, config)
    for file in ours:
        _add(files, file)
    config.extra[OURS] = ours
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: object) -> None:
    """Keep the navigation for the pages that a preview makes later."""
    config.extra[NAV] = nav


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Give a generated page its title and the way to the file it is made of."""
    ours = _ours(page)
    if ours is not None:
        # Material writes both as they are.
        page.meta = {
            "title": markup.escape(ours.title),
            "hide": ["navigation", "toc", "footer"],
        }
        if ours.description:
            page.meta["description"] = markup.escape(ours.description)
        if ours.source is not None and config.repo_url and config.edit_uri:
            base = urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri)
            page.edit_url = urljoin(base, f"../{ours.source}")
    return markdown


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Put a generated page's content in the place of the empty one that MkDocs rendered."""
    ours = _ours(page)
    return ours.html if ours is not None else ALIGNED.sub(r'<\1 class="bangdex-\2">', html)


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object
) -> dict[str, Any]:
    """Hand the theme layer its strings and the kind of page it is on."""
    ours = _ours(page)
    context["bangdex"] = _theme_values(config, ours.kind if ours is not None else "docs")
    return context


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Hand the strings to pages that MkDocs makes itself, such as 404.html; keep it for others."""
    env.bytecode_cache = _process.compiled
    env.globals["bangdex"] = _theme_values(config, "docs")
    config.extra[THEME_SCRIPTS] = theme_scripts(env, config)
    config.extra[FRAME] = Frame(config, files, config.extra[NAV], env)
    return env


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give a page its policy."""
    return _with_policy(_mended(output), config, get_relative_url(".", page.url))


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Give a page that MkDocs makes itself, such as 404.html, its policy."""
    if not template_name.endswith(".html"):
        return output_content
    is_anywhere = template_name == "404.html"  # a server hands it out at any address
    base = urlsplit(config.site_url or "/").path if is_anywhere else "."
    return _with_policy(_mended(output_content), config, base)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Let a preview hand out what can be made now."""
    if _process.previews:
        ours: list[LaterFile] = config.extra[OURS]
        makers = {file.dest_uri: partial(made, file, config.extra[FRAME]) for file in ours}
        data = data_folders(config.extra[SITE], config.extra[KNOWLEDGE].digest)
        _process.desk.open(Path(config.site_dir), {**makers, **data})


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Rebuild when a file of the knowledge base changes, and make what is asked for."""
    server.watch(str(_folder(config)))
    if _process.previews:
        server.set_app(_process.desk.before(server.serve_request, server.mount_path))
    return server


@dataclass(frozen=True, slots=True)
class Built:
    """What a build was."""

    site_name: str
    moment: int  # seconds since 1970
    digests: dict[str, bytes]  # SHA-256 of each file of ours that is no page, by its path


def build_folder(config_file: Path, folder: Path, *, strict: bool) -> Built:
    """Build a site into *folder*, in this process, and return what it is.

    It is no process of its own since that would go on writing where this one is killed.

    Raises:
        click.ClickException: the content or the configuration is wrong.
        SystemExit: likewise, and it has been said.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's, a screen long
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
    config = load_config(str(config_file), site_dir=str(folder), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
        logger.removeHandler(handler)
    ours = (file for file in config.extra[OURS] if file.page_of_ours is None)
    digests = {file.dest_uri: file.digest for file in ours}
    return Built(config.site_name, config.extra[MOMENT], digests)


# -- what the events lean on ---------------------------------------------------------


def _theme_values(config: MkDocsConfig, kind: str) -> dict[str, object]:
    site: Site = config.extra[SITE]
    scripts = assets.script_paths(kind)
    if _process.previews:  # it makes the index when it is asked for, not to be ready
        scripts = [path for path in scripts if path != MANIFEST]
    return {
        "t": site.strings.table(),
        "kind": kind,
        "home": kind == "home",
        "styles": assets.style_paths(kind),
        "scripts": scripts,
    }


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    return dict(config.extra.get("bangdex") or {})


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _folder(config: MkDocsConfig) -> Path:
    return _root(config) / str(_settings(config).get("kb", "kb"))


def _mended(output: str) -> str:
    for mend in MENDS:
        output = mend.sub(r"\1", output)
    return output


def _with_policy(output: str, config: MkDocsConfig, base: str) -> str:
    """Return a page with its policy; a preview has none, since it reloads by an inline script.

    *base* is how the page leads to the site's root: one of the theme's scripts differs by it.
    """
    if _process.previews:
        return output
    return with_policy(output, config.extra[THEME_SCRIPTS](base))


def _with_empty_policy(out: OutFile) -> OutFile:
    """Return a file of ours, with the policy that a page without the theme needs."""
    if not out.path.endswith(".html"):
        return out
    return OutFile(out.path, with_policy(out.content.decode(), ()).encode())


def _require_our_markup(pages: Iterable[GeneratedPage]) -> None:
    for page in pages:
        found = differences(page.html)
        if found:
            raise ConfigurationError(f"{page.source or page.url}: {'; '.join(found)}")


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def _door(name: str) -> str:
    return "index.md" if name == "home" else f"{name}/index.md"


def _report(knowledge: Knowledge) -> None:
    """Log every problem; stop the build, before anything is touched, if one is an error."""
    for problem in knowledge.problems:
        (log.warning if problem.warning else log.error)(str(problem))
    if knowledge.errors:
        raise Abort(f"{len(knowledge.errors)} errors in the knowledge base; nothing was built")


def _report_changes(knowledge: Knowledge) -> None:
    """Log what wasn't there at the build before; a preview lives on."""
    found = {each: (each.path, each.code, each.message) for each in knowledge.problems}
    new = [problem for problem in found if found[problem] not in _process.reported]
    mended = len(_process.reported - set(found.values()))
    for problem in new:
        log.warning(str(problem))
    if found or mended:
        log.info("%s problems: %s new, %s mended", len(found), len(new), mended)
    _process.reported = frozenset(found.values())


def _ours(page: Page) -> GeneratedPage | None:
    return page.file.page_of_ours if isinstance(page.file, GeneratedFile) else None


def _add(files: Files, file: File) -> None:
    hidden = files.get_file_from_path(file.src_uri)
    if hidden is not None:
        raise ConfigurationError(
            f"docs/{file.src_uri} must have another name: Bangdex makes a page of this one"
        )
    files.append(file)
