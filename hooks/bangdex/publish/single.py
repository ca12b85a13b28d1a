"""A built site as one HTML file, which can be mailed and read without anything beside it.

::

    head       the policy, one style
    body       what starts the file (browser/single.js)
      article  a page of the site, its id the page's address; a place on it is address#anchor
      ...
      script   a file of the index, as data: run when it is asked for, allowed by its hash
      ...
      script   a part of the client

It is made of the site's files alone. Pages that say again what others say stay out: that an
issue is on its own page is enough where Ctrl+F goes through all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from bangdex.assets import BROWSER, FOLDER, PARTS
from bangdex.catalog import natural
from bangdex.pages.page import templates
from bangdex.publish.article import (
    Article,
    article_of,
    data_address,
    head_of,
    identity,
    navigation_of,
    resolve,
    rewritten,
)
from bangdex.publish.output import ONLY_FOR_SERVERS, manifest_of
from bangdex.publish.policy import single_policy
from bangdex.strings import LANGUAGES, Strings

MAX_ISSUES = 1000
HOME = "index.html"

# Every file that is run when it is asked for, below `FOLDER`.
_DATA = ("index/*.js", "diagnose/*.js", "made.js")
# All issues of a product once more.
_AGAIN = re.compile(r"all/([^/]+)\.html")
# What would end a <script> or a <style>; as written here it is the same in a string.
_ENDS_SCRIPT = re.compile(r"<(?=/script|!--)", re.IGNORECASE)
_ENDS_STYLE = re.compile(r"<(?=/style)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_URL = re.compile(r"""url\(\s*(["']?)(?!data:|#)([^"')]*)\1\s*\)""")

Order = Callable[[str], tuple[object, ...]]


class TooManyError(ValueError):
    """The site has more issues than a single file holds."""


@dataclass(frozen=True, slots=True)
class _File:
    id: str
    script: Markup


def single(site: Path, site_name: str, limit: int = MAX_ISSUES) -> str:
    """Return the whole of *site* as one HTML document.

    Raises:
        TooManyError: it has more than *limit* issues.
        ValueError: its pages can't stand in one document.
    """
    manifest = manifest_of(site)
    issues = int(manifest["documents"])
    if issues > limit:
        raise TooManyError(f"a single file holds up to {limit:,} issues, not {issues:,}")
    pages = dict(_pages(site))
    home = head_of(pages[HOME])
    navigation = _navigation(pages[HOME])
    stands_for = dict(_stand_ins(pages))
    inside = {path for path, other in stands_for.items() if path == other}
    if HOME not in inside:
        raise ValueError(f"{HOME} has no content that can be told from what is around it")
    order = _order(list(navigation), [slug for slug, *_ in manifest["products"]])
    style = _style(site, home.sheets)
    first = _script(BROWSER / "single.js")
    articles = [
        _article(site, path, pages[path], stands_for, site_name)
        for path in sorted(inside, key=order)
    ]
    found = list(_faults(articles))
    if found:
        raise ValueError("\n".join(found))
    files = [
        _File(path.relative_to(site).as_posix(), _script(path))
        for pattern in _DATA
        for path in sorted((site / FOLDER).glob(pattern))
    ]
    scripts = [_script(site / FOLDER / f"{name}.js") for name in PARTS]
    allowed = single_policy([first, *(file.script for file in files), *scripts], style)
    return (
        templates()
        .get_template("single.html")
        .render(
            t=Strings(home.language if home.language in LANGUAGES else "en"),
            site_name=site_name,
            policy=Markup(escape(allowed, quote=False)),  # noqa: S704 - has just been escaped
            icon=data_address(site / resolve(HOME, home.icon)[0]),
            style=style,
            first=first,
            navigation=[
                (identity(path), title) for path, title in navigation.items() if path in inside
            ],
            articles=articles,
            files=files,
            scripts=scripts,
        )
    )


def _faults(articles: Sequence[Article]) -> Iterator[str]:
    ids = Counter(name for article in articles for name in article.ids)
    yield from (f"#{name} stands {count} times" for name, count in ids.items() if count > 1)
    for article in articles:
        for name in sorted(article.leads_to - ids.keys()):
            yield f"{article.id}: #{name} names no place"


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name not in ONLY_FOR_SERVERS:
            yield name, path.read_text("utf-8")


def _navigation(home: str) -> dict[str, str]:
    """Return the pages that the site's navigation leads to, and what it calls them."""
    found = navigation_of(home)
    return {resolve(HOME, href)[0]: title for href, title in found if not urlsplit(href).scheme}


def _stand_ins(pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield for every page the one that stands for it: itself, or one that says the same."""
    for path, page in pages.items():
        again = _AGAIN.fullmatch(path)
        leads_to = head_of(page).leads_to
        if again:
            yield path, f"{again[1]}/{HOME}"
        elif leads_to:
            yield path, resolve(path, leads_to)[0]
        elif article_of(page):
            yield path, path


def _order(navigation: Sequence[str], products: Sequence[str]) -> Order:
    """Return what sorts pages as the navigation does; a product's come after the products.

    So the first that Ctrl+F finds is an issue, and not a catalogue that names it.
    """
    tops = list(dict.fromkeys(path.partition("/")[0] for path in navigation))
    at = tops.index("products") + 1 if "products" in tops else len(tops)
    rank = {top: number for number, top in enumerate([*tops[:at], *products, *tops[at:]])}

    def key(path: str) -> tuple[object, ...]:
        top, _, rest = path.partition("/")
        return rank.get(top, len(rank)), rest != HOME, path.count("/"), natural(path)

    return key


def _article(
    site: Path, path: str, page: str, stands_for: Mapping[str, str], site_name: str
) -> Article:
    title = head_of(page).title.removesuffix(f" - {site_name}")
    return rewritten(
        article_of(page), path, title, stands_for, lambda picture: data_address(site / picture)
    )


def _style(site: Path, sheets: Sequence[str]) -> Markup:
    """Return all styles as one, with what they name inside."""
    theirs = [path for path in (resolve(HOME, sheet)[0] for sheet in sheets) if FOLDER not in path]
    paths = [*theirs, *(f"{FOLDER}/{name}.css" for name in PARTS)]
    texts = [_with_data(site, path, (site / path).read_text("utf-8")) for path in paths]
    texts.append((BROWSER / "css" / "single.css").read_text("utf-8"))
    style = _SOURCE_MAP.sub("", "\n".join(texts))
    return Markup(_ENDS_STYLE.sub(r"<\\", style))  # noqa: S704 - ends no element


def _with_data(site: Path, sheet: str, text: str) -> str:
    def data(match: re.Match[str]) -> str:
        return f'url("{data_address(site / resolve(sheet, match[2])[0])}")'

    return _URL.sub(data, text)


def _script(path: Path) -> Markup:
    return Markup(_ENDS_SCRIPT.sub(r"<\\", path.read_text("utf-8")))  # noqa: S704 - ends no element
