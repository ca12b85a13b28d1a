"""Our pages and files among MkDocs' own: in a build all at once, in a preview one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from bangdex.model import OutFile
from bangdex.pages import Page as GeneratedPage
from bangdex.pages import Recipe
from bangdex.publish.policy import inline_scripts

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

# Templates of the theme that hold an inline script and nothing of a page.
SCRIPT_TEMPLATES = "partials/javascripts"


class GeneratedFile(File):
    """A page or a file of ours among MkDocs' files."""

    page_of_ours: GeneratedPage | None = None
    digest = b""  # of a file that is no page


class LaterFile(GeneratedFile):
    """One that a preview makes when it is asked for: MkDocs knows its address alone."""

    recipe: Recipe | None = None

    def is_documentation_page(self) -> bool:
        """Return that MkDocs has nothing to build."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 (MkDocs calls it so)
        """Leave it for later."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page of a preview is made with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment


class Compiled(BytecodeCache):
    """The theme's templates, compiled: MkDocs begins every build without them."""

    def __init__(self) -> None:
        """Start with none."""
        self._code: dict[tuple[str, str], bytes] = {}  # by a template's name and text

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket* if its template was compiled before."""
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in *bucket*."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def files_now(
    pages: Iterable[GeneratedPage], outs: Iterable[OutFile], config: MkDocsConfig
) -> Iterator[GeneratedFile]:
    """Yield MkDocs' files of *pages*, which MkDocs builds, and of *outs*, which it copies."""
    for page in pages:
        file = _generated(GeneratedFile, _source_of(page.url), "", config)
        file.page_of_ours = page
        yield file
    for out in outs:
        yield _out_file(GeneratedFile, out, config)


def files_for_later(
    recipes: Iterable[tuple[str, Recipe]], outs: Iterable[OutFile], config: MkDocsConfig
) -> Iterator[LaterFile]:
    """Yield files that MkDocs finds where pages link to them, and neither builds nor copies."""
    for url, recipe in recipes:
        file = _generated(LaterFile, _source_of(url), "", config)
        file.dest_uri = url
        file.recipe = recipe
        yield file
    for out in outs:
        yield _out_file(LaterFile, out, config)


def made(file: LaterFile, frame: Frame) -> list[OutFile]:
    """Return a page or a file of a preview, as MkDocs would have built it."""
    if file.recipe is None:
        return [OutFile(file.dest_uri, file.content_bytes)]
    file.page_of_ours = file.recipe()
    config, plugins = frame.config, frame.config.plugins
    page = file.page or Page(None, file, config)  # those in the navigation have one
    page.markdown = plugins.on_page_markdown("", page=page, config=config, files=frame.files)
    page.content = plugins.on_page_content("", page=page, config=config, files=frame.files)
    page.active = True  # marks it in the navigation, which all pages share
    context = get_context(frame.nav, frame.files, config, page)
    context = plugins.on_page_context(context, page=page, config=config, nav=frame.nav)
    output = frame.env.get_template("main.html").render(context)
    output = plugins.on_post_page(output, page=page, config=config)
    page.active = False
    return [OutFile(file.dest_uri, output.encode("utf-8", "xmlcharrefreplace"))]


def _source_of(url: str) -> str:
    return url.removesuffix(".html") + ".md"


_File = TypeVar("_File", bound=GeneratedFile)


def _out_file(kind: type[_File], out: OutFile, config: MkDocsConfig) -> _File:
    file = _generated(kind, out.path, out.content, config)
    file.digest = sha256(out.content).digest()
    return file


def _generated(kind: type[_File], path: str, content: str | bytes, config: MkDocsConfig) -> _File:
    file = kind.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    return cast(_File, file)  # it is of the class that it is asked of


def theme_scripts(env: Environment, config: MkDocsConfig) -> Callable[[str], list[str]]:
    """Return what gives the theme's inline scripts for pages that lead to the root by a base."""
    folders = (Path(folder, SCRIPT_TEMPLATES) for folder in config.theme.dirs)
    names = {path.name for folder in folders for path in folder.glob("*.html")}
    templates = [env.get_template(f"{SCRIPT_TEMPLATES}/{name}") for name in sorted(names)]
    values = {"config": config, "features": config.theme.get("features") or []}

    @cache
    def scripts(base: str) -> list[str]:
        rendered = (template.render(values, base_url=base) for template in templates)
        return [script for text in rendered for script in inline_scripts(text)]

    return scripts
